"""What of statements, proposals and surpluses waits for a member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from clawback.server.casework.models import Proposal, StatementRequest, Surplus
from clawback.server.casework.subjects import of_hold, of_new_request, of_statement_request
from clawback.server.casework.waiting_row import Source, Waiting, clock_of, due_of, in_order, may_now
from clawback.server.people.facts import MemberFacts

__all__ = ["STATEMENTS"]

_ASKED: Final = {"hold": "draft a hold", "statement": "ask for a statement", "find-agent": "find agent"}


def _statements(member: MemberFacts) -> QuerySet[StatementRequest]:
    """Requests to approve, and for their agent to answer."""
    if member.kind == "agent":
        return StatementRequest.objects.filter(agent=member.organisation, state="sent")
    return StatementRequest.objects.filter(
        case__organisation=member.organisation, case__assignments__member=member.id, state="drafted"
    )


def _tell_statements(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    requests = in_order(StatementRequest.objects.select_related("account", "case"), numbers)
    due = due_of("statement request", numbers)
    asked = [(each, "approve" if each.state == "drafted" else "answer") for each in requests]
    for request, verb in may_now(member, asked, of_statement_request, lambda each: each.case_id):
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


def _proposals(member: MemberFacts) -> QuerySet[Proposal]:
    """What the trace proposes, to be drafted; accounts whose agent is to be found."""
    return Proposal.objects.filter(
        case__organisation=member.organisation, case__assignments__member=member.id
    )


def _tell_proposals(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    rows = in_order(Proposal.objects.select_related("account", "case"), numbers)
    due = due_of("proposal", numbers)
    asked = [(row, "draft") for row in rows]
    for row, _ in may_now(member, asked, lambda each: of_new_request(each.case), lambda each: each.case_id):
        yield Waiting(
            verb=_ASKED[row.kind],
            kind="proposal",
            number=row.pk,
            case=row.case_id,
            about=str(row.account),
            amount=row.amount,
            currency=row.currency,
            due_at=due.get((row.pk, "find agent"), row.overdue_since),
        )


def _surpluses(member: MemberFacts) -> QuerySet[Surplus]:
    """What is held too much, and waits for an approver."""
    return Surplus.objects.filter(
        hold__request__case__organisation=member.organisation,
        hold__request__case__assignments__member=member.id,
        state="waiting",
    )


def _tell_surpluses(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    related = Surplus.objects.select_related("hold__request__account", "hold__request__case")
    due = due_of("surplus", numbers)
    asked = [(row, "decide") for row in in_order(related, numbers)]
    for row, verb in may_now(
        member,
        asked,
        lambda each: of_hold(each.hold, "surplus", "decide"),
        lambda each: each.hold.request.case_id,
    ):
        yield Waiting(
            verb=verb,
            kind="surplus",
            number=row.pk,
            case=row.hold.request.case_id,
            about=str(row.hold.request.account),
            amount=row.amount,
            currency=row.hold.request.currency,
            due_at=due.get((row.pk, "release")),
        )


STATEMENTS: Final[tuple[Source, ...]] = (
    Source(
        [("approve", "statement request"), ("answer", "statement request")],
        _statements,
        _tell_statements,
        clock_of("statement request", "lapse"),
        "case",
    ),
    Source(
        [("draft", "hold request")],
        _proposals,
        _tell_proposals,
        Coalesce(clock_of("proposal"), F("overdue_since")),
        "case",
    ),
    Source([("decide", "surplus")], _surpluses, _tell_surpluses, clock_of("surplus"), "hold__request__case"),
)
