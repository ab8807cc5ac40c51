"""contest a line, and decide on that: a contested line waits, the others go on."""

from __future__ import annotations

from clawback.journal.encryption import ReportKey
from clawback.server.casework.federation.carrying import check_carried
from clawback.server.casework.finding import locked
from clawback.server.casework.models import Contest, Plan, PlanLine, Report
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.returns.finding import locked_line
from clawback.server.casework.returns.finishing import finish
from clawback.server.casework.returns.fitting import enter_reason, withdraw_line
from clawback.server.casework.returns.subjects import of_line
from clawback.server.casework.sealing import key_of
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

    Where a victim contested it, the reason is theirs: sealed, and gone with their report. Raises ClaimShared where it
    would stand, and another owner's case traces its claim.
    """
    if not reason.strip():
        raise FactsWrong("a decision has a reason", field="reason")
    with deciding(act) as decision:
        line = locked_line(number)
        act.check("decide", of_line(line))
        after = LINE.step(line.state, "keep")
        answered = _answer(line, reason[:200])
        key = answered[0][1] if answered else None
        for contest, own in answered[1:]:  # the reason outlives the first one's report
            decision.enter("answer", contest, after={"line": number}, private={"reason": reason}, key=own)
        if not stands:
            withdraw_line(decision, line, reason, key)
            finish(act, locked(Plan, line.plan_id))
            _tell(act, line)
            return line
        check_carried([line.claim_id])
        before = line.state
        for verb in _VERBS.get(line.plan.state, ()):
            after = LINE.step(after, verb)
        line.state, line.reason = after, "" if key else reason[:200]
        line.save(update_fields=["state", "reason"])
        enter_reason(decision, "decide", line, before, reason, key)
        _tell(act, line)
    return line


def _answer(line: PlanLine, reason: str) -> list[tuple[Contest, ReportKey]]:
    """What a victim reads is about them: sealed for each who contested, by their last words. Their keys, in the order
    of their reports; none where no victim did."""
    last = {each.report_id: each for each in line.contests.exclude(sealed=b"").order_by("pk")}
    answered = []
    for _, each in sorted(last.items()):
        key = key_of(each.report)
        each.answer = key.seal(f"answer/{line.pk}", reason.encode())
        each.save(update_fields=["answer"])
        answered.append((each, key))
    return answered


def _tell(act: Act, line: PlanLine) -> None:
    """Victims who contested it read that something changed."""
    for report in Report.objects.filter(contests__line=line).distinct().order_by("pk"):
        tell(report, "changed", act.at)


_VERBS = {"approved": ("approve",), "paying": ("approve", "pay")}
