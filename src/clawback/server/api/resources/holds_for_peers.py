"""Holds for peers: what an agent's own node holds, or leaves to a person, and at which account, for the agent alone."""

from __future__ import annotations

from typing import Literal, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router

from clawback.server.api.operations import reads, writes
from clawback.server.api.paging import Cursor, Limit, page, visible
from clawback.server.api.resources.hold_requests import AccountOut
from clawback.server.api.shapes import Answer, Money, Number, Shape, Text, money
from clawback.server.api.signing_in import act_of
from clawback.server.casework.federation.deciding_here import (
    place_for_peer,
    refuse_peer,
    release_for_peer,
    tell_for_peer,
)
from clawback.server.casework.models import HoldForPeer
from clawback.server.casework.subjects import of_hold_for_peer
from clawback.server.people.acting import Act

__all__ = ["router"]

router = Router(tags=["holds for peers"])

State = Literal["left", "placed", "confirmed", "released", "expired", "refused", "over"]


class HoldForPeerOut(Answer):
    """`in_force` is held for case `case` of `owner`; `left` waits for a person's word, and `why` says why. It ends by
    itself at `until` (null where nothing is held yet). `told_at`: the holder was told. The account is null once the
    case is forgotten."""

    number: int
    state: State
    account: AccountOut | None
    in_force: Money
    left: Money
    why: str
    owner: str
    case: str
    basis: str
    since: str
    until: str | None
    told_at: str | None


class HoldForPeerPage(Answer):
    """Newest first; `next` is the cursor of the next page."""

    items: list[HoldForPeerOut]
    next: int | None


class Reason(Shape):
    """Why. The peer is told that a person decided, not why."""

    reason: Text


class Nothing(Shape):
    """Nothing to say: the number says it."""


@reads(router, "/holds-for-peers", "holds:read", HoldForPeerPage)
def holds_for_peers(
    request: HttpRequest, state: State | None = None, cursor: Cursor = None, limit: Limit = 50
) -> HoldForPeerPage:
    """List holds that the agent's node placed for peers, and what its policy left to a person."""
    act = act_of(request)
    found = _known(act)
    rows, following = page(
        act, found.filter(state=state) if state else found, of_hold_for_peer, cursor, limit
    )
    return HoldForPeerPage(items=[_out(row) for row in rows], next=following)


@reads(router, "/holds-for-peers/{number}", "holds:read", HoldForPeerOut)
def hold_for_a_peer(request: HttpRequest, number: Number) -> HoldForPeerOut:
    """Read one of them."""
    return _out(_found(act_of(request), number))


@writes(router, "/holds-for-peers/{number}/place", "hold-requests:answer", HoldForPeerOut)
def place_what_is_left(request: HttpRequest, number: Number, body: Nothing) -> HoldForPeerOut:
    """Hold what the policy left to a person."""
    act = act_of(request)
    _found(act, number)
    return _out(place_for_peer(act, number))


@writes(router, "/holds-for-peers/{number}/refuse", "hold-requests:answer", HoldForPeerOut)
def refuse_what_is_left(request: HttpRequest, number: Number, body: Reason) -> HoldForPeerOut:
    """Leave it unheld."""
    act = act_of(request)
    _found(act, number)
    return _out(refuse_peer(act, number, body.reason))


@writes(router, "/holds-for-peers/{number}/release", "holds:release", HoldForPeerOut)
def release_hold_for_a_peer(request: HttpRequest, number: Number, body: Reason) -> HoldForPeerOut:
    """Let it go at once; the peer is told."""
    act = act_of(request)
    _found(act, number)
    return _out(release_for_peer(act, number, body.reason))


@writes(router, "/holds-for-peers/{number}/tell", "objections:record", HoldForPeerOut)
def holder_was_told(request: HttpRequest, number: Number, body: Nothing) -> HoldForPeerOut:
    """The holder was told of it, and where to object."""
    act = act_of(request)
    _found(act, number)
    return _out(tell_for_peer(act, number))


def _known(act: Act) -> QuerySet[HoldForPeer]:
    return HoldForPeer.objects.filter(seat__organisation=act.by.organisation).select_related("seat")


def _found(act: Act, number: int) -> HoldForPeer:
    return visible(act, _known(act), number, of_hold_for_peer)


def _out(row: HoldForPeer) -> HoldForPeerOut:
    return HoldForPeerOut(
        number=row.pk,
        state=cast("State", row.state),
        account=AccountOut(agent=row.agent, number=row.account) if row.account else None,
        in_force=money(row.amount, row.currency),
        left=money(row.left, row.currency),
        why=row.why,
        owner=row.owner,
        case=row.case,
        basis=row.basis,
        since=row.since.isoformat(),
        until=row.until.isoformat() if row.until else None,
        told_at=row.told_at.isoformat() if row.told_at else None,
    )
