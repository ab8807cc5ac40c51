"""lapse a hold request: nobody answered in time, or its claim is gone."""

from __future__ import annotations

from clawback.server.casework.anew import trace_anew
from clawback.server.casework.finding import locked
from clawback.server.casework.law import citation
from clawback.server.casework.models import HoldRequest
from clawback.server.casework.states.hold_request import HOLD_REQUEST
from clawback.server.clocks.setting import stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["KIND", "lapse_request"]

KIND = "hold request"


def lapse_request(number: int, act: Act) -> None:
    """It is over, unanswered. Raises RequestAnswered, RequestRefused, RequestLapsed."""
    with deciding(act) as decision:
        request = locked(HoldRequest, number)
        before, request.state = request.state, HOLD_REQUEST.step(request.state, "lapse")
        request.ended_at = act.at
        request.save(update_fields=["state", "ended_at"])
        stop_clocks(KIND, request.pk, at=act.at)
        # what it asked for may be proposed again
        trace_anew(act, request.parts.values_list("claim", flat=True))
        decision.enter(
            "lapse",
            request,
            basis=citation(request.jurisdiction, request.basis),
            before={"state": before},
            after={"state": request.state},
        )
