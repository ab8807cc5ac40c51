"""Who names what: each report's things, each thing's reports, and what a thing is good for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from clawback.linking.facts import Thing
from clawback.linking.weights import weights

__all__ = ["NOTHING", "STRONG", "WEAK", "Naming", "Standing", "family_id", "least_vouching"]

NOTHING, WEAK, STRONG = 0, 1, 2
"""What serves everybody; what may add a report to an operation; what may found one."""

_UNSAID = {"", "other", "none"}


def least_vouching(reports: int) -> float:
    """Of so many reports, those in which a thing must stand that vouches for them."""
    return max(2.0, weights().vouching * reports)


def family_id(number: int) -> int:
    """The id of a text's family: negative, where digests are not."""
    return -1 - number


@dataclass(slots=True)
class Standing:
    """What a thing is good for, `bits` it is worth, and the kinds of scam of the reports that name it."""

    use: int
    bits: float
    types: Counter[str]
    typed: int


_UNUSED = Standing(NOTHING, 0.0, Counter(), 0)


@dataclass(slots=True)
class Naming:
    """`named` and `named_by` are each other's inverse; what two reports name at least has a standing."""

    things: dict[int, Thing] = field(default_factory=dict)
    named: dict[int, tuple[int, ...]] = field(default_factory=dict)
    named_by: dict[int, list[int]] = field(default_factory=dict)
    received: dict[int, int] = field(default_factory=dict)
    type_of: dict[int, str] = field(default_factory=dict)
    _standings: dict[int, Standing] = field(default_factory=dict)

    def add(self, number: int, received: int, scam_type: str | None, ids: Iterable[int]) -> None:
        """A report that is not there yet."""
        self.named[number] = tuple(ids)
        self.received[number] = received
        if scam_type is not None and scam_type not in _UNSAID:
            self.type_of[number] = scam_type
        for each in self.named[number]:
            self.named_by.setdefault(each, []).append(number)

    def rename(self, number: int, old: int | None, new: int) -> None:
        """A report's text is of another family now."""
        kept = tuple(each for each in self.named[number] if each != old)
        self.named[number] = (*kept, new)
        self.named_by.setdefault(new, []).append(number)

    def leave(self, number: int, thing: int) -> None:
        """A report names the thing no more."""
        self.named[number] = tuple(each for each in self.named[number] if each != thing)
        self.named_by[thing].remove(number)

    def drop(self, number: int) -> None:
        """A report that names nothing any more is not there any more."""
        for each in (self.named, self.received, self.type_of):
            each.pop(number, None)

    def forget(self, thing: int) -> None:
        """A family that is another's now, or a thing that nobody names."""
        for each in (self.things, self.named_by, self._standings):
            each.pop(thing, None)

    def judge(self, thing: int) -> int:
        """Weighs a thing anew, after what names it changed; answers what it is good for."""
        by = self.named_by.get(thing, ())
        if len(by) < 2:
            self._standings.pop(thing, None)
            return NOTHING
        bits = weights().bits(self.things[thing].kind, len(by))
        types: Counter[str] = Counter()
        if bits >= weights().counts:
            types.update(self.type_of[each] for each in by if each in self.type_of)
        typed = types.total()
        mixed = typed >= weights().mixed_from and 2 * max(types.values()) < typed
        use = NOTHING if bits < weights().counts or mixed else STRONG if bits >= weights().link else WEAK
        self._standings[thing] = Standing(use, bits, types, typed)
        return use

    def standing(self, thing: int) -> Standing:
        """As last judged."""
        return self._standings.get(thing, _UNUSED)

    def worth(self, thing: int, report: int) -> float:
        """Bits of the thing for a report: half of them where most of the others tell of another kind of scam."""
        standing = self.standing(thing)
        if standing.use == NOTHING:
            return 0.0
        own = self.type_of.get(report)
        if own is not None and 2 * (standing.types[own] - 1) < standing.typed - 1:
            return standing.bits / 2
        return standing.bits

    def counts_for(self, thing: int) -> Collection[int]:
        """The reports that name a thing, unless it serves everybody."""
        return self.named_by[thing] if self.standing(thing).use else ()

    def vouched_by(self, thing: int) -> set[int]:
        """The things in enough of whose reports a thing stands, whatever it is good for."""
        beside = Counter(each for report in self.named_by.get(thing, ()) for each in self.named[report])
        return {each for each, times in beside.items() if times >= least_vouching(len(self.named_by[each]))}

    def vouching(self, reports: Collection[int]) -> frozenset[int]:
        """The things that stand in enough of some reports, two at least, and do not serve everybody."""
        beside = Counter(each for report in reports for each in self.named[report])
        least = least_vouching(len(reports))
        return frozenset(each for each, times in beside.items() if times >= least and self.standing(each).use)

    def shared(self) -> list[int]:
        """Every thing that two reports name at least."""
        return [thing for thing, by in self.named_by.items() if len(by) > 1]
