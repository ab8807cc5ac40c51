"""Rows as the files by which agents work: pain.001 and pacs.008 of due lines, camt.056 of a recall."""

from __future__ import annotations

from clawback.errors import JournalError, PlanError
from clawback.money import Amount, currency
from clawback.returning.iso20022 import (
    Batch,
    Keeper,
    Order,
    RecallOrder,
    build_camt_056,
    build_pacs_008,
    build_pain_001,
)
from clawback.server.casework.models import Plan, PlanLine, Recall
from clawback.server.casework.redress.suspending import bars_return
from clawback.server.casework.refusals import FactsWrong, NothingToReturn
from clawback.server.casework.returns.subjects import of_line, of_plan, of_recall
from clawback.server.casework.sealing import opened
from clawback.server.people.acting import Act
from clawback.server.people.may import Allowed, may
from clawback.server.record.deciding import deciding

__all__ = ["FORMATS", "orders_file", "recall_file"]

FORMATS = {"pain.001": build_pain_001, "pacs.008": build_pacs_008}


def orders_file(act: Act, number: int, agent: int, form: str) -> bytes:
    """The due lines of a plan that one agent pays, but those that an objection bars. Names of victims stand in it: who
    takes it is written down.

    The same lines give the same references, whoever takes the file and how often. Raises NothingToReturn, NotAllowed.
    """
    if form not in FORMATS:
        raise FactsWrong(f"{form!r} is no format of orders", field="form")
    with deciding(act) as decision:
        lines = list(
            PlanLine.objects.filter(plan=number, part__hold__request__agent=agent, state="due")
            .select_related(
                "plan__case", "claim__report", "claim__told_in", "account", "part__hold__request__account"
            )
            .select_related("reimbursement__agent")
            .order_by("pk")
        )
        lines = [line for line in lines if not bars_return(line.part.hold)]
        if not lines:
            raise NothingToReturn("no line of this plan is due at that agent")
        _check(act, lines[0])
        plan = lines[0].plan
        decision.enter("open", plan, after={"file": form, "agent": agent, "lines": len(lines)})
        try:
            return FORMATS[form](_batch(act, plan, agent, lines))
        except PlanError as error:
            raise FactsWrong(error.reason, field=error.field) from None


def _batch(act: Act, plan: Plan, agent: int, lines: list[PlanLine]) -> Batch:
    return Batch(
        message=f"CLAWBACK-P{plan.pk}-A{agent}-{act.at:%y%m%d%H%M%S}"[:35],
        made_at=act.at,
        by=lines[0].part.hold.request.agent.name,
        orders=tuple(_order(line, plan) for line in lines),
    )


def _check(act: Act, line: PlanLine) -> None:
    """Who sees the plan may take it, and the agent that pays."""
    if not isinstance(may(act.member, "see", of_plan(line.plan)), Allowed):
        act.check("send", of_line(line))


def _order(line: PlanLine, plan: Plan) -> Order:
    held = line.part.hold.request
    return Order(
        reference=line.reference,
        amount=Amount(line.amount, currency(plan.currency)),
        debtor=Keeper(agent=held.account.agent_code, account=held.account.number, name=held.agent.name),
        creditor=Keeper(agent=line.account.agent_code, account=line.account.number, name=_name(line)),
        words=f"Return of {plan}, {held.hold}",
    )


def _name(line: PlanLine) -> str:
    """Of the institution that reimbursed the victim, or of the victim; nothing where the report was erased."""
    if line.reimbursement is not None:
        return line.reimbursement.agent.name
    try:
        return opened(line.claim.teller).get("name", "")
    except JournalError:
        return ""


def recall_file(act: Act, number: int) -> bytes:
    """The camt.056 for the debtor's agent. Raises NotAllowed."""
    recall = Recall.objects.select_related("claim__debtor_account", "claim__creditor_account").get(pk=number)
    act.check("see", of_recall(recall))
    claim = recall.claim
    unit = currency(claim.currency)
    return build_camt_056(
        RecallOrder(
            reference=recall.reference,
            made_at=act.at,
            amount=Amount(recall.amount, unit),
            whole=Amount(claim.amount, unit),
            settled_at=claim.settled_at,
            debtor=Keeper(agent=claim.debtor_account.agent_code, account=claim.debtor_account.number),
            creditor=Keeper(agent=claim.creditor_account.agent_code, account=claim.creditor_account.number),
            uetr=claim.uetr,
            end_to_end=claim.end_to_end_id,
        )
    )
