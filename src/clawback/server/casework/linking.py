"""link: a report belongs to a case that is there, and which cases it is likely to belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from clawback.server.casework.finding import check_open, locked
from clawback.server.casework.insiders.interests import check_our_matter
from clawback.server.casework.models import Case, Claim, Entry, Report
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.statements.retracing import retrace
from clawback.server.casework.states.report import REPORT
from clawback.server.casework.subjects import of_case, of_report
from clawback.server.casework.victims.duplicates import linked_by_identifiers
from clawback.server.people.acting import Act
from clawback.server.people.facts import MemberFacts
from clawback.server.record.deciding import deciding

__all__ = ["CaseOffered", "cases_offered", "link_report"]

_MOST = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseOffered:
    """A case that the report may belong to; `reasons` are words of ours, none where only the member works it."""

    case: Case
    reasons: tuple[str, ...]


def link_report(act: Act, report: int, case: int) -> Report:
    """A confirmed report is worked in a case that was opened for another: its claims are traced with that one's."""
    with deciding(act) as decision:
        found = locked(Case, case)
        told = locked(Report, report)
        act.check("open", of_report(told, "case"))
        act.check("link", of_case(found))
        check_open(found)
        if found.organisation_id != told.organisation_id:
            raise FactsWrong("a report is linked to a case of the same organisation", field="case")
        pairs = told.claims.values_list("debtor_account", "creditor_account")
        check_our_matter(told.organisation_id, accounts=[each for pair in pairs for each in pair])
        before, told.state = told.state, REPORT.step(told.state, "link")
        told.case = found
        told.save(update_fields=["state", "case"])
        decision.enter("link", found, after={"report": told.pk})
        decision.enter("link", told, before={"state": before}, after={"state": told.state})
        claim = told.claims.filter(state="confirmed").order_by("pk").first()
        if claim is not None:
            retrace(claim.pk, act.at)
    return told


def cases_offered(report: Report, member: MemberFacts) -> list[CaseOffered]:
    """Open cases that the member works, at most fifty: those with a reason first, then the newest."""
    reasons = _reasons(report)
    open_cases = Case.objects.filter(
        organisation=report.organisation_id, closed_at=None, assignments__member=member.id
    )
    found = [
        CaseOffered(case=each, reasons=tuple(reasons.get(each.pk, ()))) for each in open_cases.order_by("-pk")
    ]
    return sorted(found, key=lambda each: -len(each.reasons))[:_MOST]


def _reasons(report: Report) -> dict[int, list[str]]:
    """Case -> why the report may belong to it, the strongest first."""
    accounts = set(report.claims.values_list("creditor_account", flat=True))
    found: dict[int, list[str]] = {}
    for reason, cases in (
        ("money came to the same account", _paid_to(accounts)),
        ("money of the case reached the account", _reached(accounts)),
        ("same number, address or name", _named(report)),
    ):
        for case in set(cases):
            if case is not None:
                found.setdefault(case, []).append(reason)
    return found


def _paid_to(accounts: set[int]) -> Iterable[int | None]:
    live = Claim.objects.filter(creditor_account__in=accounts, report__case__isnull=False)
    return live.exclude(state__in=["rejected", "withdrawn"]).values_list("report__case", flat=True)


def _reached(accounts: set[int]) -> Iterable[int | None]:
    """By a statement that a case asked for."""
    shown = Entry.objects.filter(Q(other__in=accounts), debit=True)
    return shown.values_list("statement__request__case", flat=True).distinct()


def _named(report: Report) -> Iterable[int | None]:
    linked = linked_by_identifiers(report)
    return Report.objects.filter(pk__in=linked).values_list("case", flat=True)
