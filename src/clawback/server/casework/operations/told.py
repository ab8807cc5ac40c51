"""Whom people of ours told of any part of an operation: of single accounts, claims or reports, never of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from clawback.server.casework.models import (
    Claim,
    HoldRequest,
    Letter,
    LetterAbroad,
    Operation,
    PeerQuestion,
    Recall,
    Referral,
    StatementRequest,
)

__all__ = ["Told", "told_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """So many records of a kind were sent to an organisation, each by a person."""

    organisation: str
    kind: str
    count: int


def told_of(operation: Operation) -> list[Told]:
    """What was sent to others about its reports, and by whom it was asked: nothing else left the organisation.

    An agent sees the recall that it is asked for once it is drafted. A question is told to each peer that a step of
    its trace leads to.
    """
    members = operation.members.values("report")
    claims = set(Claim.objects.filter(report__in=members).values_list("pk", flat=True))
    holds = HoldRequest.objects.filter(parts__claim__in=claims, sent_at__isnull=False)
    statements = StatementRequest.objects.filter(claim__in=claims, sent_at__isnull=False)
    referred = Referral.objects.filter(report__in=members, sent_at__isnull=False)
    found = [
        *_counted("hold request", holds, "agent__name"),
        *_counted("statement request", statements, "agent__name"),
        *_counted("recall", Recall.objects.filter(claim__in=claims), "agent__name"),
        *_counted("referral", referred, "to__name"),
        *_of_peers(claims),
    ]
    return sorted(found, key=lambda each: (each.organisation, each.kind))


def _counted(kind: str, rows: QuerySet[Any], to: str) -> Iterator[Told]:
    for name, count in rows.order_by().values_list(to).annotate(Count("pk", distinct=True)):
        yield Told(organisation=name, kind=kind, count=count)


def _of_peers(claims: Collection[int]) -> Iterator[Told]:
    asked = PeerQuestion.objects.filter(claims__claim__in=claims, claims__asked_at__isnull=False)
    letters = Letter.objects.filter(incoming=False, about__in=asked.values("name"), done_at__isnull=False)
    for peer, count in letters.order_by().values_list("peer").annotate(Count("about", distinct=True)):
        yield Told(organisation=peer, kind="peer question", count=count)
    abroad = LetterAbroad.objects.filter(question__in=asked, sent_at__isnull=False)
    for authority, count in Counter(_authorities(abroad, claims)).items():
        yield Told(organisation=authority, kind="letter abroad", count=count)


def _authorities(letters: Iterable[LetterAbroad], claims: Collection[int]) -> Iterator[str]:
    """Of each letter that tells of one of the claims."""
    for each in letters:
        if any(int(claim) in claims for claim in each.parts):
            yield each.authority
