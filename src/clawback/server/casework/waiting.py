"""What waits for a member: each row something that may() lets them do now, with its clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from django.db.models import Count, Q

from clawback.server.casework.insiders.exporting import WITHOUT_APPROVAL, of_export
from clawback.server.casework.insiders.glass import of_glass
from clawback.server.casework.models import (
    BrokenGlass,
    Claim,
    Enquiry,
    Export,
    HoldRequest,
    Reduction,
)
from clawback.server.casework.quarantining import of_enquiry
from clawback.server.casework.redress.waiting import REDRESS
from clawback.server.casework.returns.waiting import rows_of_returns
from clawback.server.casework.statements.waiting import STATEMENTS
from clawback.server.casework.subjects import for_one, of_claim, of_hold, of_request
from clawback.server.casework.victims.waiting import VICTIMS
from clawback.server.casework.waiting_row import Waiting, due_of
from clawback.server.people.contacting import of_contacts
from clawback.server.people.facts import MemberFacts
from clawback.server.people.may import Allowed, may
from clawback.server.people.models import ContactChange

__all__ = ["Waiting", "waiting_for"]

_MOST = 200


def waiting_for(member: MemberFacts) -> list[Waiting]:
    """At most 200 rows of each kind, those that run out first in front."""
    rows = [row for source in _SOURCES for row in source(member)]
    return sorted(rows, key=lambda row: (row.due_at is None, row.due_at, row.kind, row.number))


def _requests(member: MemberFacts) -> Iterator[Waiting]:
    if member.kind == "agent":
        found = HoldRequest.objects.filter(agent=member.organisation, state="sent")
    else:
        unconfirmed = Q(emergency=True, confirmed_by=None, ended_at=None, state__in=["sent", "answered"])
        ours = HoldRequest.objects.filter(Q(state="drafted") | unconfirmed)
        found = ours.filter(case__organisation=member.organisation, case__assignments__member=member.id)
    requests = list(found.select_related("account", "case").order_by("pk")[:_MOST])
    due = due_of("hold request", [request.pk for request in requests])
    with for_one(member.id, [request.case_id for request in requests]):
        allowed = [
            (request, verb, clock)
            for request in requests
            for verb, clock in _verbs(request)
            if isinstance(may(member, verb, of_request(request)), Allowed)
        ]
    for request, verb, clock in allowed:
        yield Waiting(
            verb=verb,
            kind="hold request",
            number=request.pk,
            case=request.case_id,
            about=str(request.account),
            amount=request.amount,
            currency=request.currency,
            due_at=due.get((request.pk, clock)),
        )


def _verbs(request: HoldRequest) -> Iterator[tuple[str, str]]:
    """What can be done with it now, and the clock that ends the time for it."""
    if request.state == "drafted":
        yield "approve", "lapse"
    if request.state == "sent":
        yield "place", "lapse"
    if request.emergency and request.confirmed_by_id is None:
        yield "confirm", "lapse unconfirmed"


def _releases(member: MemberFacts) -> Iterator[Waiting]:
    found = Reduction.objects.filter(
        hold__request__agent=member.organisation, sent_at__isnull=False, confirmed_at=None
    )
    reductions = list(found.select_related("hold__request__account").order_by("pk")[:_MOST])
    due = due_of("release", [reduction.pk for reduction in reductions])
    for reduction in reductions:
        if isinstance(may(member, "confirm", of_hold(reduction.hold, "release")), Allowed):
            yield Waiting(
                verb="confirm",
                kind="release",
                number=reduction.pk,
                case=None,
                about=str(reduction.hold.request.account),
                amount=reduction.amount,
                currency=reduction.hold.request.currency,
                due_at=due.get((reduction.pk, "overdue"), reduction.overdue_since),
            )


def _claims(member: MemberFacts) -> Iterator[Waiting]:
    found = Claim.objects.filter(report__organisation=member.organisation, state="reported")
    claims = list(found.select_related("report", "creditor_account", "debtor_account").order_by("pk")[:_MOST])
    with for_one(member.id, [claim.report.case_id for claim in claims]):
        allowed = [claim for claim in claims if isinstance(may(member, "confirm", of_claim(claim)), Allowed)]
    for claim in allowed:
        yield Waiting(
            verb="confirm",
            kind="claim",
            number=claim.pk,
            case=claim.report.case_id,
            about=str(claim.creditor_account),
            amount=claim.amount,
            currency=claim.currency,
        )


def _evidence(member: MemberFacts) -> Iterator[Waiting]:
    """Transfers from the agent's own accounts whose claim was confirmed, and which it did not confirm yet."""
    if member.kind != "agent":
        return
    found = Claim.objects.filter(debtor_account__agent=member.organisation, state="confirmed")
    found = found.exclude(evidence="confirmed").select_related("report", "debtor_account").order_by("pk")
    claims = list(found[:_MOST])
    with for_one(member.id, [claim.report.case_id for claim in claims]):
        allowed = [
            claim
            for claim in claims
            if isinstance(may(member, "confirm", of_claim(claim, "evidence")), Allowed)
        ]
    for claim in allowed:
        yield Waiting(
            verb="confirm",
            kind="evidence",
            number=claim.pk,
            case=None,
            about=str(claim.debtor_account),
            amount=claim.amount,
            currency=claim.currency,
        )


def _returns(member: MemberFacts) -> Iterator[Waiting]:
    for verb, kind, number, case, about, amount, currency, due_at in rows_of_returns(member):
        yield Waiting(
            verb=verb,
            kind=kind,
            number=number,
            case=case,
            about=about,
            amount=amount,
            currency=currency,
            due_at=due_at,
        )


def _glass(member: MemberFacts) -> Iterator[Waiting]:
    """Broken glass that neither this auditor nor this approver took note of."""
    field = "noted_by_auditor" if "auditor" in member.roles else "noted_by_approver"
    found = BrokenGlass.objects.filter(case__organisation=member.organisation, **{field: None})
    for row in found.select_related("case", "member").order_by("pk")[:_MOST]:
        if isinstance(may(member, "note", of_glass(row)), Allowed):
            yield Waiting(verb="note", kind="glass", number=row.pk, case=row.case_id, about=str(row.member))


def _exports(member: MemberFacts) -> Iterator[Waiting]:
    found = Export.objects.filter(organisation=member.organisation, approved_by=None, fetched_at=None)
    for row in found.annotate(count=Count("cases")).filter(count__gt=WITHOUT_APPROVAL).order_by("pk")[:_MOST]:
        if isinstance(may(member, "approve", of_export(row)), Allowed):
            yield Waiting(verb="approve", kind="export", number=row.pk, case=None, about=str(row.asked_by))


def _contacts(member: MemberFacts) -> Iterator[Waiting]:
    """Wishes for another contact that a second administrator approves."""
    found = ContactChange.objects.filter(ended_at=None).select_related("organisation").order_by("pk")
    for row in found[:_MOST]:
        if isinstance(may(member, "approve", of_contacts(row.organisation_id, row)), Allowed):
            about = str(row.organisation)
            yield Waiting(verb="approve", kind="contacts", number=row.organisation_id, case=None, about=about)


def _enquiries(member: MemberFacts) -> Iterator[Waiting]:
    for row in Enquiry.objects.filter(agent=member.organisation, answered_at=None).order_by("pk")[:_MOST]:
        if isinstance(may(member, "answer", of_enquiry(row)), Allowed):
            yield Waiting(verb="answer", kind="enquiry", number=row.pk, case=None, about=str(row.agent))


_SOURCES: Final[tuple[Callable[[MemberFacts], Iterator[Waiting]], ...]] = (
    _requests,
    _releases,
    _claims,
    *REDRESS,
    *STATEMENTS,
    *VICTIMS,
    _evidence,
    _returns,
    _glass,
    _exports,
    _contacts,
    _enquiries,
)
