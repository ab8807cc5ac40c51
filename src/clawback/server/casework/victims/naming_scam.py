"""name the kind of scam of a report: what its story leaves open, a person says."""

from __future__ import annotations

from clawback.reports.kinds import LISTED
from clawback.server.casework.finding import locked
from clawback.server.casework.models import Report
from clawback.server.casework.operations.keeping import keep_for_linking
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.subjects import of_report
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["name_scam"]


def name_scam(act: Act, number: int, kind: str) -> Report:
    """`kind` is one of the listed ones. Raises FactsWrong."""
    if kind not in LISTED:
        raise FactsWrong("choose one of the listed kinds of scam", field="scam_type")
    with deciding(act) as decision:
        report = locked(Report, number)
        act.check("correct", of_report(report, "claim"))
        before, report.scam_type = report.scam_type, kind
        report.save(update_fields=["scam_type"])
        keep_for_linking(report.pk)
        decision.enter("correct", report, before={"scam_type": before}, after={"scam_type": kind})
    return report
