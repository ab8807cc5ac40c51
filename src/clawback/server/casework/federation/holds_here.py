"""What our own node holds for peers, written down after each step, so that the institution knows which account it is.

A peer is told a token; the institution alone sees the number, blocks the account in its own systems, and tells the
holder.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from clawback.clock import from_micros
from clawback.federation.node.draft import Event
from clawback.federation.node.state import Hold, Left, State
from clawback.server.casework.models import HoldForPeer, Seat
from clawback.server.record.deciding import Decision, Value

__all__ = ["write_here"]

_VERBS = {
    "left": "leave",
    "placed": "place",
    "confirmed": "confirm",
    "released": "release",
    "expired": "expire",
    "over": "end",
    "refused": "refuse",
}


def write_here(decision: Decision, seat: Seat, before: State, after: State, events: Iterable[Event]) -> None:
    """Follows what a step changed of holds and of what is left to a person; forgets the accounts of forgotten cases."""
    changed = [
        name for name in sorted(_names(before) | _names(after)) if _said(before, name) != _said(after, name)
    ]
    known = (
        {row.name: row for row in seat.holds.select_for_update().filter(name__in=changed)} if changed else {}
    )
    for name in changed:
        _write(decision, seat, known.get(name), name, after)
    for event in events:
        if event.name == "forgotten":
            seat.holds.filter(case=event.facts["case"]).update(account="", reason="")


def _names(state: State) -> set[str]:
    return state.holds.keys() | state.left.keys()


def _said(state: State, name: str) -> tuple[Hold | None, Left | None]:
    return state.holds.get(name), state.left.get(name)


def _write(decision: Decision, seat: Seat, row: HoldForPeer | None, name: str, state: State) -> None:
    hold, left = _said(state, name)
    found = hold or left
    if row is None and found is None:
        return
    if row is None:
        assert found is not None, "it is there"
        row = HoldForPeer(
            seat=seat,
            name=name,
            case=found.case,
            owner=found.owner,
            agent=found.agent,
            account=found.account,
            currency=seat.currency,
            basis=found.basis,
            since=_since(hold, decision.act.at),
        )
    before = row.state, row.amount, row.left
    row.state, row.amount = _state(row, hold, left), hold.amount if hold else 0
    row.left, row.why = (left.amount, left.why) if left else (0, "")
    if hold is not None:
        row.since = _since(hold, decision.act.at)
        row.until = max(row.since, from_micros(hold.lapses_at))
    row.save()
    if (row.state, row.amount, row.left) != before:
        _enter(decision, row, before[0], before[1])


def _since(hold: Hold | None, at: datetime) -> datetime:
    return at if hold is None else min(at, from_micros(hold.placed_at))


def _state(row: HoldForPeer, hold: Hold | None, left: Left | None) -> str:
    if hold is not None:
        return hold.state
    if left is not None:
        return "left"
    return row.state if row.state in ("refused", "released", "expired") else "over"


def _enter(decision: Decision, row: HoldForPeer, state: str, amount: int) -> None:
    """The journal names the record, never the account."""
    verb = _VERBS[row.state]
    if row.state == state:
        verb = "reduce" if row.amount < amount else "place" if row.amount > amount else "leave"
    after: dict[str, Value] = {
        "state": row.state,
        "amount": row.amount,
        "left": row.left,
        "owner": row.owner,
    }
    decision.enter(verb, row, basis=row.basis, after=after)
