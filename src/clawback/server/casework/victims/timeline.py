"""What the status page says: states in plain words, and never that a hold exists before that may be known.

A hidden hold changes nothing here: the page of its report is that of a report without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from clawback.server.casework.known import may_be_known, request_may_be_known
from clawback.server.casework.models import Hold, HoldRequest, Report
from clawback.server.record.models import EntryRow

__all__ = ["Step", "timeline_of"]

_LIVE: Final = ("reported", "confirmed")


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Something that happened to the report, by a word of the page's own (`shown.words`), and when."""

    word: str
    at: datetime


def timeline_of(report: Report, at: datetime) -> list[Step]:
    """The steps so far, oldest first; each word once, by its first time."""
    found: dict[str, Step] = {}
    for step in sorted(
        (step for source in _SOURCES for step in source(report, at)), key=lambda step: step.at
    ):
        found.setdefault(step.word, step)
    return list(found.values())


def _report(report: Report, at: datetime) -> Iterator[Step]:
    """The report's own states; their times stand in the journal."""
    yield Step(word="report received", at=report.reported_at)
    entries = EntryRow.objects.filter(subject=f"report/{report.pk}", verb__in=_WORDS).order_by("index")
    for verb, time in entries.values_list("verb", "time"):
        yield Step(word=_WORDS[verb], at=time)
    opened = EntryRow.objects.filter(subject=f"case/{report.case_id}", verb="open").first()
    if report.case_id is not None and opened is not None:
        yield Step(word="report worked on", at=opened.time)


_WORDS: Final = {
    "confirm": "report confirmed",
    "reject": "report rejected",
    "join": "report joined",
    "refer": "report referred",
    "ask_to_withdraw": "withdrawal asked",
    "withdraw": "report withdrawn",
    "erase": "report erased",
}


def _requests(report: Report, at: datetime) -> Iterator[Step]:
    rows = HoldRequest.objects.filter(parts__claim__in=_claims(report), sent_at__isnull=False).distinct()
    for request in rows:
        if request.sent_at is not None and request_may_be_known(request, at):
            yield Step(word="money asked for", at=request.sent_at)


def _holds(report: Report, at: datetime) -> Iterator[Step]:
    rows = Hold.objects.filter(parts__claim__in=_claims(report)).select_related("request").distinct()
    for hold in rows:
        if may_be_known(hold, at):
            yield Step(word="money held", at=hold.placed_at)
            for reduction in hold.reductions.filter(ending="paid over"):
                yield Step(word="money paid", at=reduction.decided_at)


def _claims(report: Report) -> list[int]:
    """Of a report that was joined to another, that one's: there its transfers are worked on."""
    told = report.duplicate_of or report
    return list(told.claims.filter(state__in=_LIVE).values_list("pk", flat=True))


_SOURCES: Final[tuple[Callable[[Report, datetime], Iterator[Step]], ...]] = (_report, _requests, _holds)
