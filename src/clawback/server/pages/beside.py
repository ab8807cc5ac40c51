"""What else of a case there is about one account: each a link where the reader may see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet, prefetch_related_objects

from clawback.server.casework.kept_sql import records_by
from clawback.server.casework.models import Hold, HoldRequest, Plan, Recall, StatementRequest
from clawback.server.casework.returns.subjects import of_plan, of_recall
from clawback.server.casework.subjects import of_hold, of_request, of_statement_request
from clawback.server.pages.addresses import address_of
from clawback.server.pages.looking import can
from clawback.server.people.acting import Act

__all__ = ["Beside", "beside"]

_CASE, _ACCOUNT = -1, -2


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """A record: its kind, number and state, and the path of its page."""

    kind: str
    number: int
    state: str
    path: str


def beside(act: Act, case: int, account: int, but: tuple[str, int]) -> list[Beside]:
    """All but the one that is looked at, by kind and number."""
    return [
        Beside(kind=kind, number=number, state=state, path=address_of(kind, number))
        for kind, number, state, seen in _records(act, case, account)
        if seen and (kind, number) != but
    ]


def _records(act: Act, case: int, account: int) -> Iterator[tuple[str, int, str, bool]]:
    """(kind, number, state, whether the reader may see it)"""
    values = {_CASE: case, _ACCOUNT: account}
    for asked in records_by("requests beside", _requests, values):
        yield "hold request", asked.pk, asked.state, can(act, "see", of_request(asked))
    holds = records_by("holds beside", _holds, values)
    prefetch_related_objects(holds, "reductions")
    for hold in holds:
        yield "hold", hold.pk, hold.state, can(act, "see", of_hold(hold))
    for each in records_by("statements beside", _statements, values):
        yield "statement request", each.pk, each.state, can(act, "see", of_statement_request(each))
    for plan in records_by("plans beside", _plans, values):
        yield "plan", plan.pk, plan.state, can(act, "see", of_plan(plan))
    for recall in records_by("recalls beside", _recalls, values):
        yield "recall", recall.pk, recall.state, can(act, "see", of_recall(recall))


def _requests() -> QuerySet[HoldRequest]:
    return HoldRequest.objects.filter(case=_CASE, account=_ACCOUNT).select_related("case").order_by("pk")


def _holds() -> QuerySet[Hold]:
    found = Hold.objects.filter(request__case=_CASE, request__account=_ACCOUNT)
    return found.select_related("request__case").order_by("pk")


def _statements() -> QuerySet[StatementRequest]:
    return StatementRequest.objects.filter(case=_CASE, account=_ACCOUNT).select_related("case").order_by("pk")


def _plans() -> QuerySet[Plan]:
    found = Plan.objects.filter(case=_CASE, lines__part__hold__request__account=_ACCOUNT)
    return found.select_related("case").distinct().order_by("pk")


def _recalls() -> QuerySet[Recall]:
    found = Recall.objects.filter(claim__report__case=_CASE, claim__creditor_account=_ACCOUNT)
    return found.select_related("claim__report", "claim__debtor_account").order_by("pk")
