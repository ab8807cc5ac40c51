"""A return plan from its draft to the last line paid, and every refusal on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.integration.server.world import HOUR, NOON
from tests.integration.server.world_returns import (
    LATER,
    Returns,
    approved_plan,
    drafted_plan,
    due_lines,
    joined,
    made_ready,
    paid,
    returns,
)

pytestmark = pytest.mark.usefixtures("database")


def test_money_goes_back_to_the_unit() -> None:
    from clawback.server.casework.models import Hold, Message, Plan

    made = returns((100_000,), (60_001,))
    (line,) = due_lines(made)
    assert (line.amount, line.state, line.account_id) == (60_001, "due", made.claims[0].debtor_account_id)
    line = paid(made, line)
    hold, plan = Hold.objects.get(pk=made.hold.pk), Plan.objects.get(pk=line.plan_id)
    assert (hold.state, hold.in_force, hold.paid_over) == ("ended", 0, 60_001)
    assert (plan.state, line.state, line.reduction.amount) == ("paid", "confirmed", 60_001)
    told = Message.objects.filter(report=made.claims[0].report, kind="changed", made_at=LATER)
    assert told.count() == 1


@pytest.mark.parametrize("method", ["traced", "pari-passu", "rising-tide"])
def test_three_victims_get_what_clawback_returning_says(method: str) -> None:
    from datetime import datetime

    from clawback.money import currency
    from clawback.returning import Claim, Hold, Plan, divide_plan

    losses, held = (100_000, 30_000, 7_001), (50_000, 20_000, 1)
    made = returns(losses, held)
    names = [f"CL-{claim.pk}" for claim in made.claims]
    alone = Plan(
        currency=currency("EUR"),
        holds=(
            Hold(
                id="H",
                agent="north",
                account="C1",
                amount=sum(held),
                settled_at=datetime.fromisoformat("2026-11-24T12:00:00Z"),
                claims=dict(zip(names, held, strict=True)),
            ),
        ),
        claims=tuple(Claim(id=name, loss=loss, received=0) for name, loss in zip(names, losses, strict=True)),
        rule="pro-rata",
    )
    plan = drafted_plan(made, method)
    found: dict[str, int] = dict.fromkeys(names, 0)
    for line in plan.lines.all():
        found[f"CL-{line.claim_id}"] += line.amount
    assert found == dict(divide_plan(alone, method)[method].pays)
    for each, division in divide_plan(alone).items():
        if each != "cn-2016-art-8":  # which looks at inflows, that `alone` does not tell of
            kept = plan.divisions[each]["pays"]
            assert {f"CL-{claim}": units for claim, units in kept.items()} == dict(division.pays)


def test_nothing_goes_back_before_a_victim_is_known() -> None:
    from clawback.server.casework.claiming import confirm_evidence
    from clawback.server.casework.refusals import NothingToReturn, VouchedAlready
    from clawback.server.casework.returns.planning import draft_plan
    from clawback.server.casework.returns.vouching import vouch

    made = returns(ready=False)
    act = made.world.act("analyst")
    with pytest.raises(NothingToReturn):
        draft_plan(act, made.case.pk, "return", "traced", "EUR")
    confirm_evidence(made.world.act("other responder"), made.claims[0].pk)
    with pytest.raises(NothingToReturn):
        draft_plan(act, made.case.pk, "return", "traced", "EUR")
    vouch(made.world.act("other responder"), made.claims[0].pk)
    with pytest.raises(VouchedAlready):
        vouch(made.world.act("other responder"), made.claims[0].pk)
    assert draft_plan(act, made.case.pk, "return", "traced", "EUR").lines.count() == 1
    with pytest.raises(NothingToReturn):
        draft_plan(act, made.case.pk, "return", "traced", "EUR")


def test_only_the_victim_s_own_agent_vouches() -> None:
    from clawback.server.casework.returns.vouching import vouch
    from clawback.server.people.refusals import NotAllowed

    made = returns(ready=False)
    for person in ("responder", "analyst"):
        with pytest.raises(NotAllowed):
            vouch(made.world.act(person), made.claims[0].pk)


def test_a_method_that_the_law_does_not_have() -> None:
    from clawback.server.casework.refusals import FactsWrong, LawRefuses
    from clawback.server.casework.returns.planning import draft_plan

    made = returns()
    act = made.world.act("analyst")
    with pytest.raises(LawRefuses, match=r"art\. 9"):
        draft_plan(act, made.case.pk, "return", "cn-2016-art-8", "EUR")
    with pytest.raises(FactsWrong):
        draft_plan(act, made.case.pk, "return", "by lot", "EUR")
    assert not made.case.plans.exists()


def test_approved_by_two_who_did_not_draft_it() -> None:
    from clawback.server.casework.refusals import PlanNotNoticed, PlanPaying
    from clawback.server.casework.returns.approving import approve_plan, pay_plan
    from clawback.server.casework.returns.noticing import notice_plan
    from clawback.server.people.models import RoleGrant
    from clawback.server.people.refusals import NotAllowed

    made = returns()
    act = made.world.act
    plan = drafted_plan(made)
    with pytest.raises(PlanNotNoticed):
        approve_plan(act("approver"), plan.pk)
    notice_plan(act("analyst"), plan.pk)
    drafter = made.world.people["analyst"]
    RoleGrant.objects.create(member=drafter, role="approver", asked_at=NOON, works_at=NOON)
    with pytest.raises(NotAllowed, match="part in it"):
        approve_plan(act("analyst"), plan.pk)
    assert approve_plan(act("approver"), plan.pk).state == "noticed"
    with pytest.raises(NotAllowed, match="part in it"):
        approve_plan(act("approver"), plan.pk)
    plan = approve_plan(act("second approver"), plan.pk)
    assert (plan.state, plan.pay_by is not None) == ("approved", True)
    assert pay_plan(act("approver"), plan.pk).state == "paying"
    with pytest.raises(PlanPaying):
        pay_plan(act("approver"), plan.pk)


def test_the_database_knows_three_people() -> None:
    from clawback.server.casework.models import Plan

    made = returns()
    plan = drafted_plan(made)
    drafter = made.world.people["analyst"]
    with pytest.raises(IntegrityError, match="plan_by_three_people"), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(first=drafter)
    with pytest.raises(IntegrityError, match="plan_approved_by_two"), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(state="approved", noticed_at=NOON)


def test_a_notice_runs_before_money_divides_in_proportion() -> None:
    from clawback.server.casework.refusals import LawRefuses
    from clawback.server.casework.returns.approving import approve_plan
    from clawback.server.casework.returns.noticing import notice_plan

    made = returns((100_000, 50_000))
    plan = drafted_plan(made, "pari-passu")
    plan = notice_plan(made.world.act("analyst"), plan.pk)
    assert plan.notice_until == NOON + timedelta(days=3)
    with pytest.raises(LawRefuses, match="notice runs"):
        approve_plan(made.world.act("approver", NOON + 71 * HOUR), plan.pk)
    assert approve_plan(made.world.act("approver", NOON + 72 * HOUR), plan.pk).first_id


def test_no_message_tells_of_a_hold_that_may_not_be_known() -> None:
    from clawback.server.casework.models import Message, Notice
    from clawback.server.casework.returns.noticing import notice_plan
    from clawback.server.casework.returns.planning import withdraw_plan

    made = returns()
    told = Message.objects.filter(report=made.claims[0].report, kind="changed", made_at=LATER)
    for hidden, count in ((True, 0), (False, 2)):
        plan = drafted_plan(made)
        state = ("withheld", LATER + HOUR) if hidden else ("due", None)
        Notice.objects.filter(hold=made.hold).update(state=state[0], withheld_until=state[1])
        notice_plan(made.world.act("analyst", LATER), plan.pk)
        withdraw_plan(made.world.act("analyst", LATER), plan.pk, "a victim is missing")
        assert told.count() == count


def test_a_late_claim_comes_into_the_same_round() -> None:
    from clawback.server.casework.returns.approving import approve_plan
    from clawback.server.casework.returns.noticing import notice_plan
    from clawback.server.casework.returns.planning import divide_again

    made = returns((60_000, 60_000))
    plan = drafted_plan(made, "pari-passu")
    notice_plan(made.world.act("analyst"), plan.pk)
    approve_plan(made.world.act("approver", LATER), plan.pk)
    late = joined(made.world, made.case, 60_000, "D9", at=LATER)
    made_ready(made.world, late, at=LATER)
    plan = divide_again(made.world.act("analyst", LATER), plan.pk)
    assert plan.first_id is None, "who approved did not see the late claim"
    found = [0, 0, 0]
    for line in plan.lines.filter(state="open"):
        found[[*made.claims, late].index(line.claim)] += line.amount
    assert found == [40_000, 40_000, 40_000]


def test_no_late_claim_once_it_is_approved() -> None:
    from clawback.server.casework.refusals import PlanApproved
    from clawback.server.casework.returns.planning import divide_again

    plan = approved_plan(made := returns())
    with pytest.raises(PlanApproved):
        divide_again(made.world.act("analyst", LATER), plan.pk)


def test_a_contested_line_waits_and_the_others_go_on() -> None:
    from clawback.server.casework.models import Plan
    from clawback.server.casework.refusals import LineContested
    from clawback.server.casework.returns.contesting import contest_line, decide_line
    from clawback.server.casework.returns.paying import send_line

    made = returns((100_000, 50_000))
    first, second = due_lines(made)
    contest_line(made.world.act("analyst", LATER), first.pk, "it was mine")
    with pytest.raises(LineContested):
        send_line(made.world.act("responder", LATER), first.pk)
    assert paid(made, second).state == "confirmed"
    assert Plan.objects.get(pk=first.plan_id).state == "paying"
    found = decide_line(made.world.act("reviewer", LATER), first.pk, stands=True, reason="it was not")
    assert found.state == "due"
    assert paid(made, first).state == "confirmed"
    assert Plan.objects.get(pk=first.plan_id).state == "paid"


def test_a_line_that_falls_pays_nothing_and_its_money_stays_held() -> None:
    from clawback.server.casework.models import Hold, Plan
    from clawback.server.casework.refusals import FactsWrong
    from clawback.server.casework.returns.contesting import contest_line, decide_line

    made = returns((100_000, 50_000))
    first, second = due_lines(made)
    with pytest.raises(FactsWrong):
        contest_line(made.world.act("analyst", LATER), first.pk, " ")
    contest_line(made.world.act("analyst", LATER), first.pk, "a forged report")
    paid(made, second)
    assert decide_line(made.world.act("reviewer", LATER), first.pk, stands=False, reason="forged").state == (
        "withdrawn"
    )
    assert Plan.objects.get(pk=first.plan_id).state == "paid"
    assert Hold.objects.get(pk=made.hold.pk).in_force == 100_000


def test_sent_is_never_sent_again_before_the_agent_says_it_did_not_happen() -> None:
    from clawback.server.casework.refusals import LineConfirmed, LineSent
    from clawback.server.casework.returns.paying import confirm_line, deny_line, send_line

    made = returns()
    (line,) = due_lines(made)
    act = made.world.act("responder", LATER)
    send_line(act, line.pk)
    with pytest.raises(LineSent):
        send_line(act, line.pk)
    assert deny_line(act, line.pk, "our system was down").state == "due"
    send_line(act, line.pk)
    confirm_line(act, line.pk)
    for again in (send_line, confirm_line, deny_line):
        with pytest.raises(LineConfirmed):
            again(act, line.pk)
    assert [each.outcome for each in line.sendings.order_by("pk")] == ["did not happen", "confirmed"]


def test_what_bounced_is_due_again_to_the_same_account() -> None:
    from clawback.server.casework.refusals import LineBounced, LineDue
    from clawback.server.casework.returns.paying import bounce_line, pay_again, send_line

    made = returns()
    (line,) = due_lines(made)
    act = made.world.act("responder", LATER)
    with pytest.raises(LineDue):
        pay_again(made.world.act("analyst", LATER), line.pk)
    send_line(act, line.pk)
    bounce_line(act, line.pk, "account closed")
    with pytest.raises(LineBounced):
        send_line(act, line.pk)
    found = pay_again(made.world.act("analyst", LATER), line.pk)
    assert (found.state, found.account_id) == ("due", line.account_id)
    assert paid(made, line).state == "confirmed"


def test_another_agent_pays_nothing() -> None:
    from clawback.server.casework.returns.paying import send_line
    from clawback.server.people.refusals import NotAllowed

    made = returns()
    (line,) = due_lines(made)
    for person in ("other responder", "analyst", "approver"):
        with pytest.raises(NotAllowed):
            send_line(made.world.act(person, LATER), line.pk)


def run_clocks(at: object) -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.clocks.running import run_due

    run_due(VERBS, at)


def test_a_hold_that_ends_before_it_is_paid_takes_its_lines_with_it() -> None:
    from clawback.server.casework.models import Hold, Plan, PlanLine

    made = returns()
    (line,) = due_lines(made)
    run_clocks(Hold.objects.get(pk=made.hold.pk).until)
    line = PlanLine.objects.get(pk=line.pk)
    assert (line.state, Plan.objects.get(pk=line.plan_id).state) == ("withdrawn", "withdrawn")
    assert line.reason.startswith("expired: its time was over")


@pytest.mark.parametrize("arrives", [True, False])
def test_a_line_that_was_sent_outlives_its_hold(arrives: bool) -> None:
    from clawback.server.casework.models import Hold, Plan, PlanLine
    from clawback.server.casework.returns.counting import case_figures
    from clawback.server.casework.returns.paying import bounce_line, confirm_line, send_line

    made = returns()
    (line,) = due_lines(made)
    send_line(made.world.act("responder", LATER), line.pk)
    end = Hold.objects.get(pk=made.hold.pk).until
    run_clocks(end)
    line = PlanLine.objects.get(pk=line.pk)
    assert (line.state, line.outlived) == ("sent", True)
    (confirm_line if arrives else bounce_line)(made.world.act("responder", end), line.pk)
    line = PlanLine.objects.get(pk=line.pk)
    assert line.state == ("confirmed" if arrives else "withdrawn")
    assert Plan.objects.get(pk=line.plan_id).state == ("paid" if arrives else "withdrawn")
    (row,) = case_figures(made.case)
    assert (row.held, row.returned, row.let_go) == (100_000, *((100_000, 0) if arrives else (0, 100_000)))


def test_what_was_sent_is_not_let_go_and_what_was_not_gets_smaller() -> None:
    from clawback.server.casework.models import PlanLine
    from clawback.server.casework.refusals import ReturnUnderWay
    from clawback.server.casework.releasing import release_hold
    from clawback.server.casework.returns.paying import send_line

    made = returns((100_000, 50_000), (100_000, 50_000))
    first, second = due_lines(made)
    release_hold(made.world.act("approver", LATER), made.hold.pk, 30_000, "evidence")
    amounts = [PlanLine.objects.get(pk=each.pk).amount for each in (first, second)]
    assert amounts == [80_000, 40_000]
    send_line(made.world.act("responder", LATER), first.pk)
    with pytest.raises(ReturnUnderWay):
        release_hold(made.world.act("approver", LATER), made.hold.pk, None, "evidence")
    first.refresh_from_db()
    assert first.amount == 80_000


def test_a_plan_is_withdrawn_before_paying_and_frees_its_money() -> None:
    from clawback.server.casework.refusals import FactsWrong, PlanPaying, PlanWithdrawn
    from clawback.server.casework.returns.approving import pay_plan
    from clawback.server.casework.returns.planning import withdraw_plan

    made = returns()
    plan = approved_plan(made)
    with pytest.raises(FactsWrong):
        withdraw_plan(made.world.act("analyst", LATER), plan.pk, "")
    withdraw_plan(made.world.act("analyst", LATER), plan.pk, "a victim is missing")
    with pytest.raises(PlanWithdrawn):
        pay_plan(made.world.act("analyst", LATER), plan.pk)
    again = approved_plan(made)
    assert again.round == 1
    pay_plan(made.world.act("analyst", LATER), again.pk)
    with pytest.raises(PlanPaying):
        withdraw_plan(made.world.act("analyst", LATER), again.pk, "too late")


def test_a_plan_that_is_not_paid_in_time_is_seen() -> None:
    from clawback.server.casework.models import Plan

    made = returns()
    plan = approved_plan(made)
    run_clocks(plan.pay_by)
    assert Plan.objects.get(pk=plan.pk).overdue_since == plan.pay_by


def test_a_claim_that_is_rejected_gets_nothing() -> None:
    from clawback.server.casework.claiming import reject_claim
    from clawback.server.casework.models import PlanLine

    made = returns((100_000, 50_000))
    first, second = due_lines(made)
    reject_claim(made.world.act("analyst", LATER), made.claims[0].pk, "a quarrel about goods")
    states = [PlanLine.objects.get(pk=each.pk).state for each in (first, second)]
    assert states == ["withdrawn", "due"]


@pytest.mark.parametrize("sent", [False, True])
def test_a_claim_that_is_over_is_not_paid_from_another_s_part(*, sent: bool) -> None:
    from clawback.server.casework.claiming import reject_claim
    from clawback.server.casework.returns.paying import send_line

    made = returns((100_000, 50_000), (90_000, 1))
    lines = due_lines(made, "pari-passu")
    (across,) = [line for line in lines if line.claim_id != line.part.claim_id]
    assert (across.claim, across.amount) == (made.claims[1], 29_999)
    if sent:
        send_line(made.world.act("responder", LATER), across.pk)
    reject_claim(made.world.act("analyst", LATER), made.claims[1].pk, "regret")
    left = {line.state for line in across.plan.lines.filter(claim=made.claims[1])}
    assert left == ({"sent", "withdrawn"} if sent else {"withdrawn"}), (
        "what was sent waits for its agent's word"
    )
    assert [line.state for line in across.plan.lines.filter(claim=made.claims[0])] == ["due"]
    across.refresh_from_db()
    if not sent:
        assert across.reason == "the claim was rejected: regret"


@pytest.mark.parametrize("what", ["bounce_line", "deny_line"])
def test_what_did_not_arrive_is_not_sent_again_for_a_claim_that_is_over(what: str) -> None:
    from clawback.server.casework.claiming import reject_claim
    from clawback.server.casework.refusals import ClaimRejected
    from clawback.server.casework.returns import paying

    made = returns((100_000, 50_000), (90_000, 1))
    lines = due_lines(made, "pari-passu")
    (across,) = [line for line in lines if line.claim_id != line.part.claim_id]
    responder = made.world.act("responder", LATER)
    paying.send_line(responder, across.pk)
    reject_claim(made.world.act("analyst", LATER), made.claims[1].pk, "a lie")
    line = getattr(paying, what)(responder, across.pk)
    assert (line.state, line.reason) == ("withdrawn", "the claim is over")
    (due,) = [
        each for each in lines if each.claim_id == each.part.claim_id and each.claim_id != line.claim_id
    ]
    made.claims[0].state = "rejected"  # as claims stood beside lines that were due before
    made.claims[0].save(update_fields=["state"])
    with pytest.raises(ClaimRejected):
        paying.send_line(responder, due.pk)


def direct(made: Returns, line: object, **changes: object) -> None:
    from django.db import connection

    from clawback.server.casework.models import PlanLine

    with transaction.atomic():
        PlanLine.objects.filter(pk=line.pk).update(**changes)
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def copied(line: object, claim: object) -> object:
    from clawback.server.casework.models import PlanLine

    return PlanLine.objects.create(
        plan=line.plan, part=line.part, claim=claim, account=line.account, amount=1
    )


def test_the_database_pays_no_line_twice() -> None:
    from clawback.server.casework.models import PlanLine, Sending

    made = returns((100_000, 50_000))
    first, second = due_lines(made)
    done = paid(made, first)
    who = made.world.people["responder"]
    with pytest.raises(IntegrityError, match="sending_once"), transaction.atomic():
        Sending.objects.create(line=done, sent_by=who, sent_at=LATER)
    for changes in ({"state": "due"}, {"amount": 1}, {"account_id": second.account_id}):
        with pytest.raises(IntegrityError, match="not changed any more"):
            direct(made, done, **changes)
    with pytest.raises(IntegrityError, match="not changed any more"):
        direct(made, second, amount=second.amount + 1)
    with pytest.raises(IntegrityError, match="its sendings"):
        direct(made, second, state="sent")
    with pytest.raises(IntegrityError):
        direct(made, second, state="confirmed", confirmed_at=LATER, reduction_id=done.reduction_id)
    with pytest.raises(IntegrityError, match="in force of part"):
        copied(second, claim=second.claim)
    direct(made, second, amount=second.amount - 1)
    with pytest.raises(IntegrityError, match="loss of claim"):
        copied(second, claim=first.claim)
    assert PlanLine.objects.filter(plan=second.plan).count() == 2
    with pytest.raises(IntegrityError, match="never forgotten"), transaction.atomic():
        PlanLine.objects.filter(pk=second.pk)._raw_delete("default")
