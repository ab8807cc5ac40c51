"""The reports that are known, and the operations they stand in, kept up to date as reports come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from heapq import nlargest

from clawback.clock import to_micros
from clawback.errors import ReportError
from clawback.linking.alike import Texts
from clawback.linking.facts import ReportFacts, Thing
from clawback.linking.naming import Naming, family_id
from clawback.linking.parting import parted, spans
from clawback.linking.steps import Steps
from clawback.linking.sweeping import nothing_swept
from clawback.linking.things import id_of, things_of

__all__ = ["Book"]


class Book:
    """Reports, placed one by one or all at once: the operations are the same, in whatever order they came."""

    def __init__(self, reports: Iterable[ReportFacts] = ()) -> None:
        self.naming = Naming()
        self._steps = Steps(self.naming)
        self._homes = self._steps.homes
        self._cuts: dict[int, set[int]] = {}
        self._operation_of: dict[int, int] = {}
        self._operations: dict[int, tuple[int, ...]] = {}
        self._at: dict[int, list[int]] = {}  # home -> its operations
        self._moved: set[int] = set()
        self.money: dict[int, frozenset[int]] = {}
        with nothing_swept():
            self._texts = Texts(self._written(reports))
            for name, members in self._texts.families.items():
                self._name(members, None, name)
            self._settle(self.naming.named, self.naming.shared())

    def place(self, facts: ReportFacts) -> tuple[int, ...]:
        """Adds a report; answers the reports of its operation, itself among them, or none where it stands alone.

        Raises ReportError where its number is there already.
        """
        self._write(facts)
        number = facts.number
        renamed, changed = self._reword(self._texts.add(number, facts.shingles or facts.text), number)
        named = (each for report in (number, *renamed) for each in self.naming.named[report])
        self._settle({number, *renamed}, {*named, *changed})
        return self.beside(number)

    def remove(self, number: int) -> tuple[int, ...]:
        """Takes a report out, as if it had never come; answers the others of the operation that it stood in.

        Cuts from it go with it: who keeps them cuts again, should it come back. Raises ReportError where there is none.
        """
        self._known(number)
        before = self.beside(number)
        for other in self._cuts.pop(number, ()):
            self._cuts[other].discard(number)
        things = set(self.naming.named[number])
        renamed = self._unword(number)
        for thing in self.naming.named[number]:
            self.naming.leave(number, thing)
        things.update(each for report in renamed for each in self.naming.named[report])
        self._settle({number, *renamed}, things)
        self.naming.drop(number)
        self.money.pop(number, None)
        for thing in things:
            if not self.naming.named_by[thing]:
                self.naming.forget(thing)
        return tuple(each for each in before if each != number)

    def moved(self) -> set[int]:
        """The reports of which the operation may be another since this was last asked."""
        moved, self._moved = self._moved, set()
        return moved

    def beside(self, number: int) -> tuple[int, ...]:
        """The reports of the operation that a report stands in; none where it stands alone."""
        return self._operations.get(self._operation_of.get(number, -1), ())

    def operations(self) -> list[tuple[int, ...]]:
        """Every operation's reports, in the order of their lowest numbers."""
        return [self._operations[each] for each in sorted(self._operations)]

    def families(self) -> list[tuple[int, ...]]:
        """The reports whose texts are near-duplicates, by family."""
        return [tuple(self._texts.families[each]) for each in sorted(self._texts.families)]

    def cut(self, one: int, other: int) -> None:
        """The two do not stand in one operation, by whatever links them, until a person joins them again."""
        self._two(one, other)
        self._cuts.setdefault(one, set()).add(other)
        self._cuts.setdefault(other, set()).add(one)
        self._part(one, other)

    def rejoin(self, one: int, other: int) -> None:
        """Takes a cut back: what links the two counts again."""
        self._two(one, other)
        self._cuts.get(one, set()).discard(other)
        self._cuts.get(other, set()).discard(one)
        self._part(one, other)

    def _known(self, number: int) -> None:
        if number not in self.naming.named:
            raise ReportError(f"there is no report {number}", remedy="name reports that are there")

    def _two(self, one: int, other: int) -> None:
        for each in (one, other):
            self._known(each)
        if one == other:
            raise ReportError("a report is not cut from itself", remedy="name two reports")

    def _written(self, reports: Iterable[ReportFacts]) -> Iterator[tuple[int, str | bytes]]:
        for facts in reports:
            self._write(facts)
            yield facts.number, facts.shingles or facts.text

    def _write(self, facts: ReportFacts) -> None:
        if facts.number in self.naming.named:
            raise ReportError(
                f"the report {facts.number} is there already", remedy="give each report a number of its own"
            )
        ids = {id_of(each): each for each in things_of(facts)}
        for number, thing in ids.items():
            self.naming.things.setdefault(number, thing)
        self.naming.add(facts.number, to_micros(facts.received), facts.scam_type, ids)
        if facts.positions:
            self.money[facts.number] = frozenset(map(id_of, facts.positions))

    def _name(self, reports: Iterable[int], old: int | None, name: int) -> None:
        self.naming.things.setdefault(family_id(name), Thing("text", str(name)))
        for each in reports:
            self.naming.rename(each, old, family_id(name))

    def _reword(self, tied: list[list[int]], number: int) -> tuple[set[int], set[int]]:
        """Names the family that a new text made of those it tied; answers who is renamed, and the names that went."""
        renamed: set[int] = set()
        gone: set[int] = set()
        for family in tied:
            name = self._texts.family_of[number]
            if len(family) == 1:
                self._name(family, None, name)
            elif min(family) != name:
                self._name(family, family_id(min(family)), name)
                gone.add(family_id(min(family)))
            else:
                continue
            renamed.update(family)
        for each in gone:
            self.naming.forget(each)
        if tied:
            self._name([number], None, self._texts.family_of[number])
        return renamed, gone

    def _unword(self, number: int) -> list[int]:
        """Takes the report's text out of its family; answers those of it that are of another family now, or of none."""
        family, now = self._texts.remove(number), self._texts.family_of
        if not family:
            return []
        old = min(family)
        renamed = [each for each in family if each != number and now.get(each) != old]
        for each in (number, *renamed):
            self.naming.leave(each, family_id(old))
        for each in renamed:
            if each in now:
                self._name([each], None, now[each])
        return renamed

    def _settle(self, reports: Iterable[int], changed: Collection[int]) -> None:
        """Finds the operations anew after things changed that the reports name."""
        asked, toggled = set(reports), set()
        for thing in changed:
            before = self.naming.standing(thing).use
            if bool(self.naming.judge(thing)) != bool(before):
                asked.update(self.naming.named_by.get(thing, ()))
                toggled.add(thing)
        self._regroup(self._steps.follow(asked, set(changed), toggled))

    def _part(self, *reports: int) -> None:
        self._regroup({self._homes.of[each] for each in reports if each in self._homes.of})

    def _regroup(self, homes: set[int]) -> None:
        """Finds the operations of these homes anew."""
        for home in homes:
            for operation in self._at.pop(home, ()):
                for report in self._operations.pop(operation):
                    del self._operation_of[report]
                    self._moved.add(report)
        for home in homes:
            for span in spans(self.naming, self._homes.at.get(home, ()), self._bits(home)):
                for part in parted(self.naming, span, self._cuts):
                    if len(part) > 1:
                        self._stand(home, part)

    def _stand(self, home: int, part: list[int]) -> None:
        self._at.setdefault(home, []).append(part[0])
        self._operations[part[0]] = tuple(part)
        self._operation_of.update(dict.fromkeys(part, part[0]))
        self._moved.update(part)

    def _bits(self, home: int) -> float:
        """What holds an operation through a silence: its two rarest things."""
        things = self._homes.things_of(home)
        return sum(nlargest(2, (self.naming.standing(each).bits for each in things)))
