"""Released where the basis lets us; else a request to those who let go, and their answer."""

from __future__ import annotations

from django.db.models import Sum

from clawback.law import Refused, may_release
from clawback.server.casework.anew import trace_anew
from clawback.server.casework.ending import end_part, free_of, shares_of
from clawback.server.casework.finding import locked
from clawback.server.casework.law import actor_of, basis_of
from clawback.server.casework.models import Hold, Objection, Reduction, ReleaseRequest
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.statements.remembering import remember_review
from clawback.server.casework.states.release_request import RELEASE_REQUEST
from clawback.server.casework.subjects import of_hold
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["answer_release_request", "let_go"]


def let_go(
    act: Act, number: int, amount: int | None, reason: str, objection: Objection | None = None
) -> Reduction | ReleaseRequest | None:
    """Within a decision: `amount` of what is in force (None: all) is released, or its release is asked for.

    None where there is nothing to let go, or its release is asked for already. What was sent to its victim waits for
    its agent's word: whoever lets go does not fail for it.
    """
    with deciding(act):
        hold = locked(Hold, number)
        wanted = min(hold.in_force, hold.in_force if amount is None else amount)
        if wanted <= 0:
            return None
        answer = may_release(basis_of(hold), actor_of(hold.request.case.organisation))
        if isinstance(answer, Refused):
            return _ask(act, hold, wanted, reason, answer, objection)
        wanted = min(wanted, sum(free_of(hold).values()))
        return end_part(act, number, shares_of(hold, wanted), "released", reason) if wanted else None


def _ask(
    act: Act, hold: Hold, wanted: int, reason: str, answer: Refused, objection: Objection | None
) -> ReleaseRequest | None:
    asked = hold.release_requests.filter(state="asked").aggregate(sum=Sum("amount"))["sum"] or 0
    left = min(wanted, hold.in_force - asked)
    if left <= 0:
        return None
    with deciding(act) as decision:
        request = ReleaseRequest.objects.create(
            hold=hold,
            objection=objection,
            amount=left,
            ask=", ".join(answer.ask) or "unknown",
            reason=reason[:200],
            asked_at=act.at,
        )
        decision.enter(
            "ask", request, after={"hold": hold.pk, "amount": request.amount, "state": request.state}
        )
    return request


def answer_release_request(act: Act, number: int, *, granted: bool, answer: str) -> ReleaseRequest:
    """What the court, officer or agent said, as an approver records it; `answer` names their paper.

    Where they decline, what a review let go may be held again.
    """
    if not answer.strip():
        raise FactsWrong("name the paper that answers", field="answer")
    with deciding(act) as decision:
        request = locked(ReleaseRequest, number)
        hold = locked(Hold, request.hold_id)
        act.check("record", of_hold(hold, "release request"))
        request.state = RELEASE_REQUEST.step(request.state, "grant" if granted else "decline")
        request.answer, request.answered_at, request.recorded_by_id = answer[:200], act.at, act.by.id
        request.save()
        decision.enter("record", request, before={"state": "asked"}, after={"state": request.state})
        amount = min(request.amount, hold.in_force)
        if granted and amount:
            end_part(act, hold.pk, shares_of(hold, amount), "released", request.reason)
            if request.objection_id is None:
                remember_review(act, hold, f"release of {hold}")
        if not granted:
            trace_anew(act, hold.parts.values_list("claim", flat=True))
    return request
