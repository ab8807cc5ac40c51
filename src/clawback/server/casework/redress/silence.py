"""An agent that does not answer: reminded at half time, then its second contact, then the regulator's list.

Its machines are told of each step (machines/events.py), its second contact by a message (reaching.py).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from clawback.server.casework.finding import locked
from clawback.server.casework.lapsing import KIND, lapse_request
from clawback.server.casework.models import AgentMessage, HoldRequest
from clawback.server.casework.states.hold_request import HOLD_REQUEST
from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["SILENCE_VERBS", "ask_second_contact", "lapse_unanswered", "remind", "watch"]

SILENCE_VERBS: Final = ("remind", "ask second contact")


def watch(act: Act, request: HoldRequest, within: timedelta) -> None:
    """Sets the clocks of a request that was just sent: at half of its time, and at three quarters."""
    for verb, share in zip(SILENCE_VERBS, (2, 3), strict=True):
        due_at = act.at + within * share / 4
        set_clock(KIND, request.pk, verb, at=act.at, due_at=due_at, counts_for_person=True)


def remind(number: int, act: Act) -> None:
    """Half of the time is over (by a clock)."""
    _step(number, act, "reminded")


def ask_second_contact(number: int, act: Act) -> None:
    """Three quarters of the time are over (by a clock): whom the agent named beside its responders is asked."""
    _step(number, act, "second contact")


def lapse_unanswered(number: int, act: Act) -> None:
    """The time is over (by a clock): the request lapses; where the agent had it, it is on the regulator's list."""
    with deciding(act):
        asked = locked(HoldRequest, number).state == "sent"
        lapse_request(number, act)
        if asked:
            _to(number, act, "regulator")


def _step(number: int, act: Act, step: str) -> None:
    """Raises the request's own refusal where it is answered, or over."""
    with deciding(act):
        HOLD_REQUEST.step(locked(HoldRequest, number).state, "place")
        _to(number, act, step)


def _to(number: int, act: Act, step: str) -> None:
    with deciding(act) as decision:
        request = locked(HoldRequest, number)
        before, request.silence_step, request.silent_since = request.silence_step, step, act.at
        request.save(update_fields=["silence_step", "silent_since"])
        AgentMessage.objects.create(
            request=request, step=step, to=request.agent.second_contact, made_at=act.at
        )
        decision.enter("remind", request, before={"silence": before}, after={"silence": step})
