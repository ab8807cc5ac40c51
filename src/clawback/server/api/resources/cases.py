"""Cases: a centre reads its own."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from clawback.server.api.operations import reads
from clawback.server.api.paging import Cursor, Limit, page, visible
from clawback.server.api.shapes import Answer, Number
from clawback.server.api.signing_in import act_of
from clawback.server.casework.models import Case
from clawback.server.casework.subjects import of_case

__all__ = ["router"]

router = Router(tags=["cases"])


class CaseOut(Answer):
    """A case, and the numbers of what is in it."""

    number: int
    title: str
    jurisdiction: str
    opened_at: str
    reports: list[int]
    hold_requests: list[int]


class CasePage(Answer):
    """Newest first; `next` is the cursor of the next page."""

    items: list[CaseOut]
    next: int | None


@reads(router, "/cases", "cases:read", CasePage)
def cases(request: HttpRequest, cursor: Cursor = None, limit: Limit = 50) -> CasePage:
    """List the organisation's own cases, of those that the token may see."""
    act = act_of(request)
    found = Case.objects.filter(organisation=act.by.organisation)
    rows, following = page(act, found, of_case, cursor, limit)
    return CasePage(items=[_out(row) for row in rows], next=following)


@reads(router, "/cases/{number}", "cases:read", CaseOut)
def case(request: HttpRequest, number: Number) -> CaseOut:
    """Read one case."""
    act = act_of(request)
    found = Case.objects.filter(organisation=act.by.organisation)
    return _out(visible(act, found, number, of_case))


def _out(case: Case) -> CaseOut:
    return CaseOut(
        number=case.pk,
        title=case.title,
        jurisdiction=case.jurisdiction,
        opened_at=case.opened_at.isoformat(),
        reports=list(case.reports.order_by("pk").values_list("pk", flat=True)),
        hold_requests=list(case.hold_requests.order_by("pk").values_list("pk", flat=True)),
    )
