"""What the owner of a case is told: parts in and out of the institution, what stands in it, what is held.

Only claims of that case, no account numbers (tokens), no balances, nobody's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import TypeVar

import msgspec

from clawback.clock import format_time
from clawback.federation.book import Account, Movement
from clawback.federation.node import certified, standing_in
from clawback.federation.node.draft import Draft
from clawback.federation.node.notices import fate_elsewhere
from clawback.federation.node.state import Hold
from clawback.federation.node.unchanged import digests_known
from clawback.federation.settled import Outflow, Settled
from clawback.federation.wire.messages import Away, HeldRow, Known, Position, Report, Revealed, RuleReport
from clawback.money import format_amount

__all__ = ["report"]

Place = TypeVar("Place")


def report(draft: Draft) -> None:
    """Tells each owner whose case looks otherwise than at the last report."""
    carried = certified.carrying(draft)
    case_of = {claim: certificate.case for claim, certificate in carried.items()}
    known = {case: said[2] for case, said in draft.reported.items() if said[2]}
    known |= {certificate.case: certificate.owner for certificate in carried.values()}
    digests = digests_known(draft, case_of)
    due = {case: owner for case, owner in (draft.asked | known).items() if _may_differ(draft, case, digests)}
    found = _Found(draft, {claim: case for claim, case in case_of.items() if case in due})
    for case, owner in sorted(due.items()):
        digests[case] = _report(draft, case, owner, found, is_known=case in known)


def _may_differ(draft: Draft, case: str, digests: Mapping[str, str]) -> bool:
    """Whether it is to be reported anew, or what it looks like is to be found out."""
    return case in draft.asked or case not in digests or digests[case] != _last(draft, case)[1]


def _last(draft: Draft, case: str) -> list[str]:
    """Version, digest and recipient of the last report."""
    return draft.reported.get(case, ["0", "", ""])


class _Found:
    """What was settled, came in, is stopped and held, by case: looked through once for all that are made."""

    def __init__(self, draft: Draft, case_of: Mapping[str, str]) -> None:
        self.settled = {rule: _settled_of(settled, case_of) for rule, settled in draft.settled.items()}
        self.arrived = {rule: _arrived_of(draft, rule, case_of) for rule in draft.settled}
        self.stopped = _stopped(draft, self.settled)
        self.holds: dict[str, dict[str, Hold]] = {}
        for name, hold in sorted(draft.holds.items()):
            self.holds.setdefault(hold.case, {})[name] = hold


_NOTHING = Settled(traced={}, standing={}, ended={}, carried={}, outgoing={})


def _settled_of(settled: Settled, case_of: Mapping[str, str]) -> dict[str, Settled]:
    """By case what of it is the case's."""
    traced = _by_case({"": settled.traced}, case_of)
    standing, ended = _by_case(settled.standing, case_of), _by_case(settled.ended, case_of)
    carried = _by_case(settled.carried, case_of)
    outgoing = _by_case({own: each.parts for own, each in settled.outgoing.items()}, case_of)
    return {
        case: Settled(
            traced=traced.get(case, {}).get("", {}),
            standing=standing.get(case, {}),
            ended=ended.get(case, {}),
            carried=carried.get(case, {}),
            outgoing={
                own: replace(settled.outgoing[own], parts=parts)
                for own, parts in outgoing.get(case, {}).items()
            },
        )
        for case in {*traced, *standing, *ended, *carried, *outgoing}
    }


def _by_case(
    found: Mapping[Place, Mapping[str, int]], case_of: Mapping[str, str]
) -> dict[str, dict[Place, dict[str, int]]]:
    by_case: dict[str, dict[Place, dict[str, int]]] = {}
    for place, parts in found.items():
        for claim, part in parts.items():
            if claim in case_of:
                by_case.setdefault(case_of[claim], {}).setdefault(place, {})[claim] = part
    return by_case


def _arrived_of(draft: Draft, rule: str, case_of: Mapping[str, str]) -> dict[str, dict[str, dict[str, int]]]:
    flows = {own: each.rules[rule].parts for own, each in draft.arrivals.items() if rule in each.rules}
    return _by_case(flows, case_of)


def _report(draft: Draft, case: str, owner: str, found: _Found, *, is_known: bool) -> str:
    """The digest of what it says now. Whoever asks of a case that is not known here is not its owner by that."""
    version, digest, _ = _last(draft, case)
    settled = {rule: by_case.get(case, _NOTHING) for rule, by_case in found.settled.items()}
    said = Report(
        causes=[],
        case=case,
        version=0,
        rules={
            rule: _rule(draft, case, each, found.arrived[rule].get(case, {}))
            for rule, each in settled.items()
        },
        holds=_holds(draft, case, found.holds.get(case, {})),
        unheld=dict(draft.unheld.get(case, {})),
        stopped=found.stopped.get(case, {}),
        revealed=_revealed(draft, settled) if draft.site.reveal else None,
    )
    now = sha256(msgspec.json.encode(said, order="sorted")).hexdigest()
    if now == digest and case not in draft.asked:
        return now
    if owner == draft.site.name and version == "0" and not any(map(_tells, said.rules.values())):
        return now
    draft.reported[case] = [str(int(version) + 1), now, owner if is_known else ""]
    for cause in draft.causes - {case}:
        draft.touched[cause] = sorted({*draft.touched.get(cause, ()), case})
    told = msgspec.structs.replace(said, causes=sorted(draft.causes), version=int(version) + 1)
    if owner == draft.site.name:
        standing_in.keep(draft, told)
    else:
        draft.send(owner, told, causes=draft.causes)
    return now


def _tells(found: RuleReport) -> bool:
    return bool(found.traced or found.positions or found.received or found.sent)


def _rule(draft: Draft, case: str, settled: Settled, arrived: Mapping[str, Mapping[str, int]]) -> RuleReport:
    positions = [
        *(_position(draft, case, account, "standing", parts) for account, parts in settled.standing.items()),
        *(_position(draft, case, place[0], place[1], parts) for place, parts in settled.ended.items()),
    ]
    sent: dict[str, Known] = {}
    away: dict[str, Away] = {}
    for own, outflow in settled.outgoing.items():
        movement = _movement(draft, own)
        name = draft.site.keys.key_of(own)
        if draft.site.members.name_of(movement.creditor[0]) is None:
            fate = fate_elsewhere(movement, outflow, draft.site.exits)
            if name is None:
                positions.append(_position(draft, case, movement.creditor, fate, outflow.parts))
            else:
                away[name] = _away(draft, case, movement, outflow, fate)
        else:
            account = draft.site.told(case, movement.creditor)
            said = draft.said.get(own)
            sent[_told(draft, case, own)] = Known(
                agent=movement.creditor[0],
                account=account,
                version=said.version if said else 0,
                parts=draft.texts(dict(outflow.parts)),
            )
    return RuleReport(
        traced=draft.texts(dict(settled.traced)),
        positions=sorted(positions, key=lambda each: (each.agent, each.account, each.position)),
        received=_received(draft, arrived),
        sent=sent,
        away=away,
    )


def _told(draft: Draft, case: str, own: str) -> str:
    """A transfer's name as an owner is told it: that which both sides know, else a token."""
    return draft.site.keys.key_of(own) or draft.site.told(case, ("", own))


def _away(draft: Draft, case: str, movement: Movement, outflow: Outflow, fate: str) -> Away:
    return Away(
        agent=movement.creditor[0],
        account=draft.site.told(case, movement.creditor),
        parts=draft.texts(dict(outflow.parts)),
        depth=outflow.depth,
        fate=fate,
        settled_at=format_time(movement.settled_at),
        amount=format_amount(movement.amount, draft.site.currency),
    )


def _received(draft: Draft, arrived: Mapping[str, Mapping[str, int]]) -> dict[str, Known]:
    """As it was told, voided or not: the owner compares it with what the other says that it sent."""
    return {
        draft.arrivals[own].transfer: Known(
            agent=_movement(draft, own).debtor[0],
            account="",
            version=draft.arrivals[own].version,
            parts=draft.texts(dict(parts)),
        )
        for own, parts in arrived.items()
    }


def _position(draft: Draft, case: str, account: Account, kind: str, parts: Mapping[str, int]) -> Position:
    return Position(
        agent=account[0],
        account=draft.site.told(case, account),
        position=kind,
        parts=draft.texts(dict(parts)),
    )


def _movement(draft: Draft, own: str) -> Movement:
    book = draft.site.book
    rank = None if book is None else book.rank(own)
    assert book is not None
    assert rank is not None, "only transfers of the book are reported"
    return book.movement(rank)


def _holds(draft: Draft, case: str, holds: Mapping[str, Hold]) -> dict[str, HeldRow]:
    return {
        name: HeldRow(
            account=draft.site.told(case, (hold.agent, hold.account)),
            agent=hold.agent,
            claims=draft.texts(hold.claims),
            placed_at=format_time(hold.placed_at),
            lapses_at=format_time(hold.lapses_at),
            state=hold.state,
        )
        for name, hold in holds.items()
    }


def _stopped(draft: Draft, settled: Mapping[str, Mapping[str, Settled]]) -> dict[str, dict[str, str]]:
    """By case why parts of it in a transfer were not told on."""
    found: dict[str, dict[str, str]] = {}
    for by_case in settled.values():
        for case, each in by_case.items():
            for own in each.outgoing.keys() & draft.stopped.keys():
                found.setdefault(case, {})[_told(draft, case, own)] = draft.stopped[own]
    return found


def _revealed(draft: Draft, settled: Mapping[str, Settled]) -> Revealed:
    transfers = {
        rule: {own: draft.texts(dict(parts)) for own, parts in each.carried.items()}
        for rule, each in settled.items()
    }
    known = {own for parts in transfers.values() for own in parts} | draft.arrivals.keys()
    book = draft.site.book
    ranks = sorted(rank for own in known if book and (rank := book.rank(own)) is not None)
    return Revealed(
        transfers=transfers,
        order=[[each.key, format_time(each.settled_at)] for each in map(book.movement, ranks)]
        if book
        else [],
        accounts=_accounts(draft),
    )


def _accounts(draft: Draft) -> dict[str, list[str]]:
    """Of accounts in which something stands: how its opening balance was had, and whether its order is known."""
    book = draft.site.book
    standing = {account for settled in draft.settled.values() for account in settled.standing}
    given, assumed = getattr(book, "opening_given", None), getattr(book, "order_assumed", None)
    return {
        account[1]: [
            "given" if given and given(account) else "inferred",
            "assumed" if assumed and assumed(account) else "known",
        ]
        for account in sorted(standing)
    }
