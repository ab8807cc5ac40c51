"""What the owner of a case is told: parts in and out of the institution, what stands in it, what is held.

Only claims of that case, no account numbers (tokens), no balances, nobody's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TypeVar

import msgspec

from clawback.clock import format_time
from clawback.federation.book import Account, Movement
from clawback.federation.node import certified
from clawback.federation.node.draft import Draft
from clawback.federation.node.notices import fate_elsewhere
from clawback.federation.settled import Settled
from clawback.federation.trust.certificates import Certificate
from clawback.federation.wire.messages import HeldRow, Known, Position, Report, Revealed, RuleReport

__all__ = ["report"]

Place = TypeVar("Place")


def report(draft: Draft) -> None:
    """Tells each owner whose case looks otherwise than at the last report."""
    carried = certified.carrying(draft)
    owners = {certificate.case: certificate.owner for certificate in carried.values()}
    owners |= {case: said[2] for case, said in draft.reported.items()} | draft.asked
    for case in sorted(owners):
        of_case = {claim for claim, certificate in carried.items() if certificate.case == case}
        _report(draft, case, owners[case], of_case, carried)


def _report(
    draft: Draft, case: str, owner: str, of_case: set[str], carried: Mapping[str, Certificate]
) -> None:
    version, digest, _ = draft.reported.get(case, ["0", "", ""])
    found = Report(
        causes=[],
        case=case,
        version=0,
        rules={rule: _rule(draft, case, of_case, rule, settled) for rule, settled in draft.settled.items()},
        holds=_holds(draft, case),
        unheld=dict(draft.unheld.get(case, {})),
        stopped=_stopped(draft, of_case),
        revealed=_revealed(draft, of_case) if draft.site.reveal else None,
    )
    now = sha256(msgspec.json.encode(found, order="sorted")).hexdigest()
    if now == digest and case not in draft.asked:
        return
    draft.reported[case] = [str(int(version) + 1), now, owner]
    for cause in draft.causes - {case}:
        draft.touched[cause] = sorted({*draft.touched.get(cause, ()), case})
    told = msgspec.structs.replace(found, causes=sorted(draft.causes), version=int(version) + 1)
    draft.send(owner, told, causes=draft.causes)


def _rule(draft: Draft, case: str, of_case: set[str], rule: str, settled: Settled) -> RuleReport:
    positions = [
        *(
            _position(draft, case, account, "standing", parts)
            for account, parts in _only(settled.standing, of_case)
        ),
        *(
            _position(draft, case, place[0], place[1], parts)
            for place, parts in _only(settled.ended, of_case)
        ),
    ]
    sent: dict[str, Known] = {}
    for own, outflow in settled.outgoing.items():
        parts = _of(outflow.parts, of_case)
        if parts:
            movement = _movement(draft, own)
            if draft.site.members.name_of(movement.creditor[0]) is None:
                fate = fate_elsewhere(movement, outflow, draft.site.exits)
                positions.append(_position(draft, case, movement.creditor, fate, parts))
            else:
                account = draft.site.told(case, movement.creditor)
                key = draft.site.keys.key_of(own) or draft.site.told(case, ("", own))
                said = draft.said.get(own)
                sent[key] = Known(
                    agent=movement.creditor[0],
                    account=account,
                    version=said.version if said else 0,
                    parts=draft.texts(parts),
                )
    return RuleReport(
        traced=draft.texts(_of(settled.traced, of_case)),
        positions=sorted(positions, key=lambda each: (each.agent, each.account, each.position)),
        received=_received(draft, of_case, rule),
        sent=sent,
    )


def _received(draft: Draft, of_case: set[str], rule: str) -> dict[str, Known]:
    """As it was told, voided or not: the owner compares it with what the other says that it sent."""
    found = {}
    for own, arrival in draft.arrivals.items():
        flow = arrival.rules.get(rule)
        parts = _of(flow.parts, of_case) if flow else {}
        if parts:
            agent = _movement(draft, own).debtor[0]
            found[arrival.transfer] = Known(
                agent=agent, account="", version=arrival.version, parts=draft.texts(parts)
            )
    return found


def _position(draft: Draft, case: str, account: Account, kind: str, parts: Mapping[str, int]) -> Position:
    return Position(
        agent=account[0],
        account=draft.site.told(case, account),
        position=kind,
        parts=draft.texts(dict(parts)),
    )


def _only(
    found: Mapping[Place, Mapping[str, int]], of_case: set[str]
) -> Iterable[tuple[Place, dict[str, int]]]:
    for place, parts in found.items():
        of_it = _of(parts, of_case)
        if of_it:
            yield place, of_it


def _of(parts: Mapping[str, int], of_case: set[str]) -> dict[str, int]:
    return {claim: part for claim, part in parts.items() if claim in of_case}


def _movement(draft: Draft, own: str) -> Movement:
    book = draft.site.book
    rank = None if book is None else book.rank(own)
    assert book is not None
    assert rank is not None, "only transfers of the book are reported"
    return book.movement(rank)


def _holds(draft: Draft, case: str) -> dict[str, HeldRow]:
    return {
        name: HeldRow(
            account=draft.site.told(case, (hold.agent, hold.account)),
            agent=hold.agent,
            claims=draft.texts(hold.claims),
            placed_at=format_time(hold.placed_at),
            lapses_at=format_time(hold.lapses_at),
            state=hold.state,
        )
        for name, hold in sorted(draft.holds.items())
        if hold.case == case
    }


def _stopped(draft: Draft, of_case: set[str]) -> dict[str, str]:
    """Why parts of the case in a transfer were not told on."""
    found = {}
    for own, reason in draft.stopped.items():
        outflows = (settled.outgoing.get(own) for settled in draft.settled.values())
        if any(outflow and _of(outflow.parts, of_case) for outflow in outflows):
            found[draft.site.keys.key_of(own) or own] = reason
    return found


def _revealed(draft: Draft, of_case: set[str]) -> Revealed:
    transfers = {
        rule: {own: draft.texts(parts) for own, parts in _only(settled.carried, of_case)}
        for rule, settled in draft.settled.items()
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
