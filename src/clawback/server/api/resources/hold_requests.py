"""Hold requests: an agent lists those that were sent to it, and places or refuses; a centre reads its own."""

from __future__ import annotations

from typing import Literal, cast

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from clawback.law.words import Refusal as Reason
from clawback.server.api.operations import reads, writes
from clawback.server.api.paging import Cursor, Limit, page, visible
from clawback.server.api.resources.holds import HoldOut, hold_out
from clawback.server.api.shapes import Answer, Money, Number, Shape, in_units, money
from clawback.server.api.signing_in import act_of
from clawback.server.casework.answering import place_hold, refuse_request
from clawback.server.casework.models import HoldRequest, HoldRequestPart
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.subjects import of_request
from clawback.server.clocks.models import Clock
from clawback.server.people.acting import Act

__all__ = ["router"]

router = Router(tags=["hold requests"])

State = Literal["drafted", "approved", "sent", "answered", "refused", "lapsed"]


class AccountOut(Answer):
    """An account: the agent that keeps it, by its code, and its number."""

    agent: str
    number: str


class CreditOut(Answer):
    """The credit to find in the account, where the claim's own transfer came to it."""

    amount: Money
    settled_at: str
    debtor: AccountOut
    uetr: str
    end_to_end_id: str


class PartOut(Answer):
    """So much of the request is for this claim."""

    claim: int
    amount: Money
    credit: CreditOut | None


class HoldRequestOut(Answer):
    """A request to hold `amount` on `account`, for claims, under a legal basis. `answer_by` is when it lapses."""

    number: int
    state: State
    account: AccountOut
    amount: Money
    basis: str = Field(examples=["demo/hold"])
    emergency: bool
    sent_at: str | None
    answer_by: str | None
    parts: list[PartOut]
    refusal: str | None
    hold: int | None


class HoldRequestPage(Answer):
    """Newest first; `next` is the cursor of the next page."""

    items: list[HoldRequestOut]
    next: int | None


class Placing(Shape):
    """How much is held, after taking off what is protected, and how much that was."""

    amount: Money
    protected: Money | None = None


class Refusing(Shape):
    """Why nothing is held; `other` needs words."""

    reason: Reason
    words: str = Field(default="", max_length=500)


@reads(router, "/hold-requests", "hold-requests:read", HoldRequestPage)
def hold_requests(
    request: HttpRequest, state: State | None = None, cursor: Cursor = None, limit: Limit = 50
) -> HoldRequestPage:
    """List hold requests: for an agent those that were sent to it, for a centre its own."""
    act = act_of(request)
    found = _known(act)
    rows, following = page(act, found.filter(state=state) if state else found, of_request, cursor, limit)
    return HoldRequestPage(items=[_out(row) for row in rows], next=following)


@reads(router, "/hold-requests/{number}", "hold-requests:read", HoldRequestOut)
def hold_request(request: HttpRequest, number: Number) -> HoldRequestOut:
    """Read one hold request."""
    act = act_of(request)
    return _out(visible(act, _known(act), number, of_request))


@writes(router, "/hold-requests/{number}/place", "hold-requests:answer", HoldOut, 201)
def place(request: HttpRequest, number: Number, body: Placing) -> HoldOut:
    """Place a hold: the credit was found, and so much is held from now on."""
    act = act_of(request)
    found = visible(act, _known(act), number, of_request)
    amount, protected = _units(body.amount, found), _units(body.protected, found) if body.protected else 0
    return hold_out(place_hold(act, number, amount, protected))


def _units(said: Money, asked: HoldRequest) -> int:
    if said.currency != asked.currency:
        raise FactsWrong(f"the request is in {asked.currency}", field="amount")
    return in_units(said).units


@writes(router, "/hold-requests/{number}/refuse", "hold-requests:answer", HoldRequestOut)
def refuse(request: HttpRequest, number: Number, body: Refusing) -> HoldRequestOut:
    """Refuse a hold request, with a reason: nothing is held."""
    act = act_of(request)
    visible(act, _known(act), number, of_request)
    return _out(refuse_request(act, number, body.reason, body.words))


def _known(act: Act) -> QuerySet[HoldRequest]:
    """Those of the caller's organisation: a draft is nothing to the agent that it may be sent to."""
    ours = Q(case__organisation=act.by.organisation) | Q(agent=act.by.organisation, sent_at__isnull=False)
    return HoldRequest.objects.filter(ours).select_related("account", "case", "hold")


def _out(request: HoldRequest) -> HoldRequestOut:
    clock = Clock.objects.filter(kind="hold request", subject=request.pk, verb="lapse", done_at=None).first()
    hold = getattr(request, "hold", None)
    return HoldRequestOut(
        number=request.pk,
        state=cast("State", request.state),
        account=AccountOut(agent=request.account.agent_code, number=request.account.number),
        amount=money(request.amount, request.currency),
        basis=f"{request.jurisdiction}/{request.basis}",
        emergency=request.emergency,
        sent_at=request.sent_at.isoformat() if request.sent_at else None,
        answer_by=clock.due_at.isoformat() if clock else None,
        parts=[_part(request, part) for part in _parts(request)],
        refusal=request.refusal or None,
        hold=hold.pk if hold else None,
    )


def _parts(request: HoldRequest) -> QuerySet[HoldRequestPart]:
    return request.parts.select_related("claim__debtor_account").order_by("claim")


def _part(request: HoldRequest, part: HoldRequestPart) -> PartOut:
    claim = part.claim
    credit = CreditOut(
        amount=money(claim.amount, claim.currency),
        settled_at=claim.settled_at.isoformat(),
        debtor=AccountOut(agent=claim.debtor_account.agent_code, number=claim.debtor_account.number),
        uetr=claim.uetr,
        end_to_end_id=claim.end_to_end_id,
    )
    here = claim.creditor_account_id == request.account_id
    return PartOut(
        claim=claim.pk, amount=money(part.amount, request.currency), credit=credit if here else None
    )
