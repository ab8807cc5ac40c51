"""Released where the basis lets us; else a request to those who let go, and their answer."""

from __future__ import annotations

from collections.abc import Mapping

from clawback.law import Refused, may_release
from clawback.server.casework.anew import trace_anew
from clawback.server.casework.ending import end_part, free_of, shares_of
from clawback.server.casework.finding import locked
from clawback.server.casework.law import actor_of, basis_of
from clawback.server.casework.models import Hold, Objection, Reduction, ReleaseRequest
from clawback.server.casework.redress.asking_release import ask_release
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.statements.remembering import remember_review
from clawback.server.casework.statements.surplus_rows import close_row
from clawback.server.casework.statements.surpluses import release_row
from clawback.server.casework.states.release_request import RELEASE_REQUEST
from clawback.server.casework.states.surplus import SURPLUS_OPEN
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
            return ask_release(act, hold, wanted, reason, answer, objection=objection)
        wanted = min(wanted, sum(free_of(hold).values()))
        return end_part(act, number, shares_of(hold, wanted), "released", reason) if wanted else None


def answer_release_request(act: Act, number: int, *, granted: bool, answer: str) -> ReleaseRequest:
    """What the court, officer or agent said, as an approver records it; `answer` names their paper.

    Where they grant it, what it was asked for goes. Where they decline, a surplus is kept, with their paper for a
    reason, and what a review let go may be held again.
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
        if granted:
            _grant(act, request, hold)
        else:
            if request.surplus is not None and request.surplus.state in SURPLUS_OPEN:
                close_row(act, request.surplus, "keep", answer)
            trace_anew(act, hold.parts.values_list("claim", flat=True))
    return request


def _grant(act: Act, request: ReleaseRequest, hold: Hold) -> None:
    if request.surplus is not None and request.surplus.state in SURPLUS_OPEN:
        release_row(act, request.surplus, request.reason)
        trace_anew(act, hold.parts.values_list("claim", flat=True))
    elif parts := _parts_of(request, hold):
        end_part(act, hold.pk, parts, "released", request.reason)
        if request.objection_id is None and request.claim_id is None:
            remember_review(act, hold, f"release of {hold}")


def _parts_of(request: ReleaseRequest, hold: Hold) -> Mapping[int, int]:
    """HoldPart -> minor units that go: a claim's own, as far as in force; of the whole hold, in proportion."""
    if request.claim_id is None:
        amount = min(request.amount, hold.in_force)
        return shares_of(hold, amount) if amount else {}
    free = free_of(hold)
    own = hold.parts.filter(claim=request.claim_id).values_list("pk", flat=True)
    return {part: min(request.amount, free[part]) for part in own if part in free}
