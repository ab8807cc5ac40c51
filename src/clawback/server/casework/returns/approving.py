"""approve a plan, by two who did not draft it; pay: its lines are due."""

from __future__ import annotations

from clawback.law import may_return
from clawback.server.casework.federation.carrying import check_carried
from clawback.server.casework.finding import locked
from clawback.server.casework.insiders.interests import check_our_matter
from clawback.server.casework.law import activations, allowed, basis_at, citation
from clawback.server.casework.models import Plan
from clawback.server.casework.quarantining import check_may_send
from clawback.server.casework.returns.planning import question_of
from clawback.server.casework.returns.subjects import of_plan
from clawback.server.casework.states.plan import LINE, PLAN
from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act
from clawback.server.record.deciding import Decision, deciding

__all__ = ["approve_plan", "mark_plan_overdue", "pay_plan"]


def approve_plan(act: Act, number: int) -> Plan:
    """One of two approvals; with the second, lines that nobody contests are approved.

    Raises LawRefuses while the notice runs, NotAllowed for the drafter and for one who approved before, ClaimShared
    while another owner's case traces one of its claims and not all say that ours carries it.
    """
    with deciding(act) as decision:
        plan = locked(Plan, number)
        act.check("approve", of_plan(plan))
        after = PLAN.step(plan.state, "approve")
        check_our_matter(plan.case.organisation_id, case=plan.case_id)
        check_carried(_claims(plan, "open"))
        entry = basis_at(plan.jurisdiction, plan.basis, act.at)
        answer = allowed(
            may_return(entry, question_of(plan, act.at), activations(plan.case.organisation, entry))
        )
        name = citation(plan.jurisdiction, plan.basis)
        if plan.first_id is None:
            plan.first_id, plan.first_at = act.by.id, act.at
            plan.save(update_fields=["first", "first_at"])
            decision.enter("approve", plan, basis=name, after={"state": plan.state, "approvals": 1})
            return plan
        before, plan.state = plan.state, after
        plan.second_id, plan.second_at, plan.pay_by = act.by.id, act.at, answer.until
        plan.save(update_fields=["state", "second", "second_at", "pay_by"])
        _step_lines(decision, plan, "open", "approve")
        decision.enter(
            "approve", plan, basis=name, before={"state": before}, after={"state": after, "approvals": 2}
        )
        if plan.pay_by is not None:
            set_clock("plan", plan.pk, "overdue", at=act.at, due_at=plan.pay_by)
    return plan


def pay_plan(act: Act, number: int) -> Plan:
    """The agents that hold the money are asked to pay the approved lines. Raises ClaimShared."""
    with deciding(act) as decision:
        plan = locked(Plan, number)
        act.check("pay", of_plan(plan))
        check_may_send()
        check_carried(_claims(plan, "approved"))
        before, plan.state = plan.state, PLAN.step(plan.state, "pay")
        plan.save(update_fields=["state"])
        _step_lines(decision, plan, "approved", "pay")
        name = citation(plan.jurisdiction, plan.basis)
        decision.enter("pay", plan, basis=name, before={"state": before}, after={"state": plan.state})
    return plan


def mark_plan_overdue(number: int, act: Act) -> None:
    """The law wanted it paid by now (by a clock). Raises PlanPaid, PlanWithdrawn."""
    with deciding(act) as decision:
        plan = locked(Plan, number)
        if plan.state in ("paid", "withdrawn"):
            PLAN.step(plan.state, "overdue")
        plan.overdue_since = act.at
        plan.save(update_fields=["overdue_since"])
        decision.enter("overdue", plan, after={"state": plan.state})


def _claims(plan: Plan, state: str) -> set[int]:
    return set(plan.lines.filter(state=state).values_list("claim", flat=True))


def _step_lines(decision: Decision, plan: Plan, state: str, verb: str) -> None:
    for line in plan.lines.select_for_update().filter(state=state).order_by("pk"):
        line.state = LINE.step(state, verb)
        line.save(update_fields=["state"])
        decision.enter(verb, line, before={"state": state}, after={"state": line.state})
