"""Once a member declared an account their kin's, nothing more is asked, renewed or planned about it here."""

from __future__ import annotations

import pytest

from tests.integration.server.world import in_case, make_world, placed
from tests.integration.server.world_returns import LATER, drafted_plan, returns
from tests.integration.server.world_statements import confirmed

pytestmark = pytest.mark.usefixtures("database")


def test_no_statement_no_renewal_no_plan() -> None:
    from clawback.server.casework.insiders.interests import declare_interest_in_account
    from clawback.server.casework.renewing import renew_hold
    from clawback.server.casework.returns.planning import draft_plan
    from clawback.server.casework.statements.requesting import approve_statement, draft_statement
    from clawback.server.people.refusals import NotOurMatter

    world = make_world()
    case, (claim,) = in_case(world)
    confirmed(world, claim)
    hold = placed(world, case, claim)
    where = claim.creditor_account_id
    request = draft_statement(world.act("analyst"), case.pk, where, claim.pk, "statement")
    declare_interest_in_account(world.act("reviewer"), "north", "C1", "kin")
    with pytest.raises(NotOurMatter):
        approve_statement(world.act("approver"), request.pk)
    with pytest.raises(NotOurMatter):
        draft_statement(world.act("analyst"), case.pk, where, claim.pk, "statement")
    with pytest.raises(NotOurMatter):
        renew_hold(world.act("approver"), hold.pk)
    with pytest.raises(NotOurMatter):
        draft_plan(world.act("analyst"), case.pk, "return", "traced", "EUR")


def test_no_recall() -> None:
    from clawback.server.casework.insiders.interests import declare_interest_in_account
    from clawback.server.casework.returns.recalling import draft_recall
    from clawback.server.people.refusals import NotOurMatter

    world = make_world()
    _, (claim,) = in_case(world)
    declare_interest_in_account(world.act("reviewer"), "north", "C1", "kin")
    with pytest.raises(NotOurMatter):
        draft_recall(world.act("analyst"), claim.pk)


def test_no_approval_of_a_plan_that_was_drafted_before() -> None:
    from clawback.server.casework.insiders.interests import declare_interest_in_account
    from clawback.server.casework.returns.approving import approve_plan
    from clawback.server.casework.returns.noticing import notice_plan
    from clawback.server.people.refusals import NotOurMatter

    made = returns((100_000,))
    plan = drafted_plan(made)
    notice_plan(made.world.act("analyst"), plan.pk)
    declare_interest_in_account(made.world.act("reviewer"), "north", "C1", "kin")
    with pytest.raises(NotOurMatter):
        approve_plan(made.world.act("approver", LATER), plan.pk)
