"""An agent that does not answer: reminded at half time, then its second contact, then the regulator's list.

Its machines are told of each step about a hold request (machines/events.py), its second contact by a message
(reaching.py). A recall that its agent did not send, or told nothing of, is followed in the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from clawback.server.casework.finding import locked
from clawback.server.casework.lapsing import lapse_request
from clawback.server.casework.models import AgentMessage, AgentReminder, HoldRequest, Recall, StatementRequest
from clawback.server.casework.states.hold_request import HOLD_REQUEST
from clawback.server.casework.states.machine import Machine
from clawback.server.casework.states.recall import RECALL
from clawback.server.casework.states.statement_request import STATEMENT_REQUEST
from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = [
    "SILENCE_VERBS",
    "ask_second_contact",
    "lapse_unanswered",
    "put_on_list",
    "remind",
    "watch",
]

SILENCE_VERBS: Final = ("remind", "ask second contact")

Asked = HoldRequest | StatementRequest | Recall

_KINDS: Final[dict[type[Asked], str]] = {
    HoldRequest: "hold request",
    StatementRequest: "statement request",
    Recall: "recall",
}
"""As clocks name it."""

_ANSWERS: Final[dict[type[Asked], tuple[Machine, str]]] = {
    HoldRequest: (HOLD_REQUEST, "place"),
    StatementRequest: (STATEMENT_REQUEST, "refuse"),
    Recall: (RECALL, "lapse"),
}
"""A step that is there for as long as an answer is waited for: else the record's own refusal is raised."""


def watch(act: Act, request: Asked, within: timedelta) -> None:
    """Sets the clocks of a request that was just sent: at half of its time, and at three quarters."""
    for verb, share in zip(SILENCE_VERBS, (2, 3), strict=True):
        due_at = act.at + within * share / 4
        set_clock(_KINDS[type(request)], request.pk, verb, at=act.at, due_at=due_at, counts_for_person=True)


def remind(model: type[Asked]) -> Callable[[int, Act], None]:
    """What is done when half of the time is over (by a clock)."""
    return lambda number, act: _step(model, number, act, "reminded")


def ask_second_contact(model: type[Asked]) -> Callable[[int, Act], None]:
    """What is done when three quarters are over (by a clock): whom the agent named beside its responders is asked."""
    return lambda number, act: _step(model, number, act, "second contact")


def lapse_unanswered(number: int, act: Act) -> None:
    """The time is over (by a clock): the request lapses; where the agent had it, it is on the regulator's list."""
    with deciding(act):
        asked = locked(HoldRequest, number).state == "sent"
        lapse_request(number, act)
        if asked:
            put_on_list(act, HoldRequest, number)


def put_on_list(act: Act, model: type[Asked], number: int) -> None:
    """Within the decision by which what the agent had lapses unanswered."""
    _to(model, number, act, "regulator")


def _step(model: type[Asked], number: int, act: Act, step: str) -> None:
    with deciding(act):
        machine, verb = _ANSWERS[model]
        machine.step(locked(model, number).state, verb)
        _to(model, number, act, step)


def _to(model: type[Asked], number: int, act: Act, step: str) -> None:
    with deciding(act) as decision:
        request: Asked = locked(model, number)
        before, request.silence_step, request.silent_since = request.silence_step, step, act.at
        request.save(update_fields=["silence_step", "silent_since"])
        _write(request, step, act.at)
        decision.enter("remind", request, before={"silence": before}, after={"silence": step})


def _write(request: Asked, step: str, at: datetime) -> None:
    """The message to its second contact."""
    to = request.agent.second_contact
    if isinstance(request, HoldRequest):
        AgentMessage.objects.create(request=request, step=step, to=to, made_at=at)
    elif isinstance(request, StatementRequest):
        AgentReminder.objects.create(statement=request, step=step, to=to, made_at=at)
    else:
        AgentReminder.objects.create(recall=request, step=step, to=to, made_at=at)
