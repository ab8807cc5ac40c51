"""Which entries of the journal are events for machines, and whose. To tell of more: a line in EVENTS.

An event says that something happened and where to read it; no amount, and nothing about a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from clawback.server.casework.models import Hold, HoldForPeer, HoldRequest, Reduction

__all__ = ["EVENTS", "EventKind"]


class EventKind(NamedTuple):
    """`name` is the event's, `path` the address below /api/v1/ of what it is about, `to(number)` the organisations that
    are told."""

    name: str
    path: str
    to: Callable[[int], Iterable[int]]


def _asked(number: int) -> list[int]:
    """The agent of a hold request, which knows nothing of one before it was sent."""
    found = HoldRequest.objects.filter(pk=number, sent_at__isnull=False)
    return list(found.values_list("agent", flat=True))


def _asking(number: int) -> list[int]:
    return list(HoldRequest.objects.filter(pk=number).values_list("case__organisation", flat=True))


def _both(number: int) -> list[int]:
    return [*_asked(number), *_asking(number)]


def _of_hold(number: int) -> list[int]:
    return [each for row in Hold.objects.filter(pk=number) for each in _both(row.request_id)]


def _of_release(number: int) -> list[int]:
    return [each for row in Reduction.objects.filter(pk=number) for each in _of_hold(row.hold_id)]


def _of_hold_for_peer(number: int) -> list[int]:
    """The institution whose node holds, and nobody else."""
    return list(HoldForPeer.objects.filter(pk=number).values_list("seat__organisation", flat=True))


EVENTS: Final[dict[tuple[str, str], EventKind]] = {
    ("holdrequest", "send"): EventKind("hold-request.sent", "hold-requests", _asked),
    ("holdrequest", "place"): EventKind("hold-request.placed", "hold-requests", _asking),
    ("holdrequest", "refuse"): EventKind("hold-request.refused", "hold-requests", _asking),
    ("holdrequest", "remind"): EventKind("hold-request.silent", "hold-requests", _both),
    ("holdrequest", "lapse"): EventKind("hold-request.lapsed", "hold-requests", _both),
    ("hold", "release"): EventKind("hold.released", "holds", _of_hold),
    ("hold", "expire"): EventKind("hold.expired", "holds", _of_hold),
    ("hold", "renew"): EventKind("hold.renewed", "holds", _of_hold),
    ("hold", "extend"): EventKind("hold.extended", "holds", _of_hold),
    ("hold", "rest"): EventKind("hold.rests", "holds", _of_hold),
    ("hold", "resume"): EventKind("hold.resumed", "holds", _of_hold),
    ("hold", "pay"): EventKind("hold.paid-over", "holds", _of_hold),
    ("holdforpeer", "leave"): EventKind("hold-for-peer.left", "holds-for-peers", _of_hold_for_peer),
    ("holdforpeer", "place"): EventKind("hold-for-peer.placed", "holds-for-peers", _of_hold_for_peer),
    ("holdforpeer", "reduce"): EventKind("hold-for-peer.reduced", "holds-for-peers", _of_hold_for_peer),
    ("holdforpeer", "confirm"): EventKind("hold-for-peer.confirmed", "holds-for-peers", _of_hold_for_peer),
    ("holdforpeer", "release"): EventKind("hold-for-peer.released", "holds-for-peers", _of_hold_for_peer),
    ("holdforpeer", "expire"): EventKind("hold-for-peer.expired", "holds-for-peers", _of_hold_for_peer),
    ("reduction", "confirm"): EventKind("release.confirmed", "releases", _of_release),
    ("reduction", "overdue"): EventKind("release.overdue", "releases", _of_release),
}
"""(kind of record as the journal names it, verb) -> the event."""
