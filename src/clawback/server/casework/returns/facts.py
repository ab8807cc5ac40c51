"""Sums of lines, in minor units: what was returned, what is promised, what is reserved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import CharField, F, Q, QuerySet, Sum, Value

from clawback.server.casework.any_of import among, any_of
from clawback.server.casework.kept_sql import rows_by
from clawback.server.casework.models import PlanLine, ReductionPart
from clawback.server.casework.states.plan import UNSENT

__all__ = ["counted_under_cap", "promised_to", "reserved_of", "returned_to", "sent_of"]

_CLAIMS: Final = -1
_LIVE = Q(state__in=UNSENT) | Q(state="sent")


def returned_to(claims: Iterable[int]) -> dict[int, int]:
    """Claim -> what its victim, or who stands in their place, was paid by plans."""
    rows = rows_by("returned to claims", _returned, {_CLAIMS: list(claims)})
    return {claim: int(units) for claim, units in rows}


def _returned() -> QuerySet[Any, Any]:
    lines = PlanLine.objects.filter(among("claim", [_CLAIMS]), state="confirmed")
    return lines.values_list("claim").annotate(sum=Sum("amount"))


def promised_to(claims: Iterable[int]) -> dict[int, int]:
    """Claim -> what lines say that it will be paid."""
    lines = PlanLine.objects.filter(_LIVE, claim__in=any_of(claims))
    return dict(lines.values_list("claim").annotate(sum=Sum("amount")))


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
    got = dict.fromkeys(numbers, 0)
    for sign, claim, units in rows_by("counted under cap", _counted, {_CLAIMS: numbers}):
        got[claim] += int(units) if sign == "+" else -int(units)
    return got


def _counted() -> QuerySet[Any, Any]:
    """(+ or -, claim, sum): what was taken of its parts, what of that others got, what it got of theirs."""
    taken = ReductionPart.objects.filter(among("part__claim", [_CLAIMS]), reduction__ending="paid over")
    lines = PlanLine.objects.filter(state="confirmed").exclude(claim=F("part__claim"), outlived=False)
    given = lines.filter(among("part__claim", [_CLAIMS]), outlived=False)
    got = lines.filter(among("claim", [_CLAIMS]))
    parts = [("+", taken, "part__claim"), ("-", given, "part__claim"), ("+", got, "claim")]
    sums = [
        rows.values_list(Value(sign, output_field=CharField()), claim).annotate(sum=Sum("amount"))
        for sign, rows, claim in parts
    ]
    found: QuerySet[Any, Any] = sums[0].union(*sums[1:], all=True)
    return found
