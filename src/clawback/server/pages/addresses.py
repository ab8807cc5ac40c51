"""Where a record's page is: named by its kind, where the address table has such a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django.urls import NoReverseMatch, reverse

from clawback.server.casework.models import PlanLine, Reduction

__all__ = ["address_of", "subject_addresses"]

_SHOWN_ON: Final[dict[str, str]] = {
    "evidence": "claim",
    "doubted claim": "claim",
    "story": "report",
    "withdrawal": "report",
}
"""Kinds that have no page of their own, and the kind on whose page they stand, by the same number."""

_MODELS: Final[dict[str, str]] = {
    "holdrequest": "hold request",
    "statementrequest": "statement request",
    "returnplan": "plan",
    "reduction": "release",
    "planline": "plan line",
    "accountchange": "account change",
    "valuegiven": "value given",
    "releaserequest": "release request",
}
"""What the journal calls a record, where that is not its kind."""


def address_of(kind: str, number: int, *, theirs: bool = False) -> str:
    """The path of the page of `kind` `number`; empty where there is none.

    A release is on its hold's page; a line of a plan on the plan's, for its agent (`theirs`) on that of what is due.
    """
    if kind == "release":
        hold = Reduction.objects.filter(pk=number).values_list("hold", flat=True).first()
        return f"{address_of('hold', hold)}#release-{number}" if hold else ""
    if kind == "plan line":
        return _of_line(number, theirs=theirs)
    if kind == "identity":
        return reverse("due-lines")
    name = _SHOWN_ON.get(kind, kind).replace(" ", "-")
    try:
        return reverse(name, args=[number])
    except NoReverseMatch:
        return ""


def _of_line(number: int, *, theirs: bool) -> str:
    if theirs:
        return f"{reverse('due-lines')}#line-{number}"
    plan = PlanLine.objects.filter(pk=number).values_list("plan", flat=True).first()
    return reverse("plan", args=[plan]) if plan else ""


def subject_addresses(subjects: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Record as the journal names it (holdrequest/12) -> kind, number, path; the path is empty for one without."""
    told = set(subjects)
    above = {
        "planline": dict(
            PlanLine.objects.filter(pk__in=_numbers(told, "planline")).values_list("pk", "plan")
        ),
        "reduction": dict(
            Reduction.objects.filter(pk__in=_numbers(told, "reduction")).values_list("pk", "hold")
        ),
    }
    return {subject: _subject_address(subject, above) for subject in told}


def _numbers(subjects: Iterable[str], model: str) -> list[int]:
    pairs = (subject.partition("/") for subject in subjects)
    return [int(number) for name, _, number in pairs if name == model and number.isdigit()]


def _subject_address(subject: str, above: Mapping[str, Mapping[int, int]]) -> tuple[str, str, str]:
    model, _, number = subject.partition("/")
    kind = _MODELS.get(model, model)
    if not number.isdigit():
        return kind, number, ""
    if model not in above:
        return kind, number, address_of(kind, int(number))
    there = above[model].get(int(number))
    if there is None:
        return kind, number, ""
    if model == "planline":
        return kind, number, reverse("plan", args=[there])
    return kind, number, f"{reverse('hold', args=[there])}#release-{number}"
