"""Which accounts get a bar of their own; the small ones of a lane share one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from clawback.drawing.following import HELD, ORIGIN, AccountKey, Move, Place

__all__ = ["Bar", "Gathering", "gather"]

_FEW = 24
_OWN_BARS = 16
_OWN_ORIGINS = 8
_STANDING_COUNTS = 3
_LANES = 14


class Bar(NamedTuple):
    """What is drawn as one bar: an account in one form, or (account None) the small ones of a lane."""

    lane: int
    form: str
    account: AccountKey | None


@dataclass(frozen=True, slots=True)
class Gathering:
    """`lanes` are the agents from top to bottom, the last one None where the smallest agents share it;
    `other_agents` counts those. `bars` maps every place to its bar, `accounts` every bar to its accounts."""

    lanes: Sequence[str | None]
    other_agents: int
    bars: Mapping[Place, Bar]
    accounts: Mapping[Bar, Sequence[AccountKey]]


def gather(moves: Sequence[Move]) -> Gathering:
    """The bars of a picture; an account never shares a bar with nobody."""
    weights = _weights(moves)
    lanes, lane_of = _lanes(weights)
    own = _largest(weights, True, _OWN_ORIGINS) | _largest(weights, False, _OWN_BARS)
    small: defaultdict[tuple[int, str], list[Place]] = defaultdict(list)
    for place in weights:
        if (place.account, place.form == ORIGIN) not in own:
            small[lane_of[place.account[0]], place.form].append(place)
    shared = {place for places in small.values() if len(places) > 1 for place in places}
    bars = {
        place: Bar(lane_of[place.account[0]], place.form, None if place in shared else place.account)
        for place in weights
    }
    accounts: defaultdict[Bar, list[AccountKey]] = defaultdict(list)
    for place, bar in bars.items():
        accounts[bar].append(place.account)
    others = sum(lanes[lane] is None for lane in lane_of.values())
    return Gathering(lanes, others, bars, accounts)


def _weights(moves: Sequence[Move]) -> dict[Place, int]:
    """How much each place matters: the most it held and, above all, what stands there; or all that began or ended.

    In order of first appearance.
    """
    peaks: dict[Place, int] = {}
    now: defaultdict[Place, int] = defaultdict(int)
    for move in moves:
        for place, units in ((move.source, -move.units), (move.target, move.units)):
            now[place] += units
            peaks[place] = max(peaks.get(place, 0), abs(now[place]) if place.form != HELD else now[place])
    return {
        place: peak + _STANDING_COUNTS * (now[place] if place.form == HELD else 0)
        for place, peak in peaks.items()
    }


def _largest(weights: Mapping[Place, int], origins: bool, count: int) -> set[tuple[AccountKey, bool]]:
    sums: defaultdict[AccountKey, int] = defaultdict(int)
    for place, weight in weights.items():
        if (place.form == ORIGIN) == origins:
            sums[place.account] += weight
    most = count if len(sums) > _FEW else _FEW
    largest = sorted(sums, key=lambda account: -sums[account])[:most]
    return {(account, origins) for account in largest}


def _lanes(weights: Mapping[Place, int]) -> tuple[list[str | None], dict[str, int]]:
    """The lanes, and the lane of each agent: in order of first appearance, the smallest agents last."""
    sums: defaultdict[str, int] = defaultdict(int)
    for place, weight in weights.items():
        sums[place.account[0]] += weight
    if len(sums) <= _LANES:
        return list(sums), {agent: lane for lane, agent in enumerate(sums)}
    largest = set(sorted(sums, key=lambda agent: -sums[agent])[: _LANES - 1])
    own = [agent for agent in sums if agent in largest]
    lane_of = {agent: lane for lane, agent in enumerate(own)}
    return [*own, None], {agent: lane_of.get(agent, _LANES - 1) for agent in sums}
