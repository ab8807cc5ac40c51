"""The page of the federation: peers, what was asked of whom, how fast it was taken, what waits, what was refused."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clawback.server.casework.federation.figures import peers_of
from clawback.server.casework.federation.refused import refusals_of
from clawback.server.casework.models import (
    PEER_HOLD_OPEN,
    HoldForPeer,
    Letter,
    PeerQuestion,
    Seat,
    TurnedAway,
)
from clawback.server.pages.looking import check_may, only_members
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject

__all__ = ["federation"]

_MOST = 30


@require_safe
@only_members
def federation(request: HttpRequest, act: Act) -> HttpResponse:
    """Of the nodes that the member's organisation has here; without one, what to do."""
    ours = act.by.organisation
    check_may(act, "see", Subject(kind="federation", owner=ours))
    seats = [_shown(seat, act) for seat in Seat.objects.filter(organisation=ours).order_by("pk")]
    found = {"at": act.at, "seats": seats, "folder": settings.CLAWBACK_FOLDER.path / "federation"}
    found["command"] = "clawback federation keys FILE"
    return render(request, "pages/federation/overview.html", found)


def _shown(seat: Seat, act: Act) -> dict[str, object]:
    letters = Letter.objects.filter(seat=seat)
    return {
        "seat": seat,
        "peers": peers_of(seat, act.at),
        "questions": _questions(seat),
        "placed": HoldForPeer.objects.filter(seat=seat, state__in=PEER_HOLD_OPEN, amount__gt=0).order_by(
            "until", "pk"
        ),
        "waiting": letters.filter(done_at=None, incoming=False).order_by("pk")[:_MOST],
        "waits": letters.filter(done_at=None, incoming=False).count(),
        "refusals": refusals_of(seat)[:_MOST],
        "refused": letters.exclude(refusal="").order_by("-pk")[:_MOST],
        "turned_away": TurnedAway.objects.filter(seat=seat).order_by("-pk")[:_MOST],
    }


def _questions(seat: Seat) -> list[PeerQuestion]:
    """The newest, each with how many claims and holds it has."""
    found = list(PeerQuestion.objects.filter(seat=seat).select_related("case").order_by("-pk")[:_MOST])
    for each in found:
        asked = each.claims.filter(asked_at__isnull=False).order_by("asked_at")
        first = asked.first()
        each.shown_claims = len(asked)  # type: ignore[attr-defined]
        each.shown_asked = first.asked_at if first else None  # type: ignore[attr-defined]
        each.shown_holds = each.holds.filter(state__in=PEER_HOLD_OPEN).count()  # type: ignore[attr-defined]
    return found
