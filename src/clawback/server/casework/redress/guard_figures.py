"""What a regulator sees, without people: how those who ask do, and which agents do not answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from clawback.server.casework.models import (
    BeyondBasis,
    Hold,
    HoldRequest,
    Recall,
    Reduction,
    StatementRequest,
)
from clawback.server.people.models import Organisation

__all__ = [
    "UNRETURNED_AFTER",
    "AskingFigures",
    "SilentAgent",
    "asking_figures",
    "beyond_basis",
    "silent_agents",
]

UNRETURNED_AFTER: Final = timedelta(days=90)


@dataclass(frozen=True, kw_only=True, slots=True)
class AskingFigures:
    """Counts of one organisation that asks: requests sent, those refused, of them as beyond the basis; holds placed,
    those let go on an objection, and those older than UNRETURNED_AFTER of which nothing was returned."""

    organisation: str
    requests: int
    refused: int
    beyond: int
    holds: int
    released_on_objection: int
    unreturned: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SilentAgent:
    """Counts of one agent: requests sent to it, those that lapsed unanswered, those that wait at each step; when the
    longest of them was sent, when one last lapsed; releases that it did not confirm in time."""

    agent: str
    requests: int
    unanswered: int
    reminded: int
    second_contact: int
    waits_since: datetime | None
    last_at: datetime | None
    unconfirmed: int


def asking_figures(at: datetime, organisation: int | None = None) -> list[AskingFigures]:
    """A row for each centre and police unit that sent a request, by name; of one alone where it is named."""
    found = Organisation.objects.filter(kind__in=["centre", "police"]).order_by("name")
    if organisation is not None:
        found = found.filter(pk=organisation)
    rows = [_asking(each, at) for each in found]
    return [row for row in rows if row.requests]


def _asking(organisation: Organisation, at: datetime) -> AskingFigures:
    requests = HoldRequest.objects.filter(case__organisation=organisation, sent_at__isnull=False)
    counts = requests.aggregate(
        all=Count("pk"),
        refused=Count("pk", filter=Q(state="refused")),
        beyond=Count("pk", filter=Q(beyond_basis__isnull=False)),
    )
    holds = Hold.objects.filter(request__case__organisation=organisation)
    upheld = holds.filter(notice__objections__state__in=["upheld", "partly upheld"])
    old = holds.filter(placed_at__lte=at - UNRETURNED_AFTER, paid_over=0)
    return AskingFigures(
        organisation=organisation.name,
        requests=counts["all"],
        refused=counts["refused"],
        beyond=counts["beyond"],
        holds=holds.count(),
        released_on_objection=upheld.distinct().count(),
        unreturned=old.count(),
    )


def silent_agents() -> list[SilentAgent]:
    """A row for each agent that let a time pass, of a hold, a statement or a recall: most unanswered first."""
    rows = _silent_rows()
    overdue = dict(
        Reduction.objects.filter(overdue_since__isnull=False, confirmed_at=None)
        .values_list("hold__request__agent")
        .annotate(Count("pk"))
    )
    found = [
        SilentAgent(
            agent=row["name"],
            requests=row["requests"],
            unanswered=row["unanswered"],
            reminded=row["reminded"],
            second_contact=row["second_contact"],
            waits_since=row["waits_since"],
            last_at=row["last_at"],
            unconfirmed=overdue.get(row["agent"], 0),
        )
        for row in rows.values()
    ]
    listed = [row for row in found if row.waits_since or row.unanswered or row.unconfirmed]
    return sorted(listed, key=lambda row: (-row.unanswered, -row.unconfirmed, row.agent))


def _silent_rows() -> dict[int, dict[str, Any]]:
    """Agent -> its counts and times, over all kinds of requests."""
    found: dict[int, dict[str, Any]] = {}
    for asked in (HoldRequest.objects, StatementRequest.objects, Recall.objects):
        for row in _counted(asked.all()):
            known = found.setdefault(row["agent"], row)
            if known is not row:
                for name, put in _TOGETHER.items():
                    values = [each[name] for each in (known, row) if each[name] is not None]
                    known[name] = put(values) if values else None
    return found


_TOGETHER: Final[dict[str, Callable[[list[Any]], Any]]] = {
    **dict.fromkeys(("requests", "unanswered", "reminded", "second_contact"), sum),
    "waits_since": min,
    "last_at": max,
}


def _counted(asked: QuerySet[Any]) -> Iterable[dict[str, Any]]:
    """A recall that its agent did not send yet waits since it was drafted."""
    waits = Q(state="sent") if asked.model is not Recall else Q(state__in=["drafted", "sent"])
    sent = Q(sent_at__isnull=False) if asked.model is not Recall else Q()
    rows: Iterable[dict[str, Any]] = (
        asked.filter(sent)
        .values("agent", name=F("agent__name"))
        .annotate(
            requests=Count("pk"),
            unanswered=Count("pk", filter=Q(silence_step="regulator")),
            reminded=Count("pk", filter=waits & Q(silence_step="reminded")),
            second_contact=Count("pk", filter=waits & Q(silence_step="second contact")),
            waits_since=Min(Coalesce("sent_at", "drafted_at"), filter=waits & ~Q(silence_step="none")),
            last_at=Max("silent_since", filter=Q(silence_step="regulator")),
        )
    )
    return rows


def beyond_basis(organisation: int | None = None, most: int = 50) -> list[BeyondBasis]:
    """What agents refused as beyond the basis, the newest first: request, who asked, which agent, which basis."""
    found = BeyondBasis.objects.select_related("request__agent", "request__case__organisation")
    if organisation is not None:
        found = found.filter(request__case__organisation=organisation)
    return list(found.order_by("-refused_at", "-pk")[:most])
