"""Where a record's page is: named by its kind, where the address table has such a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django.urls import NoReverseMatch, reverse

from clawback.server.casework.models import PlanLine, Reduction

__all__ = ["address_of", "addresses_of", "subject_addresses"]

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
    "notice": "notice of a hold",
    "reduction": "release",
    "planline": "plan line",
    "accountchange": "account change",
    "valuegiven": "value given",
    "releaserequest": "release request",
    "peerhold": "peer hold",
    "holdforpeer": "hold for a peer",
    "peerquestion": "peer question",
    "letterabroad": "letter abroad",
}
"""What the journal calls a record, where that is not its kind."""


def address_of(kind: str, number: int, *, theirs: bool = False) -> str:
    """The path of the page of `kind` `number`; empty where there is none.

    A release is on its hold's page; a line of a plan on the plan's, for its agent (`theirs`) on that of what is due.
    """
    return addresses_of([(kind, number)], theirs=theirs)[0]


def addresses_of(records: Iterable[tuple[str, int]], *, theirs: bool = False) -> list[str]:
    """The same of many, in their order."""
    listed = list(records)
    releases = [number for kind, number in listed if kind == "release"]
    holds = dict(Reduction.objects.filter(pk__in=releases).values_list("pk", "hold")) if releases else {}
    lines = [number for kind, number in listed if kind == "plan line" and not theirs]
    plans = dict(PlanLine.objects.filter(pk__in=lines).values_list("pk", "plan")) if lines else {}
    return [_address(kind, number, holds, plans, theirs) for kind, number in listed]


def _address(kind: str, number: int, holds: Mapping[int, int], plans: Mapping[int, int], theirs: bool) -> str:
    if kind == "release":
        return f"{reverse('hold', args=[holds[number]])}#release-{number}" if number in holds else ""
    if kind == "plan line" and theirs:
        return f"{reverse('due-lines')}#line-{number}"
    if kind == "plan line":
        return reverse("plan", args=[plans[number]]) if number in plans else ""
    if kind == "identity":
        return reverse("due-lines")
    name = _SHOWN_ON.get(kind, kind).replace(" ", "-")
    try:
        return reverse(name, args=[number])
    except NoReverseMatch:
        return ""


def subject_addresses(subjects: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Record as the journal names it (holdrequest/12) -> kind, number, path; the path is empty for one without."""
    parts = {subject: subject.partition("/")[::2] for subject in subjects}
    told = {subject: (_MODELS.get(model, model), number) for subject, (model, number) in parts.items()}
    known = [subject for subject, (_, number) in told.items() if number.isdigit()]
    paths = addresses_of((told[subject][0], int(told[subject][1])) for subject in known)
    found = dict(zip(known, paths, strict=True))
    return {subject: (kind, number, found.get(subject, "")) for subject, (kind, number) in told.items()}
