"""Ask those who may to let go what we may not: a claim is over, the evidence bears less, a holder was right."""

from __future__ import annotations

from django.db.models import Sum

from clawback.law import Refused
from clawback.server.casework.models import Claim, Hold, Objection, ReleaseRequest, Surplus
from clawback.server.casework.states.release_request import RELEASE_REQUEST
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["ask_release", "drop_requests"]


def ask_release(
    act: Act,
    hold: Hold,
    wanted: int,
    reason: str,
    answer: Refused,
    *,
    objection: Objection | None = None,
    claim: Claim | None = None,
    surplus: Surplus | None = None,
) -> ReleaseRequest | None:
    """Within a decision: so much of the locked hold's money, as far as it is not asked for already; None for nothing.

    `answer` is why we may not, and names those who may. Of `claim`, or of `surplus`, its parts go where it is granted.
    """
    asked = hold.release_requests.filter(state="asked").aggregate(sum=Sum("amount"))["sum"] or 0
    left = min(wanted, hold.in_force - asked)
    if left <= 0:
        return None
    with deciding(act) as decision:
        request = ReleaseRequest.objects.create(
            hold=hold,
            objection=objection,
            claim=claim,
            surplus=surplus,
            amount=left,
            ask=", ".join(answer.ask) or "unknown",
            reason=reason[:200],
            asked_at=act.at,
        )
        decision.enter(
            "ask", request, after={"hold": hold.pk, "amount": request.amount, "state": request.state}
        )
    return request


def drop_requests(act: Act, hold: Hold, surplus: Surplus | None = None) -> None:
    """Nobody needs to answer any more: the hold is over, or `surplus` alone turned out to be none."""
    open_ones = hold.release_requests.select_for_update().filter(state="asked").order_by("pk")
    for request in open_ones if surplus is None else open_ones.filter(surplus=surplus):
        with deciding(act) as decision:
            before, request.state = request.state, RELEASE_REQUEST.step(request.state, "drop")
            request.answered_at = act.at
            request.save(update_fields=["state", "answered_at"])
            decision.enter("drop", request, before={"state": before}, after={"state": request.state})
