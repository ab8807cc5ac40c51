"""A case's claims, requests and holds, for pages that show them from many sides: read once for a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model, QuerySet, prefetch_related_objects

from clawback.server.casework.kept_sql import records_by
from clawback.server.casework.models import Case, Claim, Hold, HoldRequest, Plan, Report, StatementRequest
from clawback.server.casework.reading_once import once

__all__ = ["claims_of", "holds_of", "plans_of", "reports_of", "requests_of", "statement_requests_of"]

Record = TypeVar("Record", bound=Model)
_CASE = -1


def claims_of(case: Case) -> list[Claim]:
    """The case's claims, whatever their state, in the order of their reports."""
    return once(("claims", case.pk), lambda: _of(case, "claims", _claims))


def reports_of(case: Case) -> list[Report]:
    """The case's reports, the oldest first."""
    return once(("reports", case.pk), lambda: _of(case, "reports", lambda: Report.objects.filter(case=_CASE)))


def requests_of(case: Case) -> list[HoldRequest]:
    """The case's hold requests, the oldest first."""
    return once(("requests", case.pk), lambda: _with_holds(case))


def holds_of(case: Case) -> list[Hold]:
    """The holds that they led to."""
    return [request.hold for request in requests_of(case) if hasattr(request, "hold")]


def statement_requests_of(case: Case) -> list[StatementRequest]:
    """The case's statement requests, the oldest first."""
    return once(("statement requests", case.pk), lambda: _of(case, "statement requests", _statements))


def plans_of(case: Case) -> list[Plan]:
    """The case's return plans, the oldest first, without how each method would divide."""
    return once(("plans", case.pk), lambda: _of(case, "plans", _plans))


def _of(case: Case, name: str, query: Callable[[], QuerySet[Record]]) -> list[Record]:
    return records_by((name, "of a case"), lambda: query().order_by("pk"), {_CASE: case.pk})


def _claims() -> QuerySet[Claim]:
    related = Claim.objects.select_related(
        "report__organisation", "creditor_account__agent", "debtor_account"
    )
    return related.filter(report__case=_CASE)


def _with_holds(case: Case) -> list[HoldRequest]:
    found = _of(case, "hold requests", _requests)
    prefetch_related_objects(found, "hold__reductions")
    return found


def _requests() -> QuerySet[HoldRequest]:
    related = HoldRequest.objects.select_related("agent", "account__agent", "case", "hold")
    return related.filter(case=_CASE)


def _statements() -> QuerySet[StatementRequest]:
    return StatementRequest.objects.select_related("case", "account", "agent").filter(case=_CASE)


def _plans() -> QuerySet[Plan]:
    return Plan.objects.select_related("case").filter(case=_CASE).defer("divisions")
