"""reject a whole report: each of its claims, with one reason; the last takes the report with it."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.claiming import reject_claim, reject_emptied
from clawback.server.casework.ending import Ended
from clawback.server.casework.finding import locked, locked_claims
from clawback.server.casework.models import Report
from clawback.server.casework.returns.fitting import lock_holds_of
from clawback.server.casework.states.report import REPORT
from clawback.server.casework.subjects import of_report
from clawback.server.casework.victims.ending import give_back
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["REASONS", "reject_report"]

REASONS: Final = (
    "typing error",
    "regret",
    "quarrel about goods",
    "no transfer was made",
    "not true",
    "other",
)
"""Why a claim is none, in words that say nothing about a person."""


def reject_report(act: Act, number: int, reason: str) -> Ended:
    """What only joined reports told goes back to them. Returns what was let go, and what others were asked to let go.
    Raises ReportRejected and the like."""
    with deciding(act):
        report = locked(Report, number)
        act.check("reject", of_report(report, "claim"))
        REPORT.step(report.state, "reject")
        give_back(act, report)
        ended = Ended()
        numbers = report.claims.filter(state__in=["reported", "confirmed"]).values_list("pk", flat=True)
        lock_holds_of(locked_claims(numbers))
        for number_of_claim in sorted(numbers):
            ended += reject_claim(act, number_of_claim, reason)
        reject_emptied(act, number, reason)
    return ended
