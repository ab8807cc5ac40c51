"""send, confirm, bounce and deny a line: each is paid once, and what was sent is not sent again without the agent's
word."""

from __future__ import annotations

from clawback.server.casework.anew import trace_anew
from clawback.server.casework.ending import end_part
from clawback.server.casework.federation.carrying import check_carried
from clawback.server.casework.finding import locked
from clawback.server.casework.known import may_be_known
from clawback.server.casework.models import Plan, PlanLine, Sending
from clawback.server.casework.redress.suspending import check_return
from clawback.server.casework.returns.coming_back import release_surplus
from clawback.server.casework.returns.finding import locked_line
from clawback.server.casework.returns.finishing import finish
from clawback.server.casework.returns.fitting import withdraw_line
from clawback.server.casework.returns.subjects import of_line, of_plan
from clawback.server.casework.states.claim import CLAIM
from clawback.server.casework.states.plan import LINE
from clawback.server.casework.telling import tell_victims
from clawback.server.people.acting import Act
from clawback.server.record.deciding import Decision, deciding

__all__ = ["bounce_line", "confirm_line", "deny_line", "pay_again", "send_line"]

_OUTLIVED = "the hold ended before it was paid"
_OVER = "the claim is over"


def send_line(act: Act, number: int) -> PlanLine:
    """The agent ordered the transfer. Raises LineSent where it did before and did not say what became of it,
    ObjectionSuspends while an objection to the hold bars its return, ClaimShared, ClaimRejected and the like."""
    with deciding(act) as decision:
        line = locked_line(number)
        act.check("send", of_line(line))
        _check_claim(line)
        check_return(line.part.hold)
        check_carried([line.claim_id])
        before, line.state = line.state, LINE.step(line.state, "send")
        Sending.objects.create(line=line, sent_by_id=act.by.id, sent_at=act.at)
        _keep(decision, "send", line, before)
    return line


def confirm_line(act: Act, number: int) -> PlanLine:
    """It arrived: so much of the hold was paid over, to the unit, and the victim is told."""
    with deciding(act) as decision:
        line = locked_line(number)
        act.check("confirm", of_line(line))
        before, after = line.state, LINE.step(line.state, "confirm")
        is_known = may_be_known(line.part.hold, act.at)  # as it was before its end
        if not line.outlived:
            paid = {line.part_id: line.amount}
            line.reduction = end_part(act, line.part.hold_id, paid, "paid over", f"return, line {line.pk}")
        line.state, line.confirmed_at = after, act.at
        _tell_outcome(act, line, "confirmed")
        _keep(decision, "confirm", line, before)
        release_surplus(act, line.claim, "a return was paid")
        trace_anew(act, [line.claim_id, line.part.claim_id])
        if is_known:
            tell_victims(line.claim, "changed", act.at)
        finish(act, locked(Plan, line.plan_id))
    return line


def bounce_line(act: Act, number: int, words: str = "") -> PlanLine:
    """The money came back to the agent: it stays held, and may be sent again, to the same account."""
    return _failed(act, number, "bounce", "bounced", words)


def deny_line(act: Act, number: int, words: str = "") -> PlanLine:
    """The agent says that the transfer did not happen: it may be sent again."""
    return _failed(act, number, "deny", "did not happen", words)


def _failed(act: Act, number: int, verb: str, outcome: str, words: str) -> PlanLine:
    with deciding(act) as decision:
        line = locked_line(number)
        act.check("confirm", of_line(line))
        before, line.state = line.state, LINE.step(line.state, verb)
        line.reason = words[:200]
        _tell_outcome(act, line, outcome, words)
        _keep(decision, verb, line, before)
        if line.outlived or line.claim.state != "confirmed":
            withdraw_line(decision, line, _OUTLIVED if line.outlived else _OVER)
            finish(act, locked(Plan, line.plan_id))
    return line


def pay_again(act: Act, number: int) -> PlanLine:
    """A line that bounced is due again, to the same account. Raises ClaimShared, ClaimRejected and the like."""
    with deciding(act) as decision:
        line = locked_line(number)
        act.check("pay", of_plan(line.plan))
        _check_claim(line)
        if line.state != "bounced":
            LINE.step(line.state, "pay again")
        check_carried([line.claim_id])
        before, line.state = line.state, LINE.step(line.state, "pay")
        _keep(decision, "pay", line, before)
    return line


def _check_claim(line: PlanLine) -> None:
    CLAIM.step(line.claim.state, "withdraw")  # a claim that is over is paid by nobody


def _tell_outcome(act: Act, line: PlanLine, outcome: str, words: str = "") -> None:
    line.sendings.filter(outcome="").update(outcome=outcome, told_at=act.at, words=words[:200])


def _keep(decision: Decision, verb: str, line: PlanLine, before: str) -> None:
    line.save()
    decision.enter(
        verb,
        line,
        before={"state": before},
        after={
            "state": line.state,
            "amount": line.amount,
            "claim": line.claim_id,
            "outlived": int(line.outlived),
        },
    )
