"""Recalls, other money that came back, reimbursements: loss and holds are less by it, and nobody gets too much."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Sum

from tests.integration.server.world import NOON, drafted, in_case, make_world, transfer
from tests.integration.server.world_ends import dismiss_all
from tests.integration.server.world_returns import (
    LATER,
    drafted_plan,
    due_lines,
    held_for,
    paid,
    returns,
)

pytestmark = pytest.mark.usefixtures("database")


def sent_recall(made: object) -> object:
    from clawback.server.casework.returns.recalling import draft_recall, send_recall

    recall = draft_recall(made.world.act("analyst"), made.claims[0].pk)
    return send_recall(made.world.act("other responder"), recall.pk)


def test_what_a_recall_brings_lowers_loss_and_hold_at_once() -> None:
    from clawback.server.casework.models import CameBack, Claim, Hold, Reduction
    from clawback.server.casework.returns.recalling import accept_recall

    made = returns((100_000,), (80_000,))
    recall = sent_recall(made)
    assert (recall.amount, recall.agent_id) == (100_000, made.world.other_bank.pk)
    recall = accept_recall(made.world.act("other responder"), recall.pk, 30_000)
    claim, hold = Claim.objects.get(pk=made.claims[0].pk), Hold.objects.get(pk=made.hold.pk)
    assert (recall.state, recall.accepted, claim.came_back, claim.loss) == (
        "accepted",
        30_000,
        30_000,
        70_000,
    )
    assert (hold.in_force, hold.released) == (70_000, 10_000)
    row = Reduction.objects.get(hold=hold)
    assert (row.reason, row.sent_at) == ("came back: recall", NOON), "the agent is told, and confirms"
    assert CameBack.objects.get().recall == recall


def test_a_recall_is_answered_once() -> None:
    from clawback.server.casework.refusals import (
        AboveCap,
        DoesNotFit,
        FactsWrong,
        RecallNotSent,
        RecallRefused,
    )
    from clawback.server.casework.returns.recalling import (
        accept_recall,
        draft_recall,
        refuse_recall,
        send_recall,
        wait_for_recall,
    )

    made = returns()
    agent = made.world.act("other responder")
    recall = draft_recall(made.world.act("analyst"), made.claims[0].pk)
    with pytest.raises(DoesNotFit):
        draft_recall(made.world.act("analyst"), made.claims[0].pk)
    with pytest.raises(RecallNotSent):
        wait_for_recall(agent, recall.pk)
    send_recall(agent, recall.pk)
    assert wait_for_recall(agent, recall.pk, "looked at").state == "pending"
    with pytest.raises(AboveCap):
        accept_recall(agent, recall.pk, 100_001)
    with pytest.raises(FactsWrong):
        refuse_recall(agent, recall.pk, "")
    assert refuse_recall(agent, recall.pk, "the holder does not agree").state == "refused"
    with pytest.raises(RecallRefused):
        accept_recall(agent, recall.pk, 1)


def test_only_the_debtor_s_agent_recalls_and_in_time() -> None:
    from clawback.server.casework.refusals import LawRefuses
    from clawback.server.casework.returns.recalling import draft_recall, send_recall
    from clawback.server.people.refusals import NotAllowed

    made = returns()
    with pytest.raises(LawRefuses, match=r"art\. 8"):
        draft_recall(made.world.act("analyst", NOON + timedelta(days=31)), made.claims[0].pk)
    recall = draft_recall(made.world.act("analyst"), made.claims[0].pk)
    with pytest.raises(NotAllowed):
        send_recall(made.world.act("responder"), recall.pk)


def test_a_recall_that_nobody_answers_lapses() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Recall
    from clawback.server.clocks.running import run_due

    recall = sent_recall(returns())
    run_due(VERBS, NOON + timedelta(days=22))
    assert Recall.objects.get(pk=recall.pk).state == "lapsed"


def test_a_request_that_would_hold_too_much_lapses() -> None:
    from clawback.server.casework.models import HoldRequest
    from clawback.server.casework.returns.coming_back import bring_back_told

    world = make_world()
    case, (claim,) = in_case(world)
    request = drafted(world, case, claim)
    bring_back_told(world.act("other responder"), claim.pk, 1, "reversal")
    assert HoldRequest.objects.get(pk=request.pk).state == "lapsed"
    assert drafted(world, case, claim, 99_999).amount == 99_999


def test_lines_get_smaller_with_the_loss_and_money_paid_is_not_brought_back_twice() -> None:
    from clawback.server.casework.models import PlanLine
    from clawback.server.casework.refusals import FactsWrong, MoreThanLoss
    from clawback.server.casework.returns.coming_back import bring_back_told

    made = returns((100_000, 50_000))
    first, second = due_lines(made)
    act = made.world.act("other responder", LATER)
    with pytest.raises(FactsWrong):
        bring_back_told(act, first.claim_id, 10, "luck")
    with pytest.raises(FactsWrong):
        bring_back_told(act, first.claim_id, 0, "reversal")
    bring_back_told(act, first.claim_id, 40_000, "pay-out")
    assert [PlanLine.objects.get(pk=each.pk).amount for each in (first, second)] == [60_000, 50_000]
    paid(made, PlanLine.objects.get(pk=first.pk))
    with pytest.raises(MoreThanLoss):
        bring_back_told(act, first.claim_id, 1, "reversal")


def test_who_reimbursed_the_victim_takes_their_place_for_that_sum() -> None:
    from clawback.server.casework.returns.reimbursing import reimburse

    made = returns((100_000,))
    row = reimburse(made.world.act("other responder"), made.claims[0].pk, 40_000, "OWN1", "order 77")
    plan = drafted_plan(made)
    found = {(line.reimbursement_id, str(line.account)): line.amount for line in plan.lines.all()}
    assert found == {(None, "south:D1"): 60_000, (row.pk, "south:OWN1"): 40_000}


def test_less_than_all_divides_by_what_each_still_lacks() -> None:
    from clawback.server.casework.returns.reimbursing import reimburse

    made = returns((100_000,), (50_001,))
    reimburse(made.world.act("other responder"), made.claims[0].pk, 40_000, "OWN1", "order 77")
    plan = drafted_plan(made)
    assert sorted(plan.lines.values_list("amount", flat=True)) == [20_000, 30_001]


@pytest.mark.parametrize("approved", [False, True])
def test_a_reimbursement_after_the_draft(approved: bool) -> None:
    from clawback.server.casework.models import Plan
    from clawback.server.casework.returns.contesting import contest_line
    from clawback.server.casework.returns.reimbursing import reimburse

    made = returns((100_000,))
    if approved:
        (line,) = due_lines(made)
    else:
        (line,) = drafted_plan(made).lines.all()
        contest_line(made.world.act("analyst"), line.pk, "wait")
    reimburse(made.world.act("other responder", LATER), made.claims[0].pk, 40_000, "OWN1", "order 77")
    plan = Plan.objects.get(pk=line.plan_id)
    live = plan.lines.exclude(state="withdrawn")
    if approved:
        assert (plan.state, live.count()) == ("withdrawn", 0), "its approvers did not see who would be paid"
    else:
        assert {(each.amount, each.state, each.reason) for each in live} == {
            (60_000, "contested", "wait"),
            (40_000, "contested", "wait"),
        }


def test_nobody_reimburses_more_than_is_lacked_or_without_proof() -> None:
    from clawback.server.casework.refusals import FactsWrong, MoreThanLoss
    from clawback.server.casework.returns.reimbursing import reimburse
    from clawback.server.people.refusals import NotAllowed

    made = returns((100_000, 50_000))
    act, number = made.world.act("other responder", LATER), made.claims[0].pk
    with pytest.raises(FactsWrong):
        reimburse(act, number, 10, "OWN1", " ")
    with pytest.raises(MoreThanLoss):
        reimburse(act, number, 100_001, "OWN1", "order 77")
    with pytest.raises(NotAllowed):
        reimburse(made.world.act("analyst", LATER), number, 10, "OWN1", "order 77")
    first, _ = due_lines(made)
    paid(made, first)
    with pytest.raises(MoreThanLoss):
        reimburse(act, number, 1, "OWN1", "order 77")


def test_a_case_closes_with_its_figures() -> None:
    from clawback.server.casework.models import Case
    from clawback.server.casework.refusals import CaseClosed, CaseStillOpen
    from clawback.server.casework.releasing import release_hold
    from clawback.server.casework.requesting import draft_request
    from clawback.server.casework.returns.closing import close_case

    made = returns((100_000, 50_000), (90_000, 50_000))
    act = made.world.act("approver", LATER)
    with pytest.raises(CaseStillOpen, match="hold is in force"):
        close_case(act, made.case.pk)
    first, second = due_lines(made)
    paid(made, first)
    release_hold(act, made.hold.pk, 20_000, "the holder's own")
    with pytest.raises(CaseStillOpen):
        close_case(act, made.case.pk)
    second.refresh_from_db()
    paid(made, second)
    dismiss_all(act, made.case)
    (row,) = close_case(act, made.case.pk)
    assert (row.lost, row.held, row.returned, row.let_go) == (150_000, 140_000, 120_000, 20_000)
    assert (row.mistaken, row.in_force, row.still_lost) == (20_000, 0, 30_000)
    assert row.mistaken_longest == row.to_first_return == LATER - NOON
    assert row.to_first_hold == timedelta()
    case = Case.objects.get(pk=made.case.pk)
    assert (case.closed_at, case.closed_by) == (LATER, made.world.people["approver"])
    with pytest.raises(CaseClosed):
        close_case(act, made.case.pk)
    claim = made.claims[0]
    with pytest.raises(CaseClosed):
        draft_request(made.world.act("analyst"), case.pk, claim.creditor_account_id, "hold", {claim.pk: 1})


def test_every_figure_is_reckoned_again_from_the_journal_alone() -> None:
    from clawback.server.casework.releasing import release_hold
    from clawback.server.casework.returns.closing import close_case
    from clawback.server.casework.returns.coming_back import bring_back_told
    from tests.integration.server.figures_of_journal import figures_of_journal

    made = returns((100_000, 50_000), (90_000, 50_000))
    act = made.world.act("approver", LATER)
    first, second = due_lines(made)
    paid(made, first)
    bring_back_told(made.world.act("other responder", LATER), second.claim_id, 3_000, "reversal")
    release_hold(act, made.hold.pk, 20_000, "the holder's own")
    second.refresh_from_db()
    paid(made, second)
    dismiss_all(act, made.case)
    assert close_case(act, made.case.pk) == [figures_of_journal("EUR")]


def test_a_surplus_is_released_from_every_hold_in_proportion() -> None:
    from clawback.server.casework.models import HoldPart
    from clawback.server.casework.returns.coming_back import bring_back_told

    made = returns((100_000,), (60_000,))
    other = held_for(made.world, made.case, made.claims, (40_000,), basis="quiet-hold")
    bring_back_told(made.world.act("other responder"), made.claims[0].pk, 10_000, "reversal")
    found = [HoldPart.objects.get(hold=hold).in_force for hold in (made.hold, other)]
    assert found == [54_000, 36_000]
    assert HoldPart.objects.aggregate(sum=Sum("in_force"))["sum"] == 90_000


def test_a_transfer_of_another_currency_is_another_plan() -> None:
    from clawback.money import Amount, currency
    from clawback.server.casework.refusals import NothingToReturn
    from clawback.server.casework.returns.planning import draft_plan

    made = returns()
    assert transfer().amount == Amount(100_000, currency("EUR"))
    with pytest.raises(NothingToReturn):
        draft_plan(made.world.act("analyst"), made.case.pk, "return", "traced", "JPY")
