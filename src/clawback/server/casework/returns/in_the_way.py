"""What is still in the way of a case's end: each thing with the one step that clears it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from django.db.models import Model, QuerySet

from clawback.server.casework.models import (
    Case,
    Hold,
    HoldRequest,
    Objection,
    PeerHold,
    Proposal,
    Recall,
    StatementRequest,
)
from clawback.server.casework.states.hold_request import OPEN
from clawback.server.casework.states.recall import OPEN_RECALLS
from clawback.server.casework.states.statement_request import STATEMENT_OPEN

__all__ = ["InTheWay", "in_the_way"]

Record = TypeVar("Record", bound=Model)


@dataclass(frozen=True, kw_only=True, slots=True)
class InTheWay:
    """`kind` `number` is open: `what` says how, `name` and `about` which. `dismiss`: a member may dismiss it here."""

    kind: str
    number: int
    what: str
    name: str
    about: str
    amount: int | None = None
    currency: str = ""
    dismiss: bool = False


_PROPOSED: Final = {
    "hold": "a hold is proposed",
    "statement": "a statement is proposed",
    "find-agent": "nobody knows who keeps an account",
}


def in_the_way(case: Case) -> list[InTheWay]:
    """Holds, requests, plans, recalls, statement requests, objections and proposals; none where the case may end."""
    return [
        *_holds(case),
        *_provisional(case),
        *_requests(case),
        *_plans(case),
        *_recalls(case),
        *_statements(case),
        *_objections(case),
        *_proposals(case),
    ]


def _holds(case: Case) -> Iterator[InTheWay]:
    for hold in _of(Hold.objects.filter(request__case=case, state="placed"), "request__account"):
        yield InTheWay(
            kind="hold",
            number=hold.pk,
            what="a hold is in force",
            name=str(hold),
            about=str(hold.request.account),
            amount=hold.in_force,
            currency=hold.request.currency,
        )


def _provisional(case: Case) -> Iterator[InTheWay]:
    found = PeerHold.objects.filter(question__case=case, state__in=["placed", "confirmed"])
    for hold in _of(found, "question"):
        yield InTheWay(
            kind="peer hold",
            number=hold.pk,
            what="a provisional hold is in force",
            name=str(hold),
            about=hold.agent,
            amount=hold.amount,
            currency=hold.currency,
        )


def _requests(case: Case) -> Iterator[InTheWay]:
    for request in _of(HoldRequest.objects.filter(case=case, state__in=OPEN), "account"):
        yield InTheWay(
            kind="hold request",
            number=request.pk,
            what="a request is drafted" if request.state == "drafted" else "a request is open",
            name=str(request),
            about=str(request.account),
            amount=request.amount,
            currency=request.currency,
            dismiss=request.state == "drafted",
        )


def _plans(case: Case) -> Iterator[InTheWay]:
    for plan in case.plans.exclude(state__in=["paid", "withdrawn"]).order_by("pk"):
        yield InTheWay(kind="plan", number=plan.pk, what="a plan is not paid", name=str(plan), about="")


def _recalls(case: Case) -> Iterator[InTheWay]:
    found = Recall.objects.filter(claim__report__case=case, state__in=OPEN_RECALLS)
    for recall in _of(found, "claim__creditor_account"):
        yield InTheWay(
            kind="recall",
            number=recall.pk,
            what="a recall is open",
            name=str(recall),
            about=str(recall.claim.creditor_account),
            amount=recall.amount,
            currency=recall.claim.currency,
        )


def _statements(case: Case) -> Iterator[InTheWay]:
    for request in _of(StatementRequest.objects.filter(case=case, state__in=STATEMENT_OPEN), "account"):
        yield InTheWay(
            kind="statement request",
            number=request.pk,
            what="a statement is drafted" if request.state == "drafted" else "a statement is asked for",
            name=str(request),
            about=str(request.account),
            dismiss=request.state == "drafted",
        )


def _objections(case: Case) -> Iterator[InTheWay]:
    found = Objection.objects.filter(notice__hold__request__case=case, state="made")
    for objection in _of(found, "notice__hold__request__account"):
        yield InTheWay(
            kind="objection",
            number=objection.pk,
            what="an objection is not decided",
            name=str(objection),
            about=str(objection.notice.hold.request.account),
        )


def _proposals(case: Case) -> Iterator[InTheWay]:
    for row in _of(Proposal.objects.filter(case=case), "account"):
        yield InTheWay(
            kind="proposal",
            number=row.pk,
            what=_PROPOSED[row.kind],
            name="",
            about=str(row.account),
            amount=row.amount,
            currency=row.currency,
            dismiss=True,
        )


def _of(found: QuerySet[Record], beside: str) -> list[Record]:
    return list(found.select_related(beside).order_by("pk"))
