"""What may() is told of each record."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q

from clawback.server.casework.models import Assignment, BrokenGlass, Case, Claim, Hold, HoldRequest, Report
from clawback.server.people.facts import Subject
from clawback.server.people.models import Interest

__all__ = ["of_case", "of_claim", "of_hold", "of_new_request", "of_report", "of_request"]


def of_report(report: Report, kind: str = "report") -> Subject:
    return Subject(
        kind=kind,
        owner=report.organisation_id,
        assigned=_assigned(report.case_id),
        glass=_glass(report.case_id),
        interested=_interested(report=report.pk, case=report.case_id),
    )


def of_claim(claim: Claim, kind: str = "claim") -> Subject:
    """A claim is its report's; `asked` is the debtor's agent, which alone confirms its evidence."""
    report = claim.report
    return Subject(
        kind=kind,
        owner=report.organisation_id,
        asked=claim.debtor_account.agent_id,
        assigned=_assigned(report.case_id),
        glass=_glass(report.case_id),
        interested=_interested(report=report.pk, case=report.case_id),
    )


def of_case(case: Case) -> Subject:
    return Subject(
        kind="case",
        owner=case.organisation_id,
        assigned=_assigned(case.pk),
        glass=_glass(case.pk),
        interested=_interested(case=case.pk),
    )


def of_new_request(case: Case) -> Subject:
    """A request that is not there yet is its case's."""
    return replace(of_case(case), kind="hold request")


def of_request(request: HoldRequest) -> Subject:
    return Subject(
        kind="hold request",
        owner=request.case.organisation_id,
        asked=request.agent_id,
        assigned=_assigned(request.case_id),
        drafted_by=frozenset({request.drafted_by_id}),
        involved=_not_none(request.drafted_by_id, request.approved_by_id, request.confirmed_by_id),
        glass=_glass(request.case_id),
        interested=_interested(case=request.case_id, account=request.account_id),
    )


def of_hold(hold: Hold, kind: str = "hold") -> Subject:
    request = hold.request
    decided = hold.reductions.exclude(decided_by=None).values_list("decided_by", flat=True)
    return Subject(
        kind=kind,
        owner=request.case.organisation_id,
        asked=request.agent_id,
        assigned=_assigned(request.case_id),
        drafted_by=frozenset({request.drafted_by_id}),
        involved=_not_none(request.drafted_by_id, request.approved_by_id, request.confirmed_by_id, *decided),
        glass=_glass(request.case_id),
        interested=_interested(case=request.case_id, account=request.account_id),
    )


def _assigned(case: int | None) -> frozenset[int]:
    if case is None:
        return frozenset()
    return frozenset(Assignment.objects.filter(case=case).values_list("member", flat=True))


def _glass(case: int | None) -> frozenset[int]:
    """Who broke the glass of the case; a clock mends it."""
    if case is None:
        return frozenset()
    return frozenset(BrokenGlass.objects.filter(case=case, ended_at=None).values_list("member", flat=True))


def _interested(
    *, report: int | None = None, case: int | None = None, account: int | None = None
) -> frozenset[int]:
    """Who declared an interest in the account, the report or the case, or in an account of their claims."""
    told = (
        Q(kind="report", subject=report) | Q(kind="case", subject=case) | Q(kind="account", subject=account)
    )
    claims = Claim.objects.filter(report__case=case) if case else Claim.objects.filter(report=report)
    if case or report:
        told |= Q(kind="account", subject__in=claims.values("debtor_account"))
        told |= Q(kind="account", subject__in=claims.values("creditor_account"))
    return frozenset(Interest.objects.filter(told).values_list("member", flat=True))


def _not_none(*members: int | None) -> frozenset[int]:
    return frozenset(each for each in members if each is not None)
