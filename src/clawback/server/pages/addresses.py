"""Where a record's page is: named by its kind, where the address table has such a page."""

from __future__ import annotations

from typing import Final

from django.urls import NoReverseMatch, reverse

from clawback.server.casework.models import Reduction

__all__ = ["address_of", "subject_address"]

_SHOWN_ON: Final[dict[str, str]] = {"evidence": "claim", "doubted claim": "claim", "story": "report"}
"""Kinds that have no page of their own, and the kind on whose page they stand, by the same number."""

_MODELS: Final[dict[str, str]] = {
    "holdrequest": "hold request",
    "statementrequest": "statement request",
    "returnplan": "plan",
    "reduction": "release",
}
"""What the journal calls a record, where that is not its kind."""


def address_of(kind: str, number: int) -> str:
    """The path of the page of `kind` `number`; empty where there is none. A release is on its hold's page."""
    if kind == "release":
        hold = Reduction.objects.filter(pk=number).values_list("hold", flat=True).first()
        return f"{address_of('hold', hold)}#release-{number}" if hold else ""
    name = _SHOWN_ON.get(kind, kind).replace(" ", "-")
    try:
        return reverse(name, args=[number])
    except NoReverseMatch:
        return ""


def subject_address(subject: str) -> tuple[str, str, str]:
    """(kind, number, path) of a record as the journal names it: holdrequest/12. The path is empty for one without."""
    model, _, number = subject.partition("/")
    kind = _MODELS.get(model, model)
    return kind, number, address_of(kind, int(number)) if number.isdigit() else ""
