"""What waits for a member of returns: plans, lines, recalls, other accounts, victims to vouch for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, Sum

from clawback.server.casework.models import AccountChange, Claim, Plan, PlanLine, Recall
from clawback.server.casework.returns.subjects import of_change, of_line, of_plan, of_recall
from clawback.server.casework.states.account_change import OPEN_CHANGES
from clawback.server.casework.states.recall import OPEN_RECALLS
from clawback.server.casework.subjects import of_claim
from clawback.server.clocks.models import Clock
from clawback.server.people.facts import MemberFacts
from clawback.server.people.may import Allowed, may

__all__ = ["Row", "rows_of_returns"]

_MOST = 200
_PLAN = {"drafted": "notice", "noticed": "approve", "approved": "pay"}
_LINE = {"contested": "decide", "due": "send", "sent": "confirm"}
_RECALL = {"drafted": "send", "sent": "answer", "pending": "answer"}
_CHANGE = {
    "asked": "identify",
    "identity checked": "name",
    "name checked": "approve",
    "approved once": "approve",
}

Row = tuple[str, str, int, int | None, str, int, str, datetime | None]
"""verb, kind, number, case, about, amount, currency, due_at."""


def rows_of_returns(member: MemberFacts) -> Iterator[Row]:
    """Each something that may() lets the member do now."""
    yield from _plans(member)
    yield from _lines(member)
    yield from _recalls(member)
    yield from _changes(member)
    yield from _identities(member)


def _plans(member: MemberFacts) -> Iterator[Row]:
    found = Plan.objects.filter(case__organisation=member.organisation, state__in=_PLAN).select_related(
        "case"
    )
    for plan in found.order_by("pk")[:_MOST]:
        verb = _PLAN[plan.state]
        if isinstance(may(member, verb, of_plan(plan)), Allowed):
            live = plan.lines.exclude(state="withdrawn")
            amount = live.aggregate(sum=Sum("amount"))["sum"] or 0
            due = plan.pay_by if plan.state == "approved" else plan.notice_until
            yield verb, "plan", plan.pk, plan.case_id, str(plan), amount, plan.currency, due


def _lines(member: MemberFacts) -> Iterator[Row]:
    ours = Q(plan__case__organisation=member.organisation, state="contested")
    theirs = Q(part__hold__request__agent=member.organisation, state__in=["due", "sent"])
    found = PlanLine.objects.filter(ours | theirs).select_related(
        "plan__case", "account", "part__hold__request"
    )
    for line in found.order_by("pk")[:_MOST]:
        verb = _LINE[line.state]
        if isinstance(may(member, verb, of_line(line)), Allowed):
            case = line.plan.case_id if verb == "decide" else None
            currency, due = line.plan.currency, line.plan.pay_by
            yield verb, "plan line", line.pk, case, str(line.account), line.amount, currency, due


def _recalls(member: MemberFacts) -> Iterator[Row]:
    found = Recall.objects.filter(agent=member.organisation, state__in=OPEN_RECALLS)
    recalls = list(found.select_related("claim__creditor_account", "claim__report").order_by("pk")[:_MOST])
    clocks = Clock.objects.filter(kind="recall", subject__in=[each.pk for each in recalls], done_at=None)
    due = dict(clocks.values_list("subject", "due_at"))
    for recall in recalls:
        verb = _RECALL[recall.state]
        if isinstance(may(member, verb, of_recall(recall)), Allowed):
            claim = recall.claim
            about = str(claim.creditor_account)
            yield verb, "recall", recall.pk, None, about, recall.amount, claim.currency, due.get(recall.pk)


def _changes(member: MemberFacts) -> Iterator[Row]:
    ours = Q(claim__report__organisation=member.organisation) | Q(account__agent=member.organisation)
    found = AccountChange.objects.filter(ours, state__in=OPEN_CHANGES).select_related(
        "claim__report", "account"
    )
    for change in found.order_by("pk")[:_MOST]:
        verb = _CHANGE.get(change.state)
        if verb and isinstance(may(member, verb, of_change(change)), Allowed):
            claim = change.claim
            case = None if verb == "name" else claim.report.case_id
            about = str(change.account)
            yield verb, "account change", change.pk, case, about, claim.loss, claim.currency, None


def _identities(member: MemberFacts) -> Iterator[Row]:
    """Victims of claims that are worked, at the agent that keeps their account."""
    found = Claim.objects.filter(
        debtor_account__agent=member.organisation,
        state="confirmed",
        report__case__isnull=False,
        vouching__isnull=True,
    )
    for claim in found.select_related("report", "debtor_account").order_by("pk")[:_MOST]:
        if isinstance(may(member, "vouch", of_claim(claim, "identity")), Allowed):
            about = str(claim.debtor_account)
            yield "vouch", "identity", claim.pk, None, about, claim.amount, claim.currency, None
