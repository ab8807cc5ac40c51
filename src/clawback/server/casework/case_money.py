"""What became of a case's money, a row a currency and never a sum over two; and account by account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clawback.server.casework.caps import FALLBACK, Rooms
from clawback.server.casework.case_records import holds_of, requests_of
from clawback.server.casework.federation.counting import answering_agents, held_for
from clawback.server.casework.models import Account, Case, Claim, PeerQuestion
from clawback.server.casework.statements.known import Found, groups_of, name_of
from clawback.server.casework.states.hold_request import OPEN

__all__ = ["CaseAccount", "CaseMoney", "accounts_of", "money_of", "traced_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseMoney:
    """Minor units: `lost` by confirmed claims, less what came back; so much of it `traced` to accounts we know; `held`
    now; `let_go` (released or expired); `returned` (paid over). `by_peers` is what nodes of other institutions hold by
    their own policies, in none of the others."""

    currency: str
    lost: int
    traced: int
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
    """Of these claims of the case, as `traced_in` knows them, and of its holds."""
    lost: dict[str, int] = defaultdict(int)
    traced: dict[str, int] = defaultdict(int)
    known = {claim.pk: claim for claim in claims if claim.state == "confirmed"}
    reached: dict[int, int] = defaultdict(int)
    accounts = {name_of(claim.creditor_account) for claim in known.values()}
    for standing in (each for found in traced_in for each in found.standings if each.account in accounts):
        for number, (_, high) in standing.claims.items():
            reached[int(number)] += high
    reached |= traced_with_peers(traced_in)
    for claim in known.values():
        lost[claim.currency] += claim.loss
        traced[claim.currency] += min(claim.loss, reached[claim.pk])
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for hold in holds_of(case):
        row = sums[hold.request.currency]
        row[:] = row[0] + hold.in_force, row[1] + hold.released + hold.expired, row[2] + hold.paid_over
    by_peers = held_for(PeerQuestion.objects.filter(case=case))
    return [
        CaseMoney(
            currency=code,
            lost=lost[code],
            traced=traced[code],
            held=sums[code][0],
            let_go=sums[code][1],
            returned=sums[code][2],
            by_peers=by_peers.get(code, 0),
        )
        for code in sorted(lost.keys() | set(sums))
    ]


def traced_with_peers(traced_in: Sequence[Found]) -> dict[int, int]:
    """Claim -> what of it is traced, by nodes and statements together, where nodes answer for it: each unit once."""
    return {
        number: amount
        for found in traced_in
        for number, rule, amount in found.known.facts.peers.traced
        if rule == FALLBACK
    }


def accounts_of(case: Case, claims: Sequence[Claim], traced_in: Sequence[Found]) -> list[CaseAccount]:
    """Every account that confirmed claims of the case reached, or a request of it is about, a row a currency."""
    known = {claim.pk: claim for claim in claims if claim.state == "confirmed"}
    accounts = {claim.creditor_account_id: claim.creditor_account for claim in known.values()}
    requests = requests_of(case)
    accounts |= {request.account_id: request.account for request in requests}
    held: defaultdict[int, int] = defaultdict(int)
    for hold in holds_of(case):
        held[hold.request.account_id] += hold.in_force
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
            if standing or asked:
                rows.append(
                    CaseAccount(
                        account=account,
                        currency=code,
                        low=standing.low if standing else 0,
                        high=standing.high if standing else 0,
                        held=held[number] if asked else 0,
                        asked=sum(each.amount for each in asked if each.state in OPEN),
                        room=sum(rooms.room(account, mine, code).values()),
                    )
                )
    return rows
