"""Of which operations a case's reports are, or a report is, and what links them to others: for their pages."""

from __future__ import annotations

from collections.abc import Mapping

from clawback.server.casework.case_records import reports_of
from clawback.server.casework.models import Case, LinkedReport, Operation, Report
from clawback.server.casework.operations.masking import open_to
from clawback.server.casework.operations.overview import reports_of as reports_of_operation
from clawback.server.casework.operations.shared import LinkTold, links_of_reports
from clawback.server.casework.operations.subjects import of_operation
from clawback.server.pages.looking import can
from clawback.server.pages.operations.saying import said
from clawback.server.people.acting import Act
from clawback.server.people.may import may_anywhere

__all__ = ["operation_of", "operation_panel"]

_MOST = 12


def operation_panel(act: Act, case: Case) -> Mapping[str, object] | None:
    """None where there is no operation that the member may see."""
    if not may_anywhere(act.by, "see", "operation"):
        return None
    mine = {each.pk for each in reports_of(case)}
    found = Operation.objects.filter(members__report__in=mine).distinct().order_by("pk")
    seen = [each for each in found if can(act, "see", of_operation(each))]
    if not seen:
        return None
    links = [each for each in links_of_reports(mine, mine) if any(each.operation == one.pk for one in seen)]
    return {
        "operations": seen,
        "links": _rows(links[:_MOST], mine),
        "more": max(0, len(links) - _MOST),
    }


def operation_of(act: Act, report: Report) -> Mapping[str, object] | None:
    """The same for a report's page; `operation` is None where it is in none, and `known` says whether linking knows
    anything of it. None for whoever sees no operation, or not this one."""
    if not may_anywhere(act.by, "see", "operation"):
        return None
    found = Operation.objects.filter(members__report=report).first()
    if found is not None and not can(act, "see", of_operation(found)):
        return None
    links = links_of_reports({report.pk}, open_to(act.by, reports_of_operation(found))) if found else []
    linked = LinkedReport.objects.filter(report=report, gone=False).first()
    return {
        "operation": found,
        "links": _rows(links[:_MOST], {report.pk}),
        "more": max(0, len(links) - _MOST),
        "masked": any(reason.masked for each in links[:_MOST] for reason in each.reasons),
        "known": linked is not None,
        "pending": linked is not None and linked.pending,
    }


def _rows(links: list[LinkTold], mine: set[int]) -> list[dict[str, object]]:
    """`ours` is the case's own report, `theirs` the other, with the number of its case."""
    cases = dict(
        Report.objects.filter(
            pk__in={number for each in links for number in (each.one, each.other)}
        ).values_list("pk", "case")
    )
    rows: list[dict[str, object]] = []
    for each in links:
        ours, theirs = (each.one, each.other) if each.one in mine else (each.other, each.one)
        rows.append(
            {
                "ours": ours,
                "theirs": theirs,
                "case": cases.get(theirs) if theirs not in mine else None,
                "reasons": [said(reason) for reason in each.reasons],
                "new": each.new,
            }
        )
    return rows
