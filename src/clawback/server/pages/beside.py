"""What else of a case there is about one account: each a link where the reader may see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clawback.server.casework.models import Hold, HoldRequest, Plan, Recall, StatementRequest
from clawback.server.casework.returns.subjects import of_plan, of_recall
from clawback.server.casework.subjects import of_hold, of_request, of_statement_request
from clawback.server.pages.addresses import address_of
from clawback.server.pages.looking import can
from clawback.server.people.acting import Act

__all__ = ["Beside", "beside"]


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
    for asked in HoldRequest.objects.filter(case=case, account=account).select_related("case").order_by("pk"):
        yield "hold request", asked.pk, asked.state, can(act, "see", of_request(asked))
    holds = Hold.objects.filter(request__case=case, request__account=account).select_related("request__case")
    holds = holds.prefetch_related("reductions")
    for hold in holds.order_by("pk"):
        yield "hold", hold.pk, hold.state, can(act, "see", of_hold(hold))
    statements = StatementRequest.objects.filter(case=case, account=account).select_related("case")
    for each in statements.order_by("pk"):
        yield "statement request", each.pk, each.state, can(act, "see", of_statement_request(each))
    plans = Plan.objects.filter(case=case, lines__part__hold__request__account=account).select_related("case")
    for plan in plans.distinct().order_by("pk"):
        yield "plan", plan.pk, plan.state, can(act, "see", of_plan(plan))
    recalls = Recall.objects.filter(claim__report__case=case, claim__creditor_account=account)
    for recall in recalls.select_related("claim__report", "claim__debtor_account").order_by("pk"):
        yield "recall", recall.pk, recall.state, can(act, "see", of_recall(recall))
