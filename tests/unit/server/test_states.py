"""The tables of states: whole, each refusal its own error, nothing leads out of an end."""

from __future__ import annotations

import pytest

from clawback.errors import Bug
from clawback.server.casework.states.account_change import ACCOUNT_CHANGE
from clawback.server.casework.states.claim import CLAIM
from clawback.server.casework.states.hold import HOLD
from clawback.server.casework.states.hold_request import HOLD_REQUEST
from clawback.server.casework.states.machine import Machine
from clawback.server.casework.states.notice import NOTICE
from clawback.server.casework.states.objection import OBJECTION
from clawback.server.casework.states.plan import LINE, PLAN
from clawback.server.casework.states.recall import RECALL
from clawback.server.casework.states.referral import REFERRAL
from clawback.server.casework.states.release_request import RELEASE_REQUEST
from clawback.server.casework.states.report import REPORT
from clawback.server.casework.states.value_given import VALUE_GIVEN
from clawback.server.shown.states import SHAPES

MACHINES = (
    *(REPORT, CLAIM, HOLD_REQUEST, HOLD, NOTICE, OBJECTION, VALUE_GIVEN, RELEASE_REQUEST),
    *(PLAN, LINE, RECALL, ACCOUNT_CHANGE, REFERRAL),
)
ENDS = {"rejected", "withdrawn", "referred", "answered", "refused", "lapsed", "ended"}
ENDS |= {
    "given",
    "upheld",
    "partly upheld",
    "dismissed",
    "accepted",
    "set aside",
    "noted",
    "granted",
    "declined",
}
ENDS |= {"paid", "in force"}


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.thing)
def test_a_table_is_whole(machine: Machine) -> None:
    assert len(set(machine.refusals.values())) == len(machine.states)
    for (state, verb), then in machine.steps.items():
        assert {state, then} <= set(machine.states)
        assert machine.step(state, verb) == then
        assert state not in ENDS
    with pytest.raises(Bug):
        machine.step("nowhere", "go")


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.thing)
def test_every_other_step_is_refused_by_the_state_s_own_error(machine: Machine) -> None:
    verbs = {verb for _, verb in machine.steps} | {"fly"}
    for state in machine.states:
        for verb in verbs:
            if (state, verb) not in machine.steps:
                with pytest.raises(machine.refusals[state], match=f"is {state}"):
                    machine.step(state, verb)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.thing)
def test_every_state_has_its_shape(machine: Machine) -> None:
    assert set(machine.states) - SHAPES.keys() == set()
