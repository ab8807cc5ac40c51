"""Every refusal of a message at a node: who refused it, why, how often and when last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, QuerySet

from clawback.server.casework.models import Letter, Seat, TurnedAway

__all__ = ["Refused", "refusals_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """`ours`: we refused what `peer` sent; else they what we sent. `at_gate`: it was not let in; else it was, and its
    effect was refused. `sure`: a signature says who it was; else the message alone, and it may lie."""

    peer: str
    ours: bool
    at_gate: bool
    sure: bool
    refusal: str
    count: int
    last: datetime


def refusals_of(seat: Seat) -> list[Refused]:
    """The latest first."""
    letters = Letter.objects.filter(seat=seat)
    by_gate, by_machine = letters.exclude(refusal=""), letters.exclude(refuses="")
    found = [
        *_rows(by_gate.filter(incoming=False), "refusal", ours=False, at_gate=True),
        *_rows(by_gate.filter(incoming=True), "refusal", ours=True, at_gate=False),
        *_rows(by_machine.filter(incoming=True), "refuses", ours=False, at_gate=False),
        *_rows(by_machine.filter(incoming=False), "refuses", ours=True, at_gate=False),
        *_rows(TurnedAway.objects.filter(seat=seat), "refusal", ours=True, at_gate=True, sure=False),
    ]
    return sorted(found, key=lambda each: (each.last, each.peer, each.refusal), reverse=True)


def _rows(
    found: QuerySet[Letter] | QuerySet[TurnedAway], by: str, *, ours: bool, at_gate: bool, sure: bool = True
) -> Iterator[Refused]:
    rows = found.order_by().values_list("peer", by).annotate(count=Count("pk"), last=Max("at"))
    for peer, refusal, count, last in rows:
        yield Refused(
            peer=peer, ours=ours, at_gate=at_gate, sure=sure, refusal=refusal, count=count, last=last
        )
