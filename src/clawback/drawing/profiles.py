"""The course of every bar, and where every stream leaves one and reaches the next."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clawback.drawing.following import HELD, ORIGIN
from clawback.drawing.gathering import Bar
from clawback.drawing.scale import TimeScale
from clawback.drawing.stacks import Band, Measure
from clawback.drawing.streams import Stream

__all__ = ["STUB", "Ending", "Profile", "profiles_of", "runs_of", "wished_run"]

STUB = 14.0
_SHORTEST, _LONGEST = 10.0, 54.0
# Of the time between an arrival and the next departure, the bar itself shows at least the rest.
_SHARE_OF_WAIT = 0.6


@dataclass(frozen=True, slots=True)
class Ending:
    """One end of a stream: its place in time, and one band per shade below the bar's upper edge."""

    x: float
    bands: Sequence[Band]


@dataclass(frozen=True, slots=True)
class Profile:
    """`states` are (from this x on, amounts per shade), in order of x; the last state holds until `end`."""

    states: Sequence[tuple[float, tuple[int, ...]]]
    end: float
    height: float

    @property
    def start(self) -> float:
        return self.states[0][0]


def wished_run(height: float) -> float:
    """How far a ribbon of that height should run from bar to bar, so as to turn without pinching."""
    return min(max(height + 8.0, _SHORTEST), _LONGEST)


def runs_of(streams: Sequence[Stream], scale: TimeScale, measure: Measure) -> list[float]:
    """How far each stream's ribbon runs; it arrives before its money leaves again, and before the end."""
    departures: defaultdict[Bar, list[int]] = defaultdict(list)
    for stream in streams:
        departures[stream.source].append(stream.step)
    runs: list[float] = []
    for stream in streams:
        x = scale.xs[stream.step]
        run = min(wished_run(measure.height(sum(stream.units))), scale.xs[-1] - x)
        later = departures[stream.target]
        following = bisect_right(later, stream.step)
        if following < len(later) and stream.target.account is not None:
            run = min(run, _SHARE_OF_WAIT * (scale.xs[later[following]] - x))
        runs.append(run)
    return runs


def profiles_of(
    streams: Sequence[Stream], scale: TimeScale, measure: Measure
) -> tuple[Mapping[Bar, Profile], list[tuple[Ending, Ending]]]:
    """Every bar's profile, and both ends of every stream."""
    runs = runs_of(streams, scale, measure)
    touches: defaultdict[Bar, list[tuple[float, int, int]]] = defaultdict(list)
    for i, stream in enumerate(streams):
        x = scale.xs[stream.step]
        late = 0.0 if _shared(stream.target) else runs[i]
        touches[stream.source].append((x, i, -1))
        touches[stream.target].append((x + late, i, 1))
    profiles: dict[Bar, Profile] = {}
    leaving: dict[int, Ending] = {}
    reaching: dict[int, Ending] = {}
    for bar, events in touches.items():
        course = _origin if bar.form == ORIGIN else _course
        profiles[bar] = course(bar, sorted(events), streams, scale, measure, leaving, reaching)
    for i, stream in enumerate(streams):
        reaching[i] = Ending(scale.xs[stream.step] + runs[i], reaching[i].bands)
    return profiles, [(leaving[i], reaching[i]) for i in range(len(streams))]


def _shared(bar: Bar) -> bool:
    return bar.account is None and bar.form == HELD


def _course(
    bar: Bar,
    events: Sequence[tuple[float, int, int]],
    streams: Sequence[Stream],
    scale: TimeScale,
    measure: Measure,
    leaving: dict[int, Ending],
    reaching: dict[int, Ending],
) -> Profile:
    held = [0] * len(streams[0].units)
    states: list[tuple[float, tuple[int, ...]]] = []
    height = 0.0
    for x, i, sign in events:
        units = streams[i].units
        if sign < 0:
            leaving[i] = Ending(x, measure.bands(held, units))
        held = [now + sign * part for now, part in zip(held, units, strict=True)]
        if sign > 0:
            reaching[i] = Ending(x, measure.bands(held, units))
        if states and states[-1][0] == x:
            states.pop()
        states.append((x, tuple(held)))
        height = max(height, measure.height(sum(held)))
    end = events[-1][0]
    if bar.form != HELD:
        end += STUB
    elif any(held):
        end = scale.xs[-1]
    return Profile(states, end, height)


def _origin(
    bar: Bar,
    events: Sequence[tuple[float, int, int]],
    streams: Sequence[Stream],
    scale: TimeScale,
    measure: Measure,
    leaving: dict[int, Ending],
    reaching: dict[int, Ending],
) -> Profile:
    """Stubs: before each step at which claims begin, so much as begins there."""
    nothing = (0,) * len(streams[0].units)
    states: list[tuple[float, tuple[int, ...]]] = []
    height, last = 0.0, -STUB
    together: defaultdict[float, list[int]] = defaultdict(list)
    for x, i, _ in events:
        together[x].append(i)
    for x, indices in together.items():
        rest = [sum(part) for part in zip(*(streams[i].units for i in indices), strict=True)]
        states += [(max(x - STUB, last), tuple(rest)), (x, nothing)]
        height, last = max(height, measure.height(sum(rest))), x
        for i in indices:
            leaving[i] = Ending(x, measure.bands(rest, streams[i].units))
            rest = [now - part for now, part in zip(rest, streams[i].units, strict=True)]
    return Profile(states, last, height)
