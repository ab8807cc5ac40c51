"""What of statements, proposals and surpluses waits for a member."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from django.db.models import Q

from clawback.server.casework.models import Proposal, StatementRequest, Surplus
from clawback.server.casework.subjects import of_hold, of_new_request, of_statement_request
from clawback.server.casework.waiting_row import Waiting, due_of
from clawback.server.people.facts import MemberFacts
from clawback.server.people.may import Allowed, may

__all__ = ["STATEMENTS"]

_MOST = 200


def _statements(member: MemberFacts) -> Iterator[Waiting]:
    """Requests to approve, and for their agent to answer."""
    ours = Q(case__organisation=member.organisation, case__assignments__member=member.id, state="drafted")
    theirs = Q(agent=member.organisation, state="sent")
    found = StatementRequest.objects.filter(ours | theirs).distinct()
    requests = list(found.select_related("account", "case").order_by("-pk")[:_MOST])
    due = due_of("statement request", [each.pk for each in requests])
    for request in requests:
        verb = "approve" if request.state == "drafted" else "answer"
        if isinstance(may(member, verb, of_statement_request(request)), Allowed):
            yield Waiting(
                verb=verb,
                kind="statement request",
                number=request.pk,
                case=request.case_id,
                about=str(request.account),
                amount=request.part,
                currency=request.currency,
                due_at=due.get((request.pk, "lapse")),
            )


def _proposals(member: MemberFacts) -> Iterator[Waiting]:
    """What the trace proposes, to be drafted; accounts whose agent is to be found."""
    found = Proposal.objects.filter(
        case__organisation=member.organisation, case__assignments__member=member.id
    )
    rows = list(found.select_related("account", "case").order_by("pk")[:_MOST])
    due = due_of("proposal", [each.pk for each in rows])
    for row in rows:
        if isinstance(may(member, "draft", of_new_request(row.case)), Allowed):
            yield Waiting(
                verb="find agent" if row.kind == "find-agent" else "draft",
                kind="proposal",
                number=row.pk,
                case=row.case_id,
                about=str(row.account),
                amount=row.amount,
                currency=row.currency,
                due_at=due.get((row.pk, "find agent"), row.overdue_since),
            )


def _surpluses(member: MemberFacts) -> Iterator[Waiting]:
    """What is held too much, and waits for an approver."""
    found = Surplus.objects.filter(
        hold__request__case__organisation=member.organisation,
        hold__request__case__assignments__member=member.id,
        state="waiting",
    )
    rows = list(found.select_related("hold__request__account", "hold__request__case").order_by("pk")[:_MOST])
    due = due_of("surplus", [each.pk for each in rows])
    for row in rows:
        if isinstance(may(member, "decide", of_hold(row.hold, "surplus")), Allowed):
            yield Waiting(
                verb="decide",
                kind="surplus",
                number=row.pk,
                case=row.hold.request.case_id,
                about=str(row.hold.request.account),
                amount=row.amount,
                currency=row.hold.request.currency,
                due_at=due.get((row.pk, "release")),
            )


STATEMENTS: Final[tuple[Callable[[MemberFacts], Iterator[Waiting]], ...]] = (
    _statements,
    _proposals,
    _surpluses,
)
