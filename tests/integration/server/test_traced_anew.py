"""What is over asks for the trace to be read anew, whatever it was; of a hold that is over nothing is too much."""

from __future__ import annotations

import pytest

from tests.integration.server.test_released_on_evidence import CREDIT, ONWARD, held
from tests.integration.server.world import NOON
from tests.integration.server.world_ends import proposed, run_clocks
from tests.integration.server.world_statements import answer, asked

pytestmark = pytest.mark.usefixtures("database")


def test_what_expired_is_proposed_again() -> None:
    _world, case, _claim, hold = held()
    assert ("C1", "hold") not in proposed(case)
    run_clocks(hold.until)
    hold.refresh_from_db()
    assert (hold.state, hold.expired) == ("ended", 100_000)
    assert proposed(case)["C1", "hold"] == 60_000


def test_a_statement_that_nobody_gave_is_proposed_again() -> None:
    from clawback.server.casework.models import StatementRequest
    from clawback.server.casework.statements.requesting import ANSWER_WITHIN
    from tests.integration.server.world_returns import returns

    made = returns((100_000,), (60_000,))
    asked(made.world, made.case, made.claims[0])
    assert ("C1", "statement") not in proposed(made.case)
    run_clocks(NOON + ANSWER_WITHIN)
    assert StatementRequest.objects.get().state == "lapsed"
    assert proposed(made.case)["C1", "statement"] == 100_000


def test_a_draft_of_a_hold_leaves_the_statement_s_proposal() -> None:
    from clawback.server.casework.statements.proposing import draft_next
    from tests.integration.server.world_returns import returns

    made = returns((100_000,), (60_000,))
    answer(made.world, asked(made.world, made.case, made.claims[0]), CREDIT, ONWARD)
    assert proposed(made.case) == {("M1", "hold"): 40_000, ("M1", "statement"): 40_000}
    onward = made.case.proposals.get(kind="statement").account_id
    draft_next(made.world.act("analyst"), made.case.pk, onward, "hold")
    assert proposed(made.case) == {("M1", "statement"): 40_000}
    draft_next(made.world.act("analyst"), made.case.pk, onward, "statement")
    run_clocks(NOON)
    assert proposed(made.case) == {}


def test_a_surplus_goes_with_its_hold() -> None:
    from clawback.server.casework.models import Surplus
    from clawback.server.casework.releasing import release_hold
    from clawback.server.clocks.models import Clock

    world, _case, _claim, hold = held()
    _waiting()
    release_hold(world.act("approver"), hold.pk, None, "the victim says that it was a gift")
    row = Surplus.objects.get()
    assert (row.state, row.decided_at) == ("gone", NOON)
    assert not Clock.objects.filter(kind="surplus", done_at=None).exists()


def test_a_surplus_that_is_the_whole_hold_is_released_by_its_own_decision() -> None:
    from clawback.server.casework.models import Hold, Surplus
    from clawback.server.casework.statements.deciding_surplus import release_surplus

    world, _case, _claim, hold = held()
    row = _waiting()
    # all but what is too much is let go first
    from clawback.server.casework.releasing import release_hold

    release_hold(world.act("approver"), hold.pk, hold.in_force - row.amount, "by mistake")
    release_surplus(world.act("approver"), row.pk)
    row = Surplus.objects.get()
    assert (row.state, row.reduction.amount) == ("released", row.amount)
    assert Hold.objects.get().state == "ended"


def _waiting() -> object:
    """What is too much of the hold, and waits for an approver."""
    from clawback.server.casework.models import HoldPart, Surplus, SurplusPart

    hold_part = HoldPart.objects.get()
    row = Surplus.objects.filter(state="waiting").first()
    if row is None:
        row = Surplus.objects.create(state="waiting", hold=hold_part.hold, amount=25_000, found_at=NOON)
        SurplusPart.objects.create(surplus=row, part=hold_part, amount=25_000)
    return row
