"""What is still in the way of a case's end: each thing with the one step that clears it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from django.db.models import Model, QuerySet

from clawback.server.casework.models import (
    PEER_HOLD_OPEN,
    Account,
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
        asked = hold.request
        yield _row("hold", hold, "a hold is in force", asked.account, (hold.in_force, asked.currency))


def _provisional(case: Case) -> Iterator[InTheWay]:
    found = PeerHold.objects.filter(question__case=case, state__in=PEER_HOLD_OPEN)
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
        drafted = request.state == "drafted"
        what, sum_ = "a request is drafted" if drafted else "a request is open", _sum(request)
        yield _row("hold request", request, what, request.account, sum_, dismiss=drafted)


def _plans(case: Case) -> Iterator[InTheWay]:
    for plan in case.plans.exclude(state__in=["paid", "withdrawn"]).order_by("pk"):
        yield _row("plan", plan, "a plan is not paid")


def _recalls(case: Case) -> Iterator[InTheWay]:
    found = Recall.objects.filter(claim__report__case=case, state__in=OPEN_RECALLS)
    for recall in _of(found, "claim__creditor_account"):
        claim = recall.claim
        yield _row(
            "recall", recall, "a recall is open", claim.creditor_account, (recall.amount, claim.currency)
        )


def _statements(case: Case) -> Iterator[InTheWay]:
    for request in _of(StatementRequest.objects.filter(case=case, state__in=STATEMENT_OPEN), "account"):
        drafted = request.state == "drafted"
        what = "a statement is drafted" if drafted else "a statement is asked for"
        yield _row("statement request", request, what, request.account, dismiss=drafted)


def _objections(case: Case) -> Iterator[InTheWay]:
    found = Objection.objects.filter(notice__hold__request__case=case, state="made")
    for objection in _of(found, "notice__hold__request__account"):
        account = objection.notice.hold.request.account
        yield _row("objection", objection, "an objection is not decided", account)


def _proposals(case: Case) -> Iterator[InTheWay]:
    for row in _of(Proposal.objects.filter(case=case), "account"):
        yield _row("proposal", row, _PROPOSED[row.kind], row.account, _sum(row), dismiss=True)


def _sum(record: HoldRequest | Proposal) -> tuple[int, str]:
    return record.amount, record.currency


def _row(
    kind: str,
    record: Model,
    what: str,
    account: Account | None = None,
    sum_: tuple[int | None, str] = (None, ""),
    *,
    dismiss: bool = False,
) -> InTheWay:
    return InTheWay(
        kind=kind,
        number=record.pk,
        what=what,
        name="" if isinstance(record, Proposal) else str(record),
        about="" if account is None else str(account),
        amount=sum_[0],
        currency=sum_[1],
        dismiss=dismiss,
    )


def _of(found: QuerySet[Record], beside: str) -> list[Record]:
    return list(found.select_related(beside).order_by("pk"))
