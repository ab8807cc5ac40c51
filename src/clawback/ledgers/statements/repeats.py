"""Statements that are given twice, and entries that a notification and a statement both tell: each counts once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from clawback.ledgers.statements.records import Side, Statement
from clawback.ledgers.statements.tally import Tally

__all__ = ["once", "without_notified"]

_Key = tuple[object, ...]


def once(statements: Iterable[Statement], tally: Tally) -> list[Statement]:
    """The statements, each once: two are the same if account, id, balances and all entries are."""
    kept: defaultdict[_Key, list[Statement]] = defaultdict(list)
    for one in statements:
        same = kept[(one.account, one.id, *sorted(_units(one)))]
        if any(other.sides == one.sides for other in same):
            tally.repeated += 1
        else:
            same.append(one)
    return [one for same in kept.values() for one in same]


def _units(statement: Statement) -> Iterator[tuple[str, str, int]]:
    for name, balances in (("opening", statement.opening), ("closing", statement.closing)):
        for code, balance in balances.items():
            yield name, code, balance.units


def without_notified(
    statements: Sequence[Statement], notifications: Sequence[Statement], tally: Tally
) -> tuple[list[Statement], list[Statement]]:
    """The statements and notifications of one account, with each entry in one of them only.

    The same entry has the same reference, amount and direction; one without a reference the same value date
    and end-to-end ids instead. It stays in the statement; details that only the notification has go there.
    """
    entries = [_entries(one) for one in statements]
    known: defaultdict[_Key, list[tuple[int, int]]] = defaultdict(list)
    for at, of in enumerate(entries):
        for place, sides in of.items():
            known[_key(sides)].append((at, place))
    rest = []
    for one in notifications:
        kept: list[Side] = []
        for sides in _entries(one).values():
            found = known.get(_key(sides))
            if found:
                at, place = found.pop(0)
                tally.notified += 1
                entries[at][place] = _fuller(entries[at][place], sides)
            else:
                kept.extend(sides)
        rest.append(replace(one, sides=kept))
    whole = [
        replace(one, sides=[side for sides in of.values() for side in sides])
        for one, of in zip(statements, entries, strict=True)
    ]
    return whole, rest


def _entries(statement: Statement) -> dict[int, list[Side]]:
    return {place: list(sides) for place, sides in groupby(statement.sides, key=lambda side: side.entry)}


def _key(sides: Sequence[Side]) -> _Key:
    total = sum(-side.amount if side.debit else side.amount for side in sides)
    first = sides[0]
    if first.entry_ref is not None:
        return (first.entry_ref, total, first.currency)
    return (
        None,
        total,
        first.currency,
        first.value_date,
        *sorted(side.end_to_end_id or "" for side in sides),
    )


def _fuller(told: list[Side], notified: Sequence[Side]) -> list[Side]:
    """The sides that tell more, at the time and place of the statement's."""
    if len(notified) <= len(told):
        return told
    first = told[0]
    return [
        replace(
            side, settled_at=first.settled_at, bare=first.bare, booked_at=first.booked_at, entry=first.entry
        )
        for side in notified
    ]
