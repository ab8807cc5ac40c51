"""What became of a case's money, a row a currency and never a sum over two; and account by account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from clawback.server.casework.caps import FALLBACK, Rooms
from clawback.server.casework.case_records import holds_of, requests_of
from clawback.server.casework.federation.counting import answering_agents, held_for
from clawback.server.casework.models import Account, Case, Claim, PeerQuestion
from clawback.server.casework.returns.counting import case_figures
from clawback.server.casework.statements.known import Found, groups_of
from clawback.server.casework.statements.measuring import measured
from clawback.server.casework.statements.overview import share_of
from clawback.server.casework.states.hold_request import OPEN

__all__ = ["CaseAccount", "CaseMoney", "accounts_of", "counted_of", "money_of", "traced_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseMoney:
    """Minor units. `lost` is what the victims of confirmed claims paid, less what came back otherwise than by returns;
    `traced` what the trace finds of that, wherever it is or went, be it back to them, and `gone` what of it went where
    nothing is followed. `held` is in force now, `let_go` was released or expired, `returned` is what confirmed lines of
    plans paid. `by_peers` is what nodes of other institutions hold by their own policies, in none of the others."""

    currency: str
    lost: int
    traced: int
    gone: int
    held: int
    let_go: int
    returned: int
    by_peers: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseAccount:
    """An account that money of the case reached: between `low` and `high` of it stand there, `held` is in force,
    `asked` is what open requests ask for, `room` what may still be asked for: nothing of claims for which the
    account's agent answers, and holds, by a node of its own."""

    account: Account
    currency: str
    low: int
    high: int
    held: int
    asked: int
    room: int


def traced_of(claims: Iterable[Claim]) -> list[Found]:
    """What is known of these claims, for the figures of their case."""
    return groups_of(claims, FALLBACK)


def money_of(case: Case, claims: Sequence[Claim], traced_in: Sequence[Found]) -> list[CaseMoney]:
    """Of these claims of the case, as `traced_in` knows them; the rest is what it would be closed with."""
    traced, gone = counted_of(claims, traced_in)
    by_peers = held_for(PeerQuestion.objects.filter(case=case))
    return [
        CaseMoney(
            currency=row.currency,
            lost=row.lost,
            traced=traced[row.currency],
            gone=gone[row.currency],
            held=row.in_force,
            let_go=row.let_go,
            returned=row.returned,
            by_peers=by_peers.get(row.currency, 0),
        )
        for row in case_figures(case)
    ]


def counted_of(
    claims: Iterable[Claim], traced_in: Iterable[Found]
) -> tuple[defaultdict[str, int], defaultdict[str, int]]:
    """What is traced of these claims, of each no more than its loss, and what of that is gone: by currency."""
    losses = {claim.pk: claim.loss for claim in claims if claim.state == "confirmed"}
    traced: defaultdict[str, int] = defaultdict(int)
    gone: defaultdict[str, int] = defaultdict(int)
    for found in traced_in:
        ours = tuple(each.number for each in found.known.facts.claims if each.number in losses)
        known, code = measured(found, ours), found.known.facts.currency
        reached = {**known.traced, **_with_peers(found, ours)}
        traced[code] += sum(min(losses[number], units) for number, units in reached.items())
        gone[code] += known.gone
    return traced, gone


def _with_peers(found: Found, claims: Collection[int]) -> dict[int, int]:
    """Claim -> what of it is traced, by nodes and statements together, where nodes answer for it: each unit once."""
    told = found.known.facts.peers.traced
    return {number: amount for number, rule, amount in told if rule == found.rule and number in claims}


def accounts_of(case: Case, claims: Sequence[Claim], traced_in: Sequence[Found]) -> list[CaseAccount]:
    """Every account that confirmed claims of the case reached, or a request of it is about, a row a currency."""
    known = {claim.pk: claim for claim in claims if claim.state == "confirmed"}
    accounts = {claim.creditor_account_id: claim.creditor_account for claim in known.values()}
    requests = requests_of(case)
    accounts |= {request.account_id: request.account for request in requests}
    held: defaultdict[tuple[int, str], int] = defaultdict(int)
    for hold in holds_of(case):
        held[hold.request.account_id, hold.request.currency] += hold.in_force
    ours = {str(each) for each in known}
    rooms, answering = Rooms(traced_in), answering_agents(known)
    rows = []
    for number, account in sorted(accounts.items()):
        for code in sorted({claim.currency for claim in known.values()}):
            mine = {
                each
                for each, claim in known.items()
                if claim.currency == code and account.agent_code not in answering.get(each, ())
            }
            standing = rooms.standing(account, code)
            asked = [each for each in requests if (each.account_id, each.currency) == (number, code)]
            low, high, _ = (standing and share_of(standing, ours)) or (0, 0, 0)
            if standing or asked:
                rows.append(
                    CaseAccount(
                        account=account,
                        currency=code,
                        low=low,
                        high=high,
                        held=held[number, code],
                        asked=sum(each.amount for each in asked if each.state in OPEN),
                        room=sum(rooms.room(account, mine, code).values()),
                    )
                )
    return rows
