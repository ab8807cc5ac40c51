"""Tells an operation out of a book: its reasons, its links, how closely it holds together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clawback.clock import from_micros
from clawback.errors import ReportError
from clawback.linking.book import Book
from clawback.linking.operation import Link, Operation, Reason
from clawback.linking.weights import weights

__all__ = ["linked", "operation_of", "set_aside"]

_DAY = 86_400_000_000


def operation_of(book: Book, number: int) -> Operation:
    """The operation that a report stands in. Raises ReportError where it stands in none."""
    reports = book.beside(number)
    if not reports:
        raise ReportError(f"the report {number} stands in no operation", remedy="name a report that does")
    times = [book.naming.received[each] for each in reports]
    return Operation(
        number=reports[0],
        reports=reports,
        first=from_micros(min(times)),
        last=from_micros(max(times)),
        cohesion=_cohesion(book, reports),
        reasons=tuple(_reasons(book, reports)),
        links=tuple(_joining(book, reports)),
    )


def linked(book: Book, one: int, other: int) -> Link | None:
    """What links two reports; None where they share nothing that counts."""
    naming = book.naming
    reasons = tuple(_reasons(book, (one, other)))
    if not reasons:
        return None
    gap = abs(naming.received[one] - naming.received[other])
    worth = sum(
        min(naming.worth(each, one), naming.worth(each, other)) for each in _shared(book, (one, other))
    )
    return Link(
        one=min(one, other), other=max(one, other), days=gap // _DAY,
        bits=weights().faded(worth, gap), reasons=reasons,
    )  # fmt: skip


def set_aside(book: Book) -> list[Reason]:
    """What several reports share and yet links nothing, for it serves everybody: the most named first."""
    found = []
    for thing in book.naming.shared():
        if not book.naming.standing(thing).use:
            by = len(book.naming.named_by[thing])
            found.append(Reason(thing=book.naming.things[thing], bits=0.0, of=by, reports=by))
    return sorted(found, key=lambda each: (-each.reports, each.thing))


def _shared(book: Book, reports: Iterable[int]) -> list[int]:
    """The things that two of the reports name at least, and that count."""
    times: dict[int, int] = {}
    for report in reports:
        for thing in book.naming.named[report]:
            times[thing] = times.get(thing, 0) + 1
    return [each for each, of in times.items() if of > 1 and book.naming.standing(each).use]


def _reasons(book: Book, reports: tuple[int, ...]) -> Iterator[Reason]:
    """What most of them share first."""
    naming, inside = book.naming, set(reports)
    told = [(naming.things[each], each) for each in _shared(book, reports)]
    counted = [(sum(by in inside for by in naming.named_by[each]), thing, each) for thing, each in told]
    for of, thing, each in sorted(counted, key=lambda told: (-told[0], told[1])):
        money = sum(each in book.money.get(report, ()) for report in reports) > 1
        yield Reason(
            thing=thing,
            bits=naming.standing(each).bits,
            of=of,
            reports=len(naming.named_by[each]),
            money=money,
        )


def _joining(book: Book, reports: tuple[int, ...]) -> Iterator[Link]:
    """For each report but the first in time the one before it with which it shares most."""
    naming = book.naming
    ordered = sorted(reports, key=lambda each: (naming.received[each], each))
    naming_it: dict[int, list[int]] = {}
    for report in ordered:
        bits: dict[int, float] = {}
        for thing in naming.named[report]:
            for earlier in naming_it.get(thing, ()):
                worth = min(naming.worth(thing, report), naming.worth(thing, earlier))
                gap = naming.received[report] - naming.received[earlier]
                bits[earlier] = bits.get(earlier, 0.0) + weights().faded(worth, gap)
            naming_it.setdefault(thing, []).append(report)
        best = min(bits, key=lambda each: (-bits[each], each), default=None)
        link = None if best is None or not bits[best] else linked(book, best, report)
        if link is not None:
            yield link


def _cohesion(book: Book, reports: tuple[int, ...]) -> float:
    """By sets of reports as the bits of whole numbers: a thousand reports are half a million pairs."""
    place = {report: 1 << index for index, report in enumerate(reports)}
    beside = dict.fromkeys(reports, 0)
    for thing in _shared(book, reports):
        by = [each for each in book.naming.named_by[thing] if each in place]
        together = sum(place[each] for each in by)
        for each in by:
            beside[each] |= together
    pairs = sum((each & ~place[report]).bit_count() for report, each in beside.items())
    return pairs / (len(reports) * (len(reports) - 1))
