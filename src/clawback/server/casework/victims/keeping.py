"""Until when a report is kept, and why: the profile's period after its end, and never past an open hold or return."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from clawback.law import Calendar, Period, end_of
from clawback.law.words import UNKNOWN
from clawback.server.casework.federation.asking import SUBJECT as QUESTION
from clawback.server.casework.known import may_be_known
from clawback.server.casework.law import profile_of
from clawback.server.casework.models import (
    PEER_HOLD_OPEN,
    Claim,
    Hold,
    PeerHold,
    PlanLine,
    QuestionClaim,
    Report,
)
from clawback.server.casework.states.plan import UNSENT
from clawback.server.casework.telling import tell
from clawback.server.casework.victims.money import claims_told
from clawback.server.clocks.models import Clock
from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act

__all__ = ["KIND", "Kept", "days_of_law", "erased_on", "keep_until_erased", "kept_for"]

KIND: Final = "report"
_AGAIN: Final = timedelta(days=1)
_SOON: Final = timedelta(minutes=5)
_WORKED_ON: Final = ("received", "confirmed", "in case")
_LIVE: Final = ("reported", "confirmed")


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """Why a report is not erased now: `worked on`, `hold` or `return`; `until` is when that is looked at again.

    `known` is False where neither reason nor day may be shown: a hold of which nobody is told yet.
    """

    why: str
    until: datetime
    known: bool = True


def kept_for(report: Report, at: datetime) -> Kept | None:
    """What keeps the report, None where nothing does."""
    return next((kept for source in _SOURCES if (kept := source(report, at)) is not None), None)


def _worked_on(report: Report, at: datetime) -> Kept | None:
    """Itself, or what it told in the report that it was joined to."""
    closed = report.case is not None and report.case.closed_at is not None
    open_ = report.state in _WORKED_ON and not closed
    moved = report.claims_moved.filter(state__in=_LIVE, report__case__closed_at=None)
    return Kept(why="worked on", until=at + _AGAIN) if open_ or moved.exists() else None


def _held(report: Report, at: datetime) -> Kept | None:
    rows = Hold.objects.filter(parts__claim__in=_claims(report), parts__in_force__gt=0).select_related(
        "request"
    )
    holds = list(rows.distinct())
    if not holds:
        return None
    until = max(at + _AGAIN, *(hold.until for hold in holds))
    return Kept(why="hold", until=until, known=all(may_be_known(hold, at) for hold in holds))


def _claims(report: Report) -> QuerySet[Claim]:
    """Its own, and those in which what it told is worked on since it was joined to another."""
    return Claim.objects.filter(
        Q(report=report) | Q(told_in=report) | Q(same_claims__report=report) | Q(same_claims__told_in=report)
    )


def _held_by_peers(report: Report, at: datetime) -> Kept | None:
    """Provisional holds; their holders are told by their institutions, so that nobody here is told of them."""
    rows = PeerHold.objects.filter(parts__claim__in=_claims(report), parts__amount__gt=0)
    ends = rows.filter(state__in=PEER_HOLD_OPEN).values_list("until", flat=True)
    return Kept(why="hold", until=max(at + _AGAIN, *ends), known=False) if ends else None


def _not_told_over(report: Report, at: datetime) -> Kept | None:
    """Peers are told first that its claims are over, by the names that die with it; unless our node does not run."""
    told = QuestionClaim.objects.filter(claim__in=claims_told(report), asked_at__isnull=False, over_at=None)
    questions = told.filter(question__seat__fault="").values("question")
    waits = Clock.objects.filter(kind=QUESTION, verb="tell over", subject__in=questions, done_at=None)
    return Kept(why="hold", until=at + _SOON, known=False) if waits.exists() else None


def _returning(report: Report, at: datetime) -> Kept | None:
    """Money is on its way back, or promised."""
    live = PlanLine.objects.filter(claim__in=_claims(report), state__in=(*UNSENT, "sent"))
    return Kept(why="return", until=at + _AGAIN) if live.exists() else None


_SOURCES: Final[tuple[Callable[[Report, datetime], Kept | None], ...]] = (
    _worked_on,
    _held,
    _held_by_peers,
    _not_told_over,
    _returning,
)


def keep_until_erased(act: Act, report: Report) -> None:
    """Sets the clock that erases a report which is over, within the decision that ended it, and tells the reporter.

    At once where they asked for it; else after the profile's `identities`; never by itself where that is unknown.
    """
    period = profile_of(report.organisation.jurisdiction).house.identities
    if report.erasure_asked_at is not None:
        due = act.at
    elif isinstance(period, Period):
        due = end_of(act.at, period, days_of_law(report.organisation.jurisdiction))
    else:
        return
    set_clock(KIND, report.pk, "erase", at=act.at, due_at=due)
    tell(report, "to-be-erased", act.at)


def erased_on(report: Report) -> datetime | None:
    """When the clock erases it; None while none is set."""
    clock = Clock.objects.filter(kind=KIND, subject=report.pk, verb="erase", done_at=None).first()
    return clock.due_at if clock else None


def days_of_law(jurisdiction: str) -> Calendar:
    """How the days are counted for which that law keeps people's identities."""
    profile = profile_of(jurisdiction)
    zone = "UTC" if profile.zone == UNKNOWN else profile.zone
    return Calendar(unit="days", country=profile.country, zone=zone, ends="same-time")
