"""What the status page says: states in plain words, and never that a hold exists before that may be known.

A hidden hold changes nothing here: the page of its report is that of a report without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from clawback.server.casework.known import may_be_known, request_may_be_known
from clawback.server.casework.models import Claim, Hold, HoldRequest, Report
from clawback.server.casework.victims.money import claims_worked, known_lines
from clawback.server.record.models import EntryRow
from clawback.server.walls import everything, one_report

__all__ = ["Step", "timeline_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Something that happened to the report, by a word of the page's own (`shown.words`), and when."""

    word: str
    at: datetime


def timeline_of(report: Report, at: datetime) -> list[Step]:
    """The steps so far, oldest first; each word once, by its first time."""
    steps = list(_report(report))
    joined = report.duplicate_of_id
    with everything():
        claims = claims_worked(report)
    with nullcontext() if joined is None else one_report(joined):
        # of a report that was joined to another, that one's: there its transfers are worked on
        worked = report.duplicate_of or report
        steps += [step for source in _SOURCES for step in source(claims, at)]
        steps += _end(worked)
    found: dict[str, Step] = {}
    for step in sorted(steps, key=lambda step: step.at):
        found.setdefault(step.word, step)
    return list(found.values())


def _report(report: Report) -> Iterator[Step]:
    """The report's own states; their times stand in the journal."""
    yield Step(word="report received", at=report.reported_at)
    entries = EntryRow.objects.filter(subject=f"report/{report.pk}", verb__in=_WORDS).order_by("index")
    for verb, time in entries.values_list("verb", "time"):
        yield Step(word=_WORDS[verb], at=time)


_WORDS: Final = {
    "confirm": "report confirmed",
    "open": "report worked on",
    "link": "report worked on",
    "reject": "report rejected",
    "join": "report joined",
    "refer": "report referred",
    "ask_to_withdraw": "withdrawal asked",
    "withdraw": "report withdrawn",
    "erase": "report erased",
}


def _requests(claims: Sequence[Claim], at: datetime) -> Iterator[Step]:
    rows = HoldRequest.objects.filter(parts__claim__in=claims, sent_at__isnull=False).distinct()
    for request in rows:
        if request.sent_at is not None and request_may_be_known(request, at):
            yield Step(word="money asked for", at=request.sent_at)


def _holds(claims: Sequence[Claim], at: datetime) -> Iterator[Step]:
    rows = Hold.objects.filter(parts__claim__in=claims).select_related("request").distinct()
    for hold in rows:
        if may_be_known(hold, at):
            yield Step(word="money held", at=hold.placed_at)


def _plans(claims: Sequence[Claim], at: datetime) -> Iterator[Step]:
    """The notice of a plan says that money is held: it comes after the notice of the hold."""
    with everything():
        lines = known_lines(claims, at)
    for line in lines:
        if line.plan.noticed_at is not None:
            yield Step(word="return planned", at=line.plan.noticed_at)
        if line.confirmed_at is not None:
            yield Step(word="money paid", at=line.confirmed_at)


def _end(report: Report) -> Iterator[Step]:
    if report.state == "in case" and report.case is not None and report.case.closed_at is not None:
        yield Step(word="report closed", at=report.case.closed_at)


_SOURCES: Final[tuple[Callable[[Sequence[Claim], datetime], Iterator[Step]], ...]] = (
    _requests,
    _holds,
    _plans,
)
