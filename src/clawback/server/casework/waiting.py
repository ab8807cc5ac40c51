"""What waits for a member: each row something that may() lets them do now, with its clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Q

from clawback.server.casework.insiders.exporting import WITHOUT_APPROVAL, of_export
from clawback.server.casework.insiders.glass import of_glass
from clawback.server.casework.models import BrokenGlass, Claim, Enquiry, Export, HoldRequest, Reduction
from clawback.server.casework.quarantining import of_enquiry
from clawback.server.casework.states.hold_request import OPEN
from clawback.server.casework.subjects import of_claim, of_hold, of_request
from clawback.server.clocks.models import Clock
from clawback.server.people.facts import MemberFacts
from clawback.server.people.may import Allowed, may

__all__ = ["Waiting", "waiting_for"]

_MOST = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """`verb` the record `kind` `number`; `amount` is minor units of `currency` (None: it is not about money), `due_at`
    when its clock runs out."""

    verb: str
    kind: str
    number: int
    case: int | None
    about: str
    amount: int | None = None
    currency: str = ""
    due_at: datetime | None = None


def waiting_for(member: MemberFacts) -> list[Waiting]:
    """At most 200 rows of each kind, those that run out first in front."""
    rows = [row for source in _SOURCES for row in source(member)]
    return sorted(rows, key=lambda row: (row.due_at is None, row.due_at, row.kind, row.number))


def _requests(member: MemberFacts) -> Iterator[Waiting]:
    ours = Q(case__organisation=member.organisation, case__assignments__member=member.id)
    theirs = Q(agent=member.organisation, state="sent")
    unconfirmed = Q(emergency=True, confirmed_by=None, state="answered")
    found = HoldRequest.objects.filter(ours & (Q(state__in=OPEN) | unconfirmed) | theirs).distinct()
    requests = list(found.select_related("account", "case").order_by("-pk")[:_MOST])
    due = _due("hold request", [request.pk for request in requests])
    for request in requests:
        subject = of_request(request)
        for verb, clock in _verbs(request):
            if isinstance(may(member, verb, subject), Allowed):
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
    due = _due("release", [reduction.pk for reduction in reductions])
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
    for claim in found.select_related("report", "creditor_account", "debtor_account").order_by("pk")[:_MOST]:
        if isinstance(may(member, "confirm", of_claim(claim)), Allowed):
            yield Waiting(
                verb="confirm",
                kind="claim",
                number=claim.pk,
                case=claim.report.case_id,
                about=str(claim.creditor_account),
                amount=claim.amount,
                currency=claim.currency,
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


def _enquiries(member: MemberFacts) -> Iterator[Waiting]:
    for row in Enquiry.objects.filter(agent=member.organisation, answered_at=None).order_by("pk")[:_MOST]:
        if isinstance(may(member, "answer", of_enquiry(row)), Allowed):
            yield Waiting(verb="answer", kind="enquiry", number=row.pk, case=None, about=str(row.agent))


def _due(kind: str, numbers: list[int]) -> dict[tuple[int, str], datetime]:
    rows = Clock.objects.filter(kind=kind, subject__in=numbers, done_at=None)
    return {
        (subject, verb): due_at for subject, verb, due_at in rows.values_list("subject", "verb", "due_at")
    }


_SOURCES: Final[tuple[Callable[[MemberFacts], Iterator[Waiting]], ...]] = (
    _requests,
    _releases,
    _claims,
    _glass,
    _exports,
    _enquiries,
)
