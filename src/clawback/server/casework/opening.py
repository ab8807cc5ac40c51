"""open and assign a case."""

from __future__ import annotations

from clawback.server.casework.finding import locked
from clawback.server.casework.insiders.interests import check_our_matter
from clawback.server.casework.models import Assignment, Case, Report
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.states.report import REPORT
from clawback.server.casework.subjects import of_case, of_report
from clawback.server.people.acting import Act
from clawback.server.people.models import Member
from clawback.server.record.deciding import deciding

__all__ = ["assign", "open_case"]


def open_case(act: Act, report: int, title: str) -> Case:
    """Makes a case of a confirmed report; whoever opens it is assigned to it."""
    with deciding(act) as decision:
        told = locked(Report, report)
        act.check("open", of_report(told, "case"))
        if not title.strip():
            raise FactsWrong("a case has a title", field="title")
        pairs = told.claims.values_list("debtor_account", "creditor_account")
        check_our_matter(told.organisation_id, accounts=[each for pair in pairs for each in pair])
        before, told.state = told.state, REPORT.step(told.state, "open")
        case = Case.objects.create(
            organisation=told.organisation,
            jurisdiction=told.organisation.jurisdiction,
            title=title,
            opened_at=act.at,
            opened_by_id=act.by.id,
        )
        told.case = case
        told.save(update_fields=["state", "case"])
        _assign(act, case, act.by.id)
        decision.enter("open", case, after={"report": told.pk})
        decision.enter("open", told, before={"state": before}, after={"state": told.state})
    return case


def assign(act: Act, case: int, member: int) -> Case:
    """Another member of the organisation works the case too."""
    with deciding(act):
        found = locked(Case, case)
        act.check("assign", of_case(found))
        if not Member.objects.filter(pk=member, organisation=found.organisation_id, suspended=False).exists():
            raise FactsWrong("only a member of the case's own organisation is assigned", field="member")
        _assign(act, found, member)
    return found


def _assign(act: Act, case: Case, member: int) -> None:
    with deciding(act) as decision:
        _, fresh = Assignment.objects.get_or_create(
            case=case,
            member_id=member,
            defaults={"assigned_by_id": act.by.id, "assigned_at": act.at},
        )
        if fresh:
            decision.enter("assign", case, after={"member": member})
