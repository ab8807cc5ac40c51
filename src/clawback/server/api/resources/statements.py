"""Statement requests: an agent lists those that were sent to it, and answers with a file or refuses."""

from __future__ import annotations

from typing import Literal, cast

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from clawback.server.api.operations import reads, writes
from clawback.server.api.paging import Cursor, Limit, page, visible
from clawback.server.api.resources.hold_requests import AccountOut, Refusing
from clawback.server.api.shapes import Answer, Moment, Money, Number, Shape, in_units, moment, money
from clawback.server.api.signing_in import act_of
from clawback.server.casework.models import StatementRequest
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.statements.answering import Answer as Answered
from clawback.server.casework.statements.answering import answer_statement, refuse_statement
from clawback.server.casework.subjects import of_statement_request
from clawback.server.clocks.models import Clock
from clawback.server.people.acting import Act

__all__ = ["router"]

router = Router(tags=["statement requests"])

State = Literal["drafted", "approved", "sent", "answered", "refused", "lapsed"]


class CameOut(Answer):
    """The credit that brought a part of the claim to the account."""

    amount: Money
    settled_at: str
    debtor: AccountOut


class StatementRequestOut(Answer):
    """A request for what `account` did from that credit on. `answer_by` is when it lapses; `answers` counts those there
    are: a newer one replaces the older for the same time."""

    number: int
    state: State
    account: AccountOut
    claim: int
    credit: CameOut
    currency: str
    begins_at: str
    basis: str = Field(examples=["demo/statement"])
    sent_at: str | None
    answer_by: str | None
    answers: int
    refusal: str | None


class StatementRequestPage(Answer):
    """Newest first; `next` is the cursor of the next page."""

    items: list[StatementRequestOut]
    next: int | None


class Answering(Shape):
    """The account's entries, complete from `begins_at` (the request's, where nothing is said) to `ends_at`.

    `text` is a CSV or a camt.053. Of kind `entries` it has all of them, and both balances are said: just before the
    credit, and at the end (a camt.053 says them itself). Of kind `parts` each row is what left with the claim.
    """

    kind: Literal["entries", "parts"] = "entries"
    begins_at: Moment | None = None
    ends_at: Moment
    opening: Money | None = None
    closing: Money | None = None
    file: str = Field(default="answer.csv", min_length=1, max_length=100)
    text: str = Field(max_length=1_000_000)


@reads(router, "/statement-requests", "statements:read", StatementRequestPage)
def statement_requests(
    request: HttpRequest, state: State | None = None, cursor: Cursor = None, limit: Limit = 50
) -> StatementRequestPage:
    """List statement requests: for an agent those that were sent to it, for a centre its own."""
    act = act_of(request)
    found = _known(act)
    rows, following = page(
        act, found.filter(state=state) if state else found, of_statement_request, cursor, limit
    )
    return StatementRequestPage(items=[_out(row) for row in rows], next=following)


@reads(router, "/statement-requests/{number}", "statements:read", StatementRequestOut)
def statement_request(request: HttpRequest, number: Number) -> StatementRequestOut:
    """Read one statement request."""
    act = act_of(request)
    return _out(visible(act, _known(act), number, of_statement_request))


@writes(router, "/statement-requests/{number}/answer", "statements:answer", StatementRequestOut)
def answer(request: HttpRequest, number: Number, body: Answering) -> StatementRequestOut:
    """Answer with a statement, or answer anew: opening plus entries is closing, or it is refused with the rows."""
    act = act_of(request)
    asked = visible(act, _known(act), number, of_statement_request)
    answer_statement(
        act,
        number,
        Answered(
            kind=body.kind,
            begins_at=moment(body.begins_at) if body.begins_at else asked.begins_at,
            ends_at=moment(body.ends_at),
            file=body.file,
            data=body.text.encode(),
            opening=_units(body.opening, asked, "opening"),
            closing=_units(body.closing, asked, "closing"),
        ),
    )
    return _out(_known(act).get(pk=number))


def _units(said: Money | None, asked: StatementRequest, field: str) -> int | None:
    if said is not None and said.currency != asked.currency:
        raise FactsWrong(f"the request is in {asked.currency}", field=field)
    return None if said is None else in_units(said).units


@writes(router, "/statement-requests/{number}/refuse", "statements:answer", StatementRequestOut)
def statement_refuse(request: HttpRequest, number: Number, body: Refusing) -> StatementRequestOut:
    """Refuse a statement request, with a reason."""
    act = act_of(request)
    visible(act, _known(act), number, of_statement_request)
    refuse_statement(act, number, body.reason, body.words)
    return _out(_known(act).get(pk=number))


def _known(act: Act) -> QuerySet[StatementRequest]:
    """Those of the caller's organisation: a draft is nothing to the agent that it may be sent to."""
    ours = Q(case__organisation=act.by.organisation) | Q(agent=act.by.organisation, sent_at__isnull=False)
    found = StatementRequest.objects.filter(ours).select_related("account", "case", "credit_from")
    return found.annotate(answer_count=Count("answers"))


def _out(asked: StatementRequest) -> StatementRequestOut:
    clock = Clock.objects.filter(
        kind="statement request", subject=asked.pk, verb="lapse", done_at=None
    ).first()
    return StatementRequestOut(
        number=asked.pk,
        state=cast("State", asked.state),
        account=AccountOut(agent=asked.account.agent_code, number=asked.account.number),
        claim=asked.claim_id,
        credit=CameOut(
            amount=money(asked.credit_amount, asked.currency),
            settled_at=asked.begins_at.isoformat(),
            debtor=AccountOut(agent=asked.credit_from.agent_code, number=asked.credit_from.number),
        ),
        currency=asked.currency,
        begins_at=asked.begins_at.isoformat(),
        basis=f"{asked.jurisdiction}/{asked.basis}",
        sent_at=asked.sent_at.isoformat() if asked.sent_at else None,
        answer_by=clock.due_at.isoformat() if clock else None,
        answers=asked.answer_count,  # type: ignore[attr-defined]
        refusal=asked.refusal or None,
    )
