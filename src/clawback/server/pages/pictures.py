"""Small pictures of pages as plain shapes, which a template draws: bars of money, how long first holds took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clawback.server.casework.case_money import CaseMoney
from clawback.server.casework.figures import Figures
from clawback.server.casework.models import Hold
from clawback.server.casework.speeds import STEPS, Speeds

__all__ = ["Column", "Part", "figures_bar", "hold_bar", "money_bar", "speed_chart"]

_WIDE = 1000
_COLUMN = 38


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part of the bar: `name` is its class, `start` and `width` of 1000, `amount` minor units."""

    name: str
    start: int
    width: int
    amount: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """So many first holds took so long: heights of 100, `under` the minutes it stays under (None: over the last).
    `left` is where it begins, `edge` what its right edge is called (empty for the last)."""

    left: int
    today: int
    month: int
    today_height: int
    month_height: int
    under: int | None
    label: str
    edge: str


def money_bar(money: CaseMoney) -> list[Part]:
    """What was lost, from the left: returned, held, held by peers, traced and not held, not traced: all of the bar.

    Held money that is not lost (evidence lowered the loss since) makes the bar longer, never the parts wrong.
    """
    rest = max(0, money.traced - money.held - money.by_peers - money.returned)
    known = [("returned", money.returned), ("held", money.held), *_by_peers(money), ("traced", rest)]
    return _bar(known, money.lost)


def figures_bar(row: Figures) -> list[Part]:
    """What all lost, from the left: returned, held, held by peers, the rest; nothing for an agent, which knows no
    loss."""
    if row.lost is None:
        return []
    return _bar([("returned", row.returned), ("held", row.held), *_by_peers(row)], row.lost)


def _by_peers(money: CaseMoney | Figures) -> list[tuple[str, int]]:
    return [("by-peers", money.by_peers)] if money.by_peers else []


def hold_bar(hold: Hold) -> list[Part]:
    """What was asked for, from the left: paid over, in force, let go, never placed."""
    gone = hold.released + hold.expired
    parts = [("returned", hold.paid_over), ("held", hold.in_force), ("traced", gone)]
    return _bar(parts, hold.request.amount)


def _bar(amounts: Sequence[tuple[str, int]], most: int) -> list[Part]:
    """The amounts one after the other, and what lacks of `most` as `lost`."""
    known = sum(amount for _, amount in amounts)
    every = [*amounts, ("lost", max(0, most - known))]
    whole = max(1, sum(amount for _, amount in every))
    parts, before = [], 0
    for name, amount in every:
        start, end = before * _WIDE // whole, (before + amount) * _WIDE // whole
        parts.append(Part(name=name, start=start, width=end - start, amount=amount))
        before += amount
    return parts


def speed_chart(speeds: Speeds) -> list[Column]:
    """A column for each step of time, its share of the day and of the month before in per cent."""
    day, month = max(1, sum(speeds.today_counts)), max(1, sum(speeds.month_counts))
    return [
        Column(
            left=place * _COLUMN,
            today=today,
            month=before,
            today_height=100 * today // day,
            month_height=100 * before // month,
            under=STEPS[place] if place < len(STEPS) else None,
            label=f"{'<' if place < len(STEPS) else '≥'} {_time(place)}",
            edge=_edge(place),
        )
        for place, (today, before) in enumerate(zip(speeds.today_counts, speeds.month_counts, strict=True))
    ]


def _edge(place: int) -> str:
    """Short, for there is little room: ¼ h, ½ h, 1 h."""
    if place == len(STEPS):
        return ""
    minutes = STEPS[place]
    return {15: "¼ h", 30: "½ h"}.get(minutes, f"{minutes // 60} h")


def _time(place: int) -> str:
    minutes = STEPS[min(place, len(STEPS) - 1)]
    return f"{minutes // 60} h" if minutes >= 60 else f"{minutes} min"
