"""Sums of lines, in minor units: what was returned, what is promised, what is reserved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import F, Q, QuerySet, Sum

from clawback.server.casework.any_of import among, any_of
from clawback.server.casework.kept_sql import rows_by
from clawback.server.casework.models import PlanLine, ReductionPart
from clawback.server.casework.states.plan import UNSENT

__all__ = ["counted_under_cap", "promised_to", "reserved_of", "returned_to", "sent_of"]

_CLAIMS: Final = -1
_LIVE = Q(state__in=UNSENT) | Q(state="sent")


def returned_to(claims: Iterable[int]) -> dict[int, int]:
    """Claim -> what its victim, or who stands in their place, was paid by plans."""
    return _sums(PlanLine.objects.filter(claim__in=any_of(claims), state="confirmed"), "claim")


def promised_to(claims: Iterable[int]) -> dict[int, int]:
    """Claim -> what lines say that it will be paid."""
    return _sums(PlanLine.objects.filter(_LIVE, claim__in=any_of(claims)), "claim")


def reserved_of(parts: Iterable[int]) -> dict[int, int]:
    """HoldPart -> what lines will take of it."""
    found = PlanLine.objects.filter(_LIVE, part__in=any_of(parts), outlived=False)
    return dict(found.values_list("part").annotate(sum=Sum("amount")))


def sent_of(parts: Iterable[int]) -> dict[int, int]:
    """HoldPart -> what was sent of it, with no answer yet: it cannot be let go."""
    found = PlanLine.objects.filter(part__in=any_of(parts), state="sent", outlived=False)
    return dict(found.values_list("part").annotate(sum=Sum("amount")))


def counted_under_cap(claims: Iterable[int]) -> dict[int, int]:
    """Claim -> what it got from holds: money paid over from its own parts, less what of that went to other claims, with
    what it got from theirs."""
    numbers = list(claims)
    sums = (dict(rows_by(("counted", n), query, {_CLAIMS: numbers})) for n, query in enumerate(_COUNTED))
    taken, given, got = sums
    return {each: int(taken.get(each, 0) - given.get(each, 0) + got.get(each, 0)) for each in numbers}


def _taken() -> QuerySet[Any, Any]:
    paid = ReductionPart.objects.filter(among("part__claim", [_CLAIMS]), reduction__ending="paid over")
    return paid.values_list("part__claim").annotate(sum=Sum("amount"))


def _given() -> QuerySet[Any, Any]:
    lines = PlanLine.objects.filter(state="confirmed").exclude(claim=F("part__claim"), outlived=False)
    given = lines.filter(among("part__claim", [_CLAIMS]), outlived=False)
    return given.values_list("part__claim").annotate(sum=Sum("amount"))


def _got() -> QuerySet[Any, Any]:
    lines = PlanLine.objects.filter(state="confirmed").exclude(claim=F("part__claim"), outlived=False)
    return lines.filter(among("claim", [_CLAIMS])).values_list("claim").annotate(sum=Sum("amount"))


_COUNTED: Final = (_taken, _given, _got)


def _sums(rows: object, by: str) -> dict[int, int]:
    return dict(rows.values_list(by).annotate(sum=Sum("amount")))  # type: ignore[attr-defined]
