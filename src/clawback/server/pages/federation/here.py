"""What an institution's own node holds for peers: which accounts, until when; what its policy left to a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from clawback.server.casework.federation.deciding_here import (
    place_for_peer,
    refuse_peer,
    release_for_peer,
    tell_for_peer,
)
from clawback.server.casework.models import PEER_HOLD_OPEN, HoldForPeer, Seat
from clawback.server.casework.subjects import of_hold_for_peer
from clawback.server.casework.timeline import decided_about
from clawback.server.pages.deciding import decided
from clawback.server.pages.looking import can, check_may, looked_at, only_members
from clawback.server.pages.timelines import told_timeline
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject

__all__ = ["decide", "hold_for_a_peer", "holds_for_peers"]

_MOST: Final = 100
_ROWS: Final = HoldForPeer.objects.select_related("seat", "decided_by")

_DEEDS: Final[dict[str, tuple[str | Promise, Callable[[Act, int, str], HoldForPeer]]]] = {
    "place": (
        _("Held: block the account in your own systems now."),
        lambda act, row, _: place_for_peer(act, row),
    ),
    "refuse": (_("Left unheld: the peer is told that a person decided."), refuse_peer),
    "release": (_("Let go: free the money in your own systems now. The peer is told."), release_for_peer),
    "tell": (_("Noted: the holder was told."), lambda act, row, _: tell_for_peer(act, row)),
}


@require_safe
@only_members
def holds_for_peers(request: HttpRequest, act: Act) -> HttpResponse:
    """Those that go on, what runs out first in front; then the newest that are over."""
    ours = act.by.organisation
    check_may(act, "see", Subject(kind="hold for a peer", asked=ours))
    rows = _ROWS.filter(seat__organisation=ours)
    going_on = rows.filter(state__in=("left", *PEER_HOLD_OPEN))
    found = {
        "at": act.at,
        "rows": going_on.order_by(F("until").asc(nulls_first=True), "pk")[:_MOST],
        "over": rows.exclude(state__in=("left", *PEER_HOLD_OPEN)).order_by("-pk")[:_MOST],
        "has_node": Seat.objects.filter(organisation=ours).exists(),
    }
    return render(request, "pages/federation/here.html", found)


@require_safe
@only_members
def hold_for_a_peer(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """One, and what may be done with it."""
    _act, row = looked_at(request, _ROWS, number, of_hold_for_peer)
    subject, in_force = of_hold_for_peer(row), row.state in PEER_HOLD_OPEN
    found = {
        "at": act.at,
        "row": row,
        "in_force": in_force,
        "may_place": row.left and can(act, "place", subject),
        "may_release": in_force and can(act, "release", subject),
        "may_tell": in_force and row.told_at is None and can(act, "tell", subject),
        "timeline": told_timeline(act, decided_about([f"holdforpeer/{row.pk}"]), act.by.organisation),
    }
    return render(request, "pages/federation/here_one.html", found)


@require_POST
@only_members
def decide(request: HttpRequest, act: Act, number: int, deed: str) -> HttpResponse:
    """place, refuse, release, tell."""
    looked_at(request, _ROWS, number, of_hold_for_peer)
    done, make = _DEEDS[deed]
    decided(request, done, lambda: make(act, number, request.POST.get("reason", "")))
    return redirect("hold-for-a-peer", number)
