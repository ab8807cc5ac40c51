"""Linking as docs/explanation/linking.md defines it, from scratch, with sets and loops, slow.

It shares with the package what a report's things are, how alike two texts are said to be, and the numbers of
weights.toml; every step between is written anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from itertools import combinations, pairwise

from clawback.clock import to_micros
from clawback.linking.facts import ReportFacts, Thing
from clawback.linking.naming import family_id
from clawback.linking.things import id_of, things_of
from clawback.linking.weights import weights

__all__ = ["operations_of"]

UNSAID = {None, "other", "none"}


def operations_of(
    reports: Iterable[ReportFacts], families: Iterable[Iterable[int]], cuts: Iterable[tuple[int, int]] = ()
) -> list[tuple[int, ...]]:
    """The operations of some reports whose texts are of these families."""
    return World(list(reports), [list(each) for each in families], list(cuts)).operations()


def pieces(members: Iterable[int], near: Callable[[int, int], bool]) -> list[set[int]]:
    """Connected components."""
    left, found = set(members), []
    while left:
        piece = {left.pop()}
        while more := {one for one in left if any(near(one, other) for other in piece)}:
            piece |= more
            left -= more
        found.append(piece)
    return found


class World:
    def __init__(
        self, reports: list[ReportFacts], families: list[list[int]], cuts: list[tuple[int, int]]
    ) -> None:
        self.w, self.cuts = weights(), cuts
        self.received = {each.number: to_micros(each.received) for each in reports}
        self.type = {each.number: each.scam_type for each in reports}
        self.named: dict[int, set[int]] = {}
        self.kind: dict[int, str] = {}
        for each in reports:
            ids = {id_of(thing): thing.kind for thing in things_of(each)}
            self.named[each.number] = set(ids)
            self.kind |= ids
        for family in families:
            name = family_id(min(family))
            self.kind[name] = Thing("text", "").kind
            for member in family:
                self.named[member].add(name)
        self.by: dict[int, set[int]] = defaultdict(set)
        for report, things in self.named.items():
            for thing in things:
                self.by[thing].add(report)
        self.bits = {each: self.bits_of(each) for each in self.by}
        self.strong = {each for each, bits in self.bits.items() if bits >= self.w.link}

    def bits_of(self, thing: int) -> float:
        """0 for what links nothing."""
        by = self.by[thing]
        bits = self.w.bits(self.kind[thing], len(by))
        types = Counter(self.type[each] for each in by if self.type[each] not in UNSAID)
        mixed = types.total() >= self.w.mixed_from and 2 * max(types.values()) < types.total()
        return 0.0 if len(by) < 2 or mixed or bits < self.w.counts else bits

    def worth(self, thing: int, report: int) -> float:
        bits, own = self.bits[thing], self.type[report]
        others = [self.type[each] for each in self.by[thing] - {report} if self.type[each] not in UNSAID]
        if own in UNSAID or 2 * others.count(own) >= len(others):
            return bits
        return bits / 2

    def operations(self) -> list[tuple[int, ...]]:
        of = self.bound()
        for _ in range(2):
            leaning = of | self.leaning(of, self.settled(of))
            meets = self.meeting(leaning)
            of = {thing: meets[group] for thing, group in leaning.items()}
        settled = self.settled(of)
        homes = of | self.leaning(of, settled) | self.founded(of, settled)
        home = {report: settled.get(report, self.best(report, homes)) for report in self.named}
        at: dict[Hashable, list[int]] = defaultdict(list)
        for report, place in home.items():
            if place is not None:
                at[place].append(report)
        found = []
        for place, there in at.items():
            held = [self.bits[thing] for thing, group in of.items() if group == place] or [self.bits[place]]
            for span in self.spans(there, sum(sorted(held)[-2:])):
                found += [tuple(part) for part in self.parted(span) if len(part) > 1]
        return sorted(found)

    def vouchers(self, reports: set[int]) -> set[int]:
        """What stands in enough of some reports."""
        return {
            thing
            for thing in {each for report in reports for each in self.named[report]}
            if self.bits[thing] and len(self.by[thing] & reports) >= max(2.0, self.w.vouching * len(reports))
        }

    def bound(self) -> dict[int, int]:
        """Bound thing -> the lowest of its group."""
        vouched = {each: self.vouchers(self.by[each]) - {each} for each in self.strong}
        near: dict[int, set[int]] = {each: set() for each in self.strong}
        for one, other in combinations(self.strong, 2):
            both = len(self.by[one] & self.by[other])
            if both > 1 or (both == 1 and vouched[one] & vouched[other]):
                near[one].add(other)
                near[other].add(one)
        self.torn = {
            thing
            for thing in self.strong
            if sum(
                len(piece) > 1 or self.stands_alone(min(piece), thing)
                for piece in pieces(
                    near[thing],
                    lambda one, other, thing=thing: (
                        other in near[one] or bool(vouched[one] & vouched[other] - {thing})
                    ),
                )
            )
            > 1
        }
        groups = pieces(self.strong - self.torn, lambda one, other: other in near[one])
        return {each: min(group) for group in groups if len(group) > 1 for each in group}

    def stands_alone(self, one: int, beside: int) -> bool:
        own, both = len(self.by[one]), len(self.by[one] & self.by[beside])
        return own >= self.w.alone_from and both < self.w.alone * own and both <= len(self.by[beside]) / 2

    def best(self, report: int, of: dict[int, int]) -> int | None:
        bits: dict[int, float] = defaultdict(float)
        for thing in sorted(self.named[report] & of.keys()):
            bits[of[thing]] += self.worth(thing, report)
        enough = [(-sum_of, group) for group, sum_of in bits.items() if sum_of >= self.w.link]
        return min(enough)[1] if enough else None

    def settled(self, of: dict[int, int]) -> dict[int, int]:
        found = {report: self.best(report, of) for report in self.named}
        return {report: group for report, group in found.items() if group is not None}

    def leaning(self, of: dict[int, int], settled: dict[int, int]) -> dict[int, int]:
        found = {}
        for thing in [each for each, bits in self.bits.items() if bits and each not in of]:
            groups = Counter(settled[each] for each in self.by[thing] if each in settled)
            if groups and groups.total() >= self.w.settled * len(self.by[thing]):
                most = max(groups.values())
                if most >= self.w.agreed * groups.total():
                    found[thing] = min(group for group, times in groups.items() if times == most)
        return found

    def founded(self, of: dict[int, int], settled: dict[int, int]) -> dict[int, int]:
        return {
            thing: thing
            for thing in self.strong - self.torn - of.keys()
            if not self.by[thing] & settled.keys()
            or len(self.by[thing] & settled.keys()) < self.w.settled * len(self.by[thing])
        }

    def meeting(self, of: dict[int, int]) -> dict[int, int]:
        """Group -> the lowest of those that meet."""
        things: dict[int, set[int]] = defaultdict(set)
        for thing, group in of.items():
            things[group].add(thing)
        reports = {group: {r for thing in named for r in self.by[thing]} for group, named in things.items()}
        vouched = {group: self.vouchers(by) for group, by in reports.items()}

        def near(one: int, other: int) -> bool:
            both = reports[one] & reports[other]
            smaller = min(len(reports[one]), len(reports[other]))
            if not both:
                return False
            vouchers = vouched[one] & vouched[other]
            if any(self.kind[each] != "text" for each in vouchers):
                return len(both) >= self.w.vouched * smaller
            times = [
                (report, mine, theirs)
                for report in both
                for mine in self.named[report] & things[one]
                for theirs in self.named[report] & things[other]
            ]
            apart = any(not set(first) & set(second) for first, second in combinations(times, 2))
            return apart and len(both) >= (self.w.vouched if vouchers else self.w.meeting) * smaller

        return {group: min(piece) for piece in pieces(things, near) for group in piece}

    def spans(self, reports: list[int], bits: float) -> list[list[int]]:
        ordered = sorted(reports, key=lambda each: (self.received[each], each))
        found = [[ordered[0]]]
        for before, report in pairwise(ordered):
            days = (self.received[report] - self.received[before]) / 86_400_000_000
            if bits * 0.5 ** (days / self.w.half_life) < self.w.link:
                found.append([])
            found[-1].append(report)
        return found

    def parted(self, span: list[int]) -> list[list[int]]:
        cut = {frozenset(each) for each in self.cuts if set(each) <= set(span)}
        parts: list[list[int]] = []
        for report in sorted({each for pair in cut for each in pair}):
            free = [part for part in parts if not any(frozenset((report, each)) in cut for each in part)]
            shares = [self.share(report, part) for part in free]
            if shares and max(shares) > 0:
                free[shares.index(max(shares))].append(report)
            else:
                parts.append([report])
        left = set(span) - {each for part in parts for each in part}
        if not parts:
            return [sorted(span)]
        while left:
            shares_of = {report: [self.share(report, part) for part in parts] for report in left}
            joining = {
                report: each.index(max(each)) for report, each in shares_of.items() if max(each) > 0
            } or dict.fromkeys(left, 0)
            for report, place in joining.items():
                parts[place].append(report)
            left -= joining.keys()
        return [sorted(part) for part in parts]

    def share(self, report: int, part: list[int]) -> float:
        there = {thing for each in part for thing in self.named[each]}
        return sum(self.worth(thing, report) for thing in sorted(self.named[report] & there))
