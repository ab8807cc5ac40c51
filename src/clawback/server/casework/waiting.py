"""What waits for a member: each row something that may() lets them do now, with its clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from clawback.server.casework.federation.waiting import PEERS
from clawback.server.casework.federation.waiting_here import HERE
from clawback.server.casework.insiders.exporting import of_export
from clawback.server.casework.insiders.glass import of_glass
from clawback.server.casework.models import (
    BrokenGlass,
    Claim,
    Enquiry,
    Export,
    HoldRequest,
    Reduction,
)
from clawback.server.casework.operations.waiting import OPERATIONS
from clawback.server.casework.quarantining import of_enquiry
from clawback.server.casework.redress.waiting import REDRESS
from clawback.server.casework.returns.waiting import RETURNS
from clawback.server.casework.statements.waiting import STATEMENTS
from clawback.server.casework.subjects import for_one, of_claim, of_hold, of_request
from clawback.server.casework.victims.waiting import VICTIMS
from clawback.server.casework.waiting_row import (
    Found,
    Source,
    Waiting,
    clock_of,
    due_of,
    found_for,
    in_order,
    may_now,
)
from clawback.server.people.contacting import of_contacts
from clawback.server.people.facts import MemberFacts
from clawback.server.people.models import ContactChange

__all__ = ["All", "Waiting", "all_waiting_for", "waiting_for"]


_ROWS: Final = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class All:
    """The rows, those that run out first in front. So many as `left` may follow; `more`: there are more of a kind."""

    rows: list[Waiting]
    left: int
    more: bool


def waiting_for(member: MemberFacts) -> list[Waiting]:
    """The first 25 of each kind, those that run out first in front."""
    return all_waiting_for(member, 1_000_000).rows


def all_waiting_for(member: MemberFacts, most: int = _ROWS) -> All:
    """The `most` that run out first, and whether that is all."""
    with for_one(member.id, ()):
        found, more = found_for(member, _SOURCES)
        rows: list[Waiting] = []
        while found and len(rows) < most:
            asked, found = found[:most], found[most:]
            with for_one(member.id, [each.case for each in asked]):
                rows += _told(member, asked)
    rows.sort(key=lambda row: (row.due_at is None, row.due_at, row.kind, row.number))
    return All(rows=rows[:most], left=len(found) + max(0, len(rows) - most), more=more)


def _told(member: MemberFacts, found: Sequence[Found]) -> Iterator[Waiting]:
    """Of what was found that which may() lets the member do."""
    for place in sorted({each.place for each in found}):
        yield from _SOURCES[place].tell(member, [each.number for each in found if each.place == place])


def _requests(member: MemberFacts) -> QuerySet[HoldRequest]:
    if member.kind == "agent":
        return HoldRequest.objects.filter(agent=member.organisation, state="sent")
    unconfirmed = Q(emergency=True, confirmed_by=None, ended_at=None, state__in=["sent", "answered"])
    ours = HoldRequest.objects.filter(Q(state="drafted") | unconfirmed)
    return ours.filter(case__organisation=member.organisation, case__assignments__member=member.id)


def _tell_requests(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    requests = in_order(HoldRequest.objects.select_related("account", "case"), numbers)
    due = due_of("hold request", numbers)
    asked = [(request, verb) for request in requests for verb in _verbs(request)]
    for request, verb in may_now(member, asked, of_request, lambda each: each.case_id):
        yield Waiting(
            verb=verb,
            kind="hold request",
            number=request.pk,
            case=request.case_id,
            about=str(request.account),
            amount=request.amount,
            currency=request.currency,
            due_at=due.get((request.pk, "lapse unconfirmed" if verb == "confirm" else "lapse")),
        )


def _verbs(request: HoldRequest) -> Iterator[str]:
    """What can be done with it now."""
    if request.state == "drafted":
        yield "approve"
    if request.state == "sent":
        yield "place"
    if request.emergency and request.confirmed_by_id is None:
        yield "confirm"


def _releases(member: MemberFacts) -> QuerySet[Reduction]:
    return Reduction.objects.filter(
        hold__request__agent=member.organisation, sent_at__isnull=False, confirmed_at=None
    )


def _tell_releases(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    related = Reduction.objects.select_related("hold__request__account", "hold__request__case")
    due = due_of("release", numbers)
    asked = [(reduction, "confirm") for reduction in in_order(related, numbers)]
    for reduction, verb in may_now(
        member,
        asked,
        lambda each: of_hold(each.hold, "release", "confirm"),
        lambda each: each.hold.request.case_id,
    ):
        yield Waiting(
            verb=verb,
            kind="release",
            number=reduction.pk,
            case=None,
            about=str(reduction.hold.request.account),
            amount=reduction.amount,
            currency=reduction.hold.request.currency,
            due_at=due.get((reduction.pk, "overdue"), reduction.overdue_since),
        )


def _claims(member: MemberFacts) -> QuerySet[Claim]:
    return Claim.objects.filter(report__organisation=member.organisation, state="reported")


def _tell_claims(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    claims = in_order(Claim.objects.select_related("report", "creditor_account", "debtor_account"), numbers)
    asked = [(claim, "confirm") for claim in claims]
    for claim, verb in may_now(member, asked, of_claim, lambda each: each.report.case_id):
        yield Waiting(
            verb=verb,
            kind="claim",
            number=claim.pk,
            case=claim.report.case_id,
            about=str(claim.creditor_account),
            amount=claim.amount,
            currency=claim.currency,
        )


def _evidence(member: MemberFacts) -> QuerySet[Claim]:
    """Transfers from the agent's own accounts whose claim was confirmed, and which it did not confirm yet."""
    found = Claim.objects.filter(debtor_account__agent=member.organisation, state="confirmed")
    return found.exclude(evidence="confirmed")


def _tell_evidence(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    claims = in_order(Claim.objects.select_related("report", "debtor_account"), numbers)
    asked = [(claim, "confirm") for claim in claims]
    for claim, verb in may_now(
        member, asked, lambda each: of_claim(each, "evidence"), lambda each: each.report.case_id
    ):
        yield Waiting(
            verb=verb,
            kind="evidence",
            number=claim.pk,
            case=None,
            about=str(claim.debtor_account),
            amount=claim.amount,
            currency=claim.currency,
        )


def _glass(member: MemberFacts) -> QuerySet[BrokenGlass]:
    """Broken glass that neither this auditor nor this approver took note of."""
    field = "noted_by_auditor" if "auditor" in member.roles else "noted_by_approver"
    return BrokenGlass.objects.filter(case__organisation=member.organisation, **{field: None})


def _tell_glass(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    rows = in_order(BrokenGlass.objects.select_related("case", "member"), numbers)
    for row, verb in may_now(member, [(row, "note") for row in rows], of_glass, lambda each: each.case_id):
        yield Waiting(verb=verb, kind="glass", number=row.pk, case=row.case_id, about=str(row.member))


def _exports(member: MemberFacts) -> QuerySet[Export]:
    return Export.objects.filter(organisation=member.organisation, needs_approval=True, approved_by=None)


def _tell_exports(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    rows = in_order(Export.objects.select_related("asked_by"), numbers)
    for row, verb in may_now(member, [(row, "approve") for row in rows], of_export, lambda _: None):
        yield Waiting(verb=verb, kind="export", number=row.pk, case=None, about=str(row.asked_by))


def _contacts(member: MemberFacts) -> QuerySet[ContactChange]:
    """Wishes for another contact that a second administrator approves."""
    return ContactChange.objects.filter(ended_at=None)


def _tell_contacts(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    rows = in_order(ContactChange.objects.select_related("organisation"), numbers)
    asked = [(row, "approve") for row in rows]
    for row, verb in may_now(
        member, asked, lambda each: of_contacts(each.organisation_id, each), lambda _: None
    ):
        about = str(row.organisation)
        yield Waiting(verb=verb, kind="contacts", number=row.organisation_id, case=None, about=about)


def _enquiries(member: MemberFacts) -> QuerySet[Enquiry]:
    return Enquiry.objects.filter(agent=member.organisation, answered_at=None)


def _tell_enquiries(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    rows = in_order(Enquiry.objects.select_related("agent"), numbers)
    for row, verb in may_now(member, [(row, "answer") for row in rows], of_enquiry, lambda _: None):
        yield Waiting(verb=verb, kind="enquiry", number=row.pk, case=None, about=str(row.agent))


_SOURCES: Final[tuple[Source, ...]] = (
    Source(
        [(verb, "hold request") for verb in ("approve", "place", "confirm")],
        _requests,
        _tell_requests,
        clock_of("hold request"),
        "case",
    ),
    Source(
        [("confirm", "release")],
        _releases,
        _tell_releases,
        Coalesce(clock_of("release"), F("overdue_since")),
    ),
    Source([("confirm", "claim")], _claims, _tell_claims, case="report__case"),
    *REDRESS,
    *PEERS,
    *HERE,
    *STATEMENTS,
    *VICTIMS,
    *OPERATIONS,
    Source([("confirm", "evidence")], _evidence, _tell_evidence),
    *RETURNS,
    Source([("note", "glass")], _glass, _tell_glass),
    Source([("approve", "export")], _exports, _tell_exports),
    Source([("approve", "contact")], _contacts, _tell_contacts),
    Source([("answer", "enquiry")], _enquiries, _tell_enquiries),
)
