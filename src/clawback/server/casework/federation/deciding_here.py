"""place, refuse, release, tell: an institution decides on holds that its own node places for peers."""

from __future__ import annotations

from collections.abc import Callable

from clawback.federation.node.draft import Draft
from clawback.federation.node.provisional import decline, hold_by_person, let_go
from clawback.server.casework.federation.seats import ask_machine
from clawback.server.casework.finding import locked
from clawback.server.casework.models import PEER_HOLD_OPEN, HoldForPeer, Seat
from clawback.server.casework.refusals import FactsWrong, HoldEnded, NothingLeft, NoticeGiven
from clawback.server.casework.subjects import of_hold_for_peer
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["KIND", "place_for_peer", "refuse_peer", "release_for_peer", "tell_for_peer"]

KIND = "hold for a peer"


def place_for_peer(act: Act, number: int) -> HoldForPeer:
    """Holds what the policy left to a person, within the peer's certificate and its clock.

    Raises NothingLeft where nothing waits, or nothing of it stands there any more; PeerRefuses.
    """
    return _answer(act, number, "place", hold_by_person)


def refuse_peer(act: Act, number: int, reason: str) -> HoldForPeer:
    """Leaves unheld what waits; the peer is told that a person did, and not why. Raises NothingLeft, PeerRefuses."""
    _check_reason(reason)
    return _answer(act, number, "refuse", decline, reason)


def _answer(
    act: Act, number: int, verb: str, what: Callable[[Draft, str], None], reason: str = ""
) -> HoldForPeer:
    with deciding(act) as decision:
        row = _locked(number)
        act.check(verb, of_hold_for_peer(row))
        if not row.left:
            raise NothingLeft("nothing waits here for a person's word")
        before = row.amount
        if verb == "refuse":
            row.state = "refused" if row.state == "left" else row.state
            row.save(update_fields=["state"])
            decision.enter(verb, row, basis=row.basis, after={"state": row.state, "left": row.left})
        _have_done(act, row, what, reason)
        if verb == "place" and row.amount <= before:
            raise NothingLeft("nothing more stands there that the peer's certificate lets be held")
    return row


def release_for_peer(act: Act, number: int, reason: str) -> HoldForPeer:
    """The institution lets it go at once, as where its holder is right; the peer is told that it did.

    Raises HoldEnded, PeerRefuses.
    """
    _check_reason(reason)
    with deciding(act):
        row = _locked(number)
        act.check("release", of_hold_for_peer(row))
        if row.state not in PEER_HOLD_OPEN:
            raise HoldEnded(f"this hold is {row.state}")
        _have_done(act, row, let_go, reason)
    return row


def tell_for_peer(act: Act, number: int) -> HoldForPeer:
    """The holder was told of the hold, and where to object. Raises HoldEnded, NoticeGiven."""
    with deciding(act) as decision:
        row = _locked(number)
        act.check("tell", of_hold_for_peer(row))
        if row.state not in PEER_HOLD_OPEN:
            raise HoldEnded(f"this hold is {row.state}")
        if row.told_at is not None:
            raise NoticeGiven("the holder was told already")
        row.told_at = act.at
        row.save(update_fields=["told_at"])
        decision.enter("tell", row, basis=row.basis, after={"state": row.state})
    return row


def _have_done(act: Act, row: HoldForPeer, what: Callable[[Draft, str], None], reason: str) -> None:
    """The node does it, and the row follows; the journal has it by what follows."""
    ask_machine(act, row.seat_id, lambda draft: what(draft, row.name))
    row.refresh_from_db()
    row.decided_by_id, row.decided_at, row.reason = act.by.id, act.at, reason.strip()[:500]
    row.save(update_fields=["decided_by", "decided_at", "reason"])


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise FactsWrong("say why", field="reason")


def _locked(number: int) -> HoldForPeer:
    """Its node before it, as in every step. Raises NoSuchRecord."""
    for seat in HoldForPeer.objects.filter(pk=number).values_list("seat", flat=True):
        locked(Seat, seat)
    return locked(HoldForPeer, number)
