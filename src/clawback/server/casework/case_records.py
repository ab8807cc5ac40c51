"""A case's claims, requests and holds, for pages that show them from many sides: read once for a page."""

from __future__ import annotations

from clawback.server.casework.models import Case, Claim, Hold, HoldRequest, Report, StatementRequest
from clawback.server.casework.reading_once import once

__all__ = ["claims_of", "holds_of", "reports_of", "requests_of", "statement_requests_of"]


def claims_of(case: Case) -> list[Claim]:
    """The case's claims, whatever their state, in the order of their reports."""
    related = Claim.objects.select_related("report", "creditor_account__agent", "debtor_account")
    return once(("claims", case.pk), lambda: list(related.filter(report__case=case).order_by("pk")))


def reports_of(case: Case) -> list[Report]:
    """The case's reports, the oldest first."""
    return once(("reports", case.pk), lambda: list(case.reports.order_by("pk")))


def requests_of(case: Case) -> list[HoldRequest]:
    """The case's hold requests, the oldest first."""
    related = HoldRequest.objects.select_related("agent", "account__agent", "case", "hold")
    related = related.prefetch_related("hold__reductions")
    return once(("requests", case.pk), lambda: list(related.filter(case=case).order_by("pk")))


def holds_of(case: Case) -> list[Hold]:
    """The holds that they led to."""
    return [request.hold for request in requests_of(case) if hasattr(request, "hold")]


def statement_requests_of(case: Case) -> list[StatementRequest]:
    """The case's statement requests, the oldest first."""
    related = StatementRequest.objects.select_related("case", "account")
    return once(("statement requests", case.pk), lambda: list(related.filter(case=case).order_by("pk")))
