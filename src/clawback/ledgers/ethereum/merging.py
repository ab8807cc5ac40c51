"""Entries of several files as one: what two of them hold counts once, and all stand in the chain's order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from clawback.errors import LedgerError
from clawback.ledgers.ethereum.entry import Entry
from clawback.ledgers.reading import Notes

__all__ = ["in_order", "merged"]

Key = tuple[object, ...]


def merged(files: Sequence[Sequence[Entry]], notes: Notes) -> list[Entry]:
    """Every entry once, in order of files and rows (a file whose blocks fall is turned round).

    An entry that the source names (hash and mark) is one however often it stands; two that differ under one name
    raise LedgerError. Of entries without a name, those of one content count as often as the file that has most.
    """
    named: dict[Key, Entry] = {}
    counts: Counter[Key] = Counter()
    found: list[Entry] = []
    twice = 0
    for file in files:
        here: Counter[Key] = Counter()
        for entry in reversed(file) if _falls(file) else file:
            if entry.mark is None:
                key = (*_place(entry), *_content(entry))
                here[key] += 1
                known = here[key] <= counts[key]
            else:
                known = _known(entry, named)
            twice += known
            if not known:
                found.append(entry)
        counts |= here
    _refuse_two_ways(found)
    if twice:
        notes.say(f"rows that stand in the sources more than once, counted once: {twice}")
    return found


def _refuse_two_ways(entries: Sequence[Entry]) -> None:
    """What one file names and another does not cannot be told to be the same, and would count twice."""
    ways: dict[Key, bool] = {}
    for entry in entries:
        if ways.setdefault(_place(entry), entry.mark is None) != (entry.mark is None):
            raise LedgerError(
                f"the transfers of {entry.hash} stand in the sources with and without a traceId or logIndex",
                field="hash",
                remedy="give all files of one kind as JSON, or all as CSV",
            )


def _falls(file: Sequence[Entry]) -> bool:
    return bool(file) and (file[0].settled_at, file[0].block) > (file[-1].settled_at, file[-1].block)


def _known(entry: Entry, named: dict[Key, Entry]) -> bool:
    key = (*_place(entry), entry.mark)
    before = named.setdefault(key, entry)
    if _content(before) != _content(entry):
        raise LedgerError(
            f"two rows of the transfer {entry.hash} do not agree",
            field="hash",
            remedy="fetch the files again, and do not mix networks",
        )
    return before is not entry


def _place(entry: Entry) -> Key:
    contract = entry.token.contract if entry.token else ""
    return entry.network, entry.layer, entry.hash, contract


def _content(entry: Entry) -> Key:
    """What two exports of one transfer must have alike; a CSV does not say the place in the block."""
    return entry.settled_at, entry.block, entry.debtor, entry.creditor, entry.value, entry.fee, entry.failed


def in_order(entries: Sequence[Entry], notes: Notes) -> list[Entry]:
    """Entries by time, block, place in the block, layer, mark, then as they stand.

    A place that a row does not say is that of another row of its transaction; where none says it, the
    transaction comes last in its block, and its accounts go to `notes.assumed`.
    """
    index: dict[tuple[str, str], int] = {}
    first: dict[tuple[str, str], int] = {}
    for place, entry in enumerate(entries):
        key = (entry.network, entry.hash)
        first.setdefault(key, place)
        if entry.index is not None:
            index.setdefault(key, entry.index)
    _note_assumed(entries, index, notes)

    def place_of(entry: Entry) -> tuple[object, ...]:
        key = (entry.network, entry.hash)
        known = index.get(key)
        spot = (known is None, known or 0, first[key])
        return entry.settled_at, entry.block, *spot, entry.layer, _steps(entry.mark)

    return sorted(entries, key=place_of)


def _steps(mark: str | None) -> tuple[int, ...]:
    """The numbers of a mark, in whose order calls and logs happen: `0_2` is before `0_10`."""
    return tuple(int(digits[:18]) for digits in re.findall("[0-9]+", mark or ""))


def _note_assumed(entries: Sequence[Entry], index: dict[tuple[str, str], int], notes: Notes) -> None:
    blocks: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    for entry in entries:
        blocks[entry.network, entry.settled_at, entry.block].add(entry.hash)
    for entry in entries:
        alone = len(blocks[entry.network, entry.settled_at, entry.block]) == 1
        if not alone and (entry.network, entry.hash) not in index:
            notes.assumed |= {("", entry.debtor), ("", entry.creditor)}
