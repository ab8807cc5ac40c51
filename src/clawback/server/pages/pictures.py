"""Small pictures of pages as plain shapes, which a template draws: a case's bar, how long first holds took."""

from __future__ import annotations

from dataclasses import dataclass

from clawback.server.casework.case_money import CaseMoney
from clawback.server.casework.speeds import STEPS, Speeds

__all__ = ["Column", "Part", "money_bar", "speed_chart"]

_WIDE = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part of the bar: `name` is its class, `start` and `width` of 1000, `amount` minor units."""

    name: str
    start: int
    width: int
    amount: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """So many first holds took so long: heights of 100, `under` the minutes it stays under (None: over the last)."""

    place: int
    today: int
    month: int
    today_height: int
    month_height: int
    under: int | None
    label: str


def money_bar(money: CaseMoney) -> list[Part]:
    """What was lost, from the left: returned, held, traced and not held, not traced. The parts sum to the bar.

    Held money that is not lost (evidence lowered the loss since) makes the bar longer, never the parts wrong.
    """
    rest = max(0, money.traced - money.held - money.returned)
    amounts = [("returned", money.returned), ("held", money.held), ("traced", rest)]
    known = sum(amount for _, amount in amounts)
    amounts.append(("lost", max(0, money.lost - known)))
    whole = max(1, known + amounts[-1][1])
    parts, before = [], 0
    for name, amount in amounts:
        start, end = before * _WIDE // whole, (before + amount) * _WIDE // whole
        parts.append(Part(name=name, start=start, width=end - start, amount=amount))
        before += amount
    return parts


def speed_chart(speeds: Speeds) -> list[Column]:
    """A column for each step of time, its share of the day and of the month before in per cent."""
    day, month = max(1, sum(speeds.today_counts)), max(1, sum(speeds.month_counts))
    return [
        Column(
            place=place,
            today=today,
            month=before,
            today_height=100 * today // day,
            month_height=100 * before // month,
            under=STEPS[place] if place < len(STEPS) else None,
            label=_label(place),
        )
        for place, (today, before) in enumerate(zip(speeds.today_counts, speeds.month_counts, strict=True))
    ]


def _label(place: int) -> str:
    minutes = STEPS[min(place, len(STEPS) - 1)]
    sign = "<" if place < len(STEPS) else "≥"
    return f"{sign} {minutes // 60} h" if minutes >= 60 else f"{sign} {minutes} min"
