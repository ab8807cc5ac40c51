"""reimburse: an institution that paid the victim takes the victim's place for that sum, with proof."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Sum

from clawback.server.casework.accounts import account_of
from clawback.server.casework.finding import locked_claims
from clawback.server.casework.models import Claim, Plan, PlanLine, Reimbursement
from clawback.server.casework.refusals import FactsWrong, MoreThanLoss
from clawback.server.casework.returns.creditors import creditors_of
from clawback.server.casework.returns.finishing import finish
from clawback.server.casework.returns.fitting import withdraw_line
from clawback.server.casework.returns.subjects import of_reimbursement
from clawback.server.casework.states.claim import CLAIM
from clawback.server.casework.states.plan import UNSENT
from clawback.server.casework.victims.contesting import carry_over
from clawback.server.people.acting import Act
from clawback.server.people.models import Organisation
from clawback.server.record.deciding import Decision, deciding

__all__ = ["reimburse"]

_WHY = "an institution reimbursed the victim: divided again over both"


def reimburse(act: Act, number: int, amount: int, account: str, proof: str) -> Reimbursement:
    """The agent of one side of the transfer paid the victim `amount`; its returns go to its own `account`.

    Lines that nobody approved yet are divided over both at once; approved ones that were not sent are withdrawn, for
    their approvers did not see who would be paid. Raises MoreThanLoss.
    """
    if not proof.strip() or amount <= 0:
        raise FactsWrong(
            "a reimbursement has an amount and a proof", field="proof" if amount > 0 else "amount"
        )
    with deciding(act) as decision:
        claim = locked_claims([number])[number]
        act.check("reimburse", of_reimbursement(claim, act.by.organisation))
        CLAIM.step(claim.state, "withdraw")
        _check_room(claim, amount)
        agent = Organisation.objects.get(pk=act.by.organisation)
        made = Reimbursement.objects.create(
            claim=claim,
            agent=agent,
            account=account_of(agent.code, account),
            amount=amount,
            proof=proof[:500],
            told_by_id=act.by.id,
            told_at=act.at,
        )
        decision.enter("reimburse", claim, after={"amount": amount, "agent": agent.pk})
        _divide_lines(act, decision, claim)
    return made


def _check_room(claim: Claim, amount: int) -> None:
    """No more than the victim still lacks, and is not being sent."""
    sent = PlanLine.objects.filter(claim=claim, state__in=["sent", "confirmed"], reimbursement=None)
    before = claim.reimbursements.aggregate(sum=Sum("amount"))["sum"] or 0
    lacks = claim.loss - before - (sent.aggregate(sum=Sum("amount"))["sum"] or 0)
    if amount > lacks:
        raise MoreThanLoss(f"the victim lacks {lacks}", field="amount")


def _divide_lines(act: Act, decision: Decision, claim: Claim) -> None:
    numbers = PlanLine.objects.filter(claim=claim, state__in=UNSENT).values_list("plan", flat=True)
    plans = list(Plan.objects.select_for_update().filter(pk__in=set(numbers)).order_by("pk"))
    for plan in plans:
        lines = list(plan.lines.select_for_update().filter(claim=claim, state__in=UNSENT).order_by("pk"))
        contested = {line.pk: line.reason for line in lines if line.state == "contested"}
        for line in lines:
            withdraw_line(decision, line, _WHY)
        if plan.state in ("drafted", "noticed"):
            _split(decision, plan, lines, contested)
        finish(act, plan)


def _split(decision: Decision, plan: Plan, lines: list[PlanLine], contested: Mapping[int, str]) -> None:
    """The same money for the same claim; a contested line stays contested in both its halves, with what was
    said against it. Approvals fall."""
    plan.first, plan.first_at = None, None
    plan.save(update_fields=["first", "first_at"])
    claim = lines[0].claim
    creditors = creditors_of(claim, sum(line.amount for line in lines))
    for line in lines:
        for account, reimbursement, amount in creditors.take(line.amount):
            made = PlanLine.objects.create(
                plan=plan,
                part_id=line.part_id,
                claim=claim,
                account_id=account,
                reimbursement_id=reimbursement,
                amount=amount,
                state="contested" if line.pk in contested else "open",
                reason=contested.get(line.pk, ""),
            )
            decision.enter("divide", made, after={"amount": amount, "of": line.pk})
            if line.pk in contested:
                carry_over(decision, line, made)
