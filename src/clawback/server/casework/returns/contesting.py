"""contest a line, and decide on that: a contested line waits, the others go on."""

from __future__ import annotations

from clawback.server.casework.federation.carrying import check_carried
from clawback.server.casework.finding import locked
from clawback.server.casework.models import Plan, PlanLine, Report
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.returns.finding import locked_line
from clawback.server.casework.returns.finishing import finish
from clawback.server.casework.returns.fitting import withdraw_line
from clawback.server.casework.returns.subjects import of_line
from clawback.server.casework.states.plan import LINE
from clawback.server.casework.telling import tell
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["contest_line", "decide_line"]


def contest_line(act: Act, number: int, reason: str) -> PlanLine:
    """Somebody objects to the line before it was sent."""
    if not reason.strip():
        raise FactsWrong("an objection has a reason", field="reason")
    with deciding(act) as decision:
        line = locked_line(number)
        act.check("contest", of_line(line))
        before, line.state = line.state, LINE.step(line.state, "contest")
        line.reason = reason[:200]
        line.save(update_fields=["state", "reason"])
        decision.enter("contest", line, before={"state": before}, after={"state": line.state})
    return line


def decide_line(act: Act, number: int, *, stands: bool, reason: str) -> PlanLine:
    """A reviewer with no part in the plan: the line stands and goes where the plan is, or is withdrawn.

    Raises ClaimShared where it would be paid at once, and our case may not.
    """
    if not reason.strip():
        raise FactsWrong("a decision has a reason", field="reason")
    with deciding(act) as decision:
        line = locked_line(number)
        act.check("decide", of_line(line))
        after = LINE.step(line.state, "keep")
        if not stands:
            withdraw_line(decision, line, reason)
            finish(act, locked(Plan, line.plan_id))
            _tell(act, line)
            return line
        before = line.state
        if line.plan.state == "paying":
            check_carried([line.claim_id])
        for verb in _VERBS.get(line.plan.state, ()):
            after = LINE.step(after, verb)
        line.state, line.reason = after, reason[:200]
        line.save(update_fields=["state", "reason"])
        decision.enter("decide", line, before={"state": before}, after={"state": after, "reason": reason})
        _tell(act, line)
    return line


def _tell(act: Act, line: PlanLine) -> None:
    """Victims who contested it read that something changed."""
    for report in Report.objects.filter(contests__line=line).distinct().order_by("pk"):
        tell(report, "changed", act.at)


_VERBS = {"approved": ("approve",), "paying": ("approve", "pay")}
