"""How fast first holds come: from a case's first report to its first hold, today against the month before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from django.db import connection

from clawback.server.people.facts import MemberFacts

__all__ = ["STEPS", "Speeds", "speeds_for"]

_MOST: Final = 5_000
STEPS: Final = (15, 30, 60, 120, 240, 480, 1440)
"""Minutes that part the columns of the picture: under the first, ..., over the last."""

_FIRST_HOLDS = """
select f.placed_at, f.placed_at - (select min(r.reported_at) from casework_report r where r.case_id = f.case_id)
from casework_firsthold f
where f.organisation_id = %s and f.placed_at > %s and f.placed_at <= %s
order by f.placed_at desc limit %s
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Speeds:
    """`today` is the median of the last 24 hours, `month` that of the 30 days before, None where there was no first
    hold. `today_counts` and `month_counts` are how many took so long, by STEPS."""

    today: timedelta | None
    month: timedelta | None
    today_counts: tuple[int, ...]
    month_counts: tuple[int, ...]


def speeds_for(member: MemberFacts, at: datetime) -> Speeds:
    """Of the cases of the member's organisation; at most the last 5,000 first holds."""
    day = at - timedelta(hours=24)
    with connection.cursor() as database:
        database.execute(_FIRST_HOLDS, [member.organisation, day - timedelta(days=30), at, _MOST])
        found = [(placed, took) for placed, took in database.fetchall() if took is not None]
    today = [took for placed, took in found if placed > day]
    month = [took for placed, took in found if placed <= day]
    return Speeds(
        today=median(today) if today else None,
        month=median(month) if month else None,
        today_counts=_counted(today),
        month_counts=_counted(month),
    )


def _counted(times: list[timedelta]) -> tuple[int, ...]:
    counts = [0] * (len(STEPS) + 1)
    for took in times:
        counts[sum(took >= timedelta(minutes=step) for step in STEPS)] += 1
    return tuple(counts)
