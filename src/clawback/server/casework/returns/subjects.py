"""What may() is told of plans, lines, recalls and the rest of a return."""

from __future__ import annotations

from dataclasses import replace

from clawback.server.casework.models import AccountChange, Case, Claim, Plan, PlanLine, Recall
from clawback.server.casework.subjects import not_none, of_case, of_claim
from clawback.server.people.facts import Subject

__all__ = ["of_change", "of_line", "of_new", "of_plan", "of_recall", "of_reimbursement"]


def of_new(case: Case, kind: str) -> Subject:
    """A plan that is not there yet is its case's."""
    return replace(of_case(case), kind=kind)


def of_plan(plan: Plan) -> Subject:
    """`involved` are those who approved it: each approves once."""
    return replace(
        of_case(plan.case),
        kind="plan",
        drafted_by=frozenset({plan.drafted_by_id}),
        involved=not_none(plan.first_id, plan.second_id),
    )


def of_line(line: PlanLine) -> Subject:
    """`asked` is the agent that holds the money and pays it."""
    return replace(of_plan(line.plan), kind="plan line", asked=line.part.hold.request.agent_id)


def of_recall(recall: Recall) -> Subject:
    return replace(
        of_claim(recall.claim, "recall"), asked=recall.agent_id, drafted_by=frozenset({recall.drafted_by_id})
    )


def of_reimbursement(claim: Claim, organisation: int) -> Subject:
    """`asked` is the organisation where it keeps one of the two accounts of the reported transfer."""
    keeps = {claim.debtor_account.agent_id, claim.creditor_account.agent_id}
    subject = of_claim(claim, "reimbursement")
    return replace(subject, asked=organisation if organisation in keeps else None)


def of_change(change: AccountChange) -> Subject:
    """`asked` is the new account's agent, which checks the name; whoever drafted a plan for the claim approves none."""
    drafters = {line.plan.drafted_by_id for line in change.claim.plan_lines.all()}
    return replace(
        of_claim(change.claim, "account change"),
        asked=change.account.agent_id,
        drafted_by=frozenset(drafters) | not_none(change.asked_by_id),
        involved=not_none(change.first_id, change.second_id),
    )
