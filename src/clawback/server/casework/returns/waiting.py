"""What waits for a member of returns: plans, lines, recalls, other accounts, victims to vouch for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from clawback.server.casework.models import AccountChange, Claim, Plan, PlanLine, Recall
from clawback.server.casework.returns.subjects import of_change, of_line, of_plan, of_recall
from clawback.server.casework.states.account_change import OPEN_CHANGES
from clawback.server.casework.states.recall import OPEN_RECALLS
from clawback.server.casework.subjects import of_claim
from clawback.server.casework.waiting_row import Source, Waiting, clock_of, in_order, may_now
from clawback.server.clocks.models import Clock
from clawback.server.people.facts import MemberFacts
from clawback.server.people.may import may_anywhere

__all__ = ["RETURNS"]

_PLAN = {"drafted": "notice", "noticed": "approve", "approved": "pay"}
_LINE = {"contested": "decide", "due": "send", "sent": "confirm"}
_RECALL = {"drafted": "send", "sent": "answer", "pending": "answer"}
_CHANGE = {
    "asked": "identify",
    "identity checked": "name",
    "name checked": "approve",
    "approved once": "approve",
}


def _plans(member: MemberFacts) -> QuerySet[Plan]:
    theirs = [state for state, verb in _PLAN.items() if may_anywhere(member, verb, "plan")]
    return Plan.objects.filter(case__organisation=member.organisation, state__in=theirs)


def _tell_plans(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    plans = in_order(Plan.objects.select_related("case").defer("divisions"), numbers)
    live = PlanLine.objects.filter(plan__in=numbers).exclude(state="withdrawn")
    amounts = dict(live.values_list("plan").annotate(sum=Sum("amount")))
    asked = [(plan, _PLAN[plan.state]) for plan in plans]
    for plan, verb in may_now(member, asked, of_plan, lambda each: each.case_id):
        yield Waiting(
            verb=verb,
            kind="plan",
            number=plan.pk,
            case=plan.case_id,
            about=str(plan.case),
            amount=amounts.get(plan.pk, 0),
            currency=plan.currency,
            due_at=plan.pay_by if plan.state == "approved" else plan.notice_until,
            is_about_case=True,
        )


def _lines(member: MemberFacts) -> QuerySet[PlanLine]:
    if member.kind == "agent":
        return PlanLine.objects.filter(
            part__hold__request__agent=member.organisation, state__in=["due", "sent"]
        )
    return PlanLine.objects.filter(plan__case__organisation=member.organisation, state="contested")


def _tell_lines(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    related = PlanLine.objects.select_related("plan__case", "account", "part__hold__request")
    asked = [(line, _LINE[line.state]) for line in in_order(related.defer("plan__divisions"), numbers)]
    for line, verb in may_now(member, asked, of_line, lambda each: each.plan.case_id):
        yield Waiting(
            verb=verb,
            kind="plan line",
            number=line.pk,
            case=line.plan.case_id if verb == "decide" else None,
            about=str(line.account),
            amount=line.amount,
            currency=line.plan.currency,
            due_at=line.plan.pay_by,
        )


def _recalls(member: MemberFacts) -> QuerySet[Recall]:
    return Recall.objects.filter(agent=member.organisation, state__in=OPEN_RECALLS)


def _tell_recalls(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    related = Recall.objects.select_related(
        "claim__creditor_account", "claim__debtor_account", "claim__report"
    )
    clocks = Clock.objects.filter(kind="recall", verb="lapse", subject__in=numbers, done_at=None)
    due = dict(clocks.values_list("subject", "due_at"))
    asked = [(recall, _RECALL[recall.state]) for recall in in_order(related, numbers)]
    for recall, verb in may_now(member, asked, of_recall, lambda each: each.claim.report.case_id):
        yield Waiting(
            verb=verb,
            kind="recall",
            number=recall.pk,
            case=None,
            about=str(recall.claim.creditor_account),
            amount=recall.amount,
            currency=recall.claim.currency,
            due_at=due.get(recall.pk),
        )


def _changes(member: MemberFacts) -> QuerySet[AccountChange]:
    ours = Q(claim__report__organisation=member.organisation) | Q(account__agent=member.organisation)
    return AccountChange.objects.filter(ours, state__in=OPEN_CHANGES)


def _tell_changes(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    related = AccountChange.objects.select_related("claim__report", "claim__debtor_account", "account")
    changes = in_order(related.prefetch_related("claim__plan_lines__plan"), numbers)
    asked = [(change, _CHANGE[change.state]) for change in changes if change.state in _CHANGE]
    for change, verb in may_now(member, asked, of_change, lambda each: each.claim.report.case_id):
        yield Waiting(
            verb=verb,
            kind="account change",
            number=change.pk,
            case=None if verb == "name" else change.claim.report.case_id,
            about=str(change.account),
            amount=change.claim.loss,
            currency=change.claim.currency,
        )


def _identities(member: MemberFacts) -> QuerySet[Claim]:
    """Victims of claims that are worked, at the agent that keeps their account."""
    return Claim.objects.filter(
        debtor_account__agent=member.organisation,
        state="confirmed",
        is_vouched=False,
        report__case__isnull=False,
    )


def _tell_identities(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    claims = in_order(Claim.objects.select_related("report", "debtor_account"), numbers)
    asked = [(claim, "vouch") for claim in claims]
    for claim, verb in may_now(
        member, asked, lambda each: of_claim(each, "identity"), lambda each: each.report.case_id
    ):
        yield Waiting(
            verb=verb,
            kind="identity",
            number=claim.pk,
            case=None,
            about=str(claim.debtor_account),
            amount=claim.amount,
            currency=claim.currency,
        )


def _asks(kind: str, *verbs: str) -> list[tuple[str, str]]:
    return [(verb, kind) for verb in verbs]


RETURNS: Final[tuple[Source, ...]] = (
    Source(_asks("plan", *_PLAN.values()), _plans, _tell_plans, Coalesce("pay_by", "notice_until"), "case"),
    Source(_asks("plan line", *_LINE.values()), _lines, _tell_lines, F("plan__pay_by"), "plan__case"),
    Source(_asks("recall", *_RECALL.values()), _recalls, _tell_recalls, clock_of("recall", "lapse")),
    Source(_asks("account change", *_CHANGE.values()), _changes, _tell_changes, case="claim__report__case"),
    Source(_asks("identity", "vouch"), _identities, _tell_identities),
)
