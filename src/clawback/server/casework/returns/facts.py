"""Sums of lines, in minor units: what was returned, what is promised, what is reserved."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Q, Sum

from clawback.server.casework.models import Claim, PlanLine, ReductionPart
from clawback.server.casework.states.plan import UNSENT

__all__ = ["counted_under_cap", "promised_to", "reserved_of", "returned_to", "sent_of"]

_LIVE = Q(state__in=UNSENT) | Q(state="sent")


def returned_to(claims: Iterable[int]) -> dict[int, int]:
    """Claim -> what its victim, or who stands in their place, was paid by plans."""
    return _by_claim(PlanLine.objects.filter(claim__in=list(claims), state="confirmed"))


def promised_to(claims: Iterable[int]) -> dict[int, int]:
    """Claim -> what lines say that it will be paid."""
    return _by_claim(PlanLine.objects.filter(_LIVE, claim__in=list(claims)))


def _by_claim(lines: object) -> dict[int, int]:
    return dict(lines.values_list("claim").annotate(sum=Sum("amount")))  # type: ignore[attr-defined]


def reserved_of(parts: Iterable[int]) -> dict[int, int]:
    """HoldPart -> what lines will take of it."""
    found = PlanLine.objects.filter(_LIVE, part__in=list(parts), outlived=False)
    return dict(found.values_list("part").annotate(sum=Sum("amount")))


def sent_of(parts: Iterable[int]) -> dict[int, int]:
    """HoldPart -> what was sent of it, with no answer yet: it cannot be let go."""
    found = PlanLine.objects.filter(part__in=list(parts), state="sent", outlived=False)
    return dict(found.values_list("part").annotate(sum=Sum("amount")))


def counted_under_cap(claim: Claim) -> int:
    """What a claim got from holds: money paid over from its own parts, less what of that went to other claims, with
    what it got from theirs."""
    paid = ReductionPart.objects.filter(part__claim=claim, reduction__ending="paid over")
    lines = PlanLine.objects.filter(state="confirmed").exclude(claim=F("part__claim"), outlived=False)
    given = lines.filter(part__claim=claim, outlived=False)
    got = lines.filter(claim=claim)
    return _sum(paid) - _sum(given) + _sum(got)


def _sum(rows: object) -> int:
    return int(rows.aggregate(sum=Sum("amount"))["sum"] or 0)  # type: ignore[attr-defined]
