"""Compiled: accounts to numbers, by an open hash table.

What costs here is waiting for memory. So a row touches two places, its slot and the account's record; and rows
go through each step a block at a time, so that the memory serves many of them at once.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from clawback.compiled import compiled
from clawback.ledgers.hashing import Whole, hash_text, word_at
from clawback.ledgers.ledger import Int64s, Uint8s, Uint32s, Uint64s

__all__ = ["ABSENT", "Rows", "Table", "add_missing", "look_up", "refill", "text_ends", "unpack"]

ABSENT = np.uint32(0xFFFFFFFF)
_BLOCK = 512
_TAG = np.uint64(0xFFFFFF << 40)
_PLACE = np.uint64((1 << 40) - 1)
_HALF = np.uint64(32)
_ONE = np.uint64(1)
_FREE = np.uint64(0)


class Table(NamedTuple):
    """Accounts by number.

    `records`: from its second word on, of each account its number and its agent's (lower and upper half of a
    word), the length of its text in bytes, and the text in words, filled up with zeros. `slots`: a power of two
    of them, each 0 where free, else the place of a record, with the upper bits of the account's hash above it.
    `seed` is drawn anew for each table, so that no file can be made to crowd one run of slots.
    """

    slots: Uint64s
    records: Uint64s
    seed: np.uint64


class Rows(NamedTuple):
    """The accounts of a batch's rows: numbers of agents, and the texts of the account numbers."""

    agents: Uint32s
    offsets: npt.NDArray[np.int32]
    data: Uint8s


@compiled
def _is_at(records: Uint64s, place: Whole, agent: np.uint32, data: Uint8s, begin: Whole, end: Whole) -> bool:
    if records[place] >> _HALF != agent or records[place + 1] != np.uint64(end - begin):
        return False
    place += 2
    for at in range(begin, end, 8):
        if records[place] != word_at(data, at, end):
            return False
        place += 1
    return True


@compiled
def _slot_of(
    slots: Uint64s,
    records: Uint64s,
    hashed: np.uint64,
    agent: np.uint32,
    data: Uint8s,
    begin: Whole,
    end: Whole,
) -> int:
    mask = np.uint64(len(slots) - 1)
    at = hashed & mask
    while slots[at] != _FREE:
        place = np.int64(slots[at] & _PLACE)
        if slots[at] & _TAG == hashed & _TAG and _is_at(records, place, agent, data, begin, end):
            break
        at = (at + _ONE) & mask
    return np.int64(at)  # type: ignore[return-value]


@compiled
def look_up(table: Table, rows: Rows, out: Uint32s) -> int:
    """The number of each row's account into `out`, ABSENT where it is not in the table; how many those are."""
    slots, records, seed = table
    agents, offsets, data = rows
    mask = np.uint64(len(slots) - 1)
    hashes, found = np.empty(_BLOCK, np.uint64), np.empty(_BLOCK, np.uint64)
    heads = np.empty(_BLOCK, np.uint64)
    missing = 0
    for first in range(0, len(agents), _BLOCK):
        many = min(_BLOCK, len(agents) - first)
        for i in range(many):
            row = first + i
            hashes[i] = hash_text(
                data, np.int64(offsets[row]), np.int64(offsets[row + 1]), seed ^ np.uint64(agents[row])
            )
        for i in range(many):
            found[i] = slots[hashes[i] & mask]
        for i in range(many):
            heads[i] = records[found[i] & _PLACE]  # the words before the first record serve a free slot
        for i in range(many):
            row = first + i
            agent, begin, end = agents[row], np.int64(offsets[row]), np.int64(offsets[row + 1])
            at_once = found[i] & _TAG == hashes[i] & _TAG and found[i] != _FREE
            if at_once and _is_at(records, np.int64(found[i] & _PLACE), agent, data, begin, end):
                out[row] = np.uint32(heads[i])
                continue
            at = _slot_of(slots, records, hashes[i], agent, data, begin, end)
            out[row] = ABSENT if slots[at] == _FREE else np.uint32(records[slots[at] & _PLACE])
            missing += slots[at] == _FREE
    return missing


@compiled
def add_missing(table: Table, rows: Rows, out: Uint32s, count: int, used: int) -> tuple[int, int]:
    """Gives the rows that are ABSENT in `out` their numbers, new ones from `count` on.

    `used`: the words of records in use; both as they are afterwards.
    """
    slots, records, seed = table
    agents, offsets, data = rows
    for row in range(len(agents)):
        if out[row] != ABSENT:
            continue
        begin, end = np.int64(offsets[row]), np.int64(offsets[row + 1])
        hashed = hash_text(data, begin, end, seed ^ np.uint64(agents[row]))
        at = _slot_of(slots, records, hashed, agents[row], data, begin, end)
        if slots[at] == _FREE:
            slots[at] = (hashed & _TAG) | np.uint64(used)
            records[used] = np.uint64(count) | np.uint64(agents[row]) << _HALF
            records[used + 1] = end - begin
            used += 2
            for text_at in range(begin, end, 8):
                records[used] = word_at(data, text_at, end)
                used += 1
            count += 1
        out[row] = np.uint32(records[slots[at] & _PLACE])
    return count, used


@compiled
def _hash_record(records: Uint64s, place: int, seed: np.uint64) -> np.uint64:
    text = records[place + 2 :].view(np.uint8)
    return hash_text(text, 0, np.int64(records[place + 1]), seed ^ (records[place] >> _HALF))


@compiled
def _after(records: Uint64s, place: int) -> int:
    return place + 2 + (np.int64(records[place + 1]) + 7) // 8  # type: ignore[return-value]


@compiled
def refill(table: Table, used: int) -> None:
    """Puts all accounts into slots that are all free."""
    slots, records, seed = table
    mask = np.uint64(len(slots) - 1)
    place = 1
    while place < used:
        hashed = _hash_record(records, place, seed)
        at = hashed & mask
        while slots[at] != _FREE:
            at = (at + _ONE) & mask
        slots[at] = (hashed & _TAG) | np.uint64(place)
        place = _after(records, place)


@compiled
def text_ends(records: Uint64s, agent_of: Uint32s, offsets: Int64s) -> None:
    """Of each account its agent's number, and where its text ends when all stand one after the other."""
    place = 1
    for x in range(len(agent_of)):
        agent_of[x] = records[place] >> _HALF
        offsets[x + 1] = offsets[x] + np.int64(records[place + 1])
        place = _after(records, place)


@compiled
def unpack(records: Uint64s, offsets: Int64s, data: Uint8s) -> None:
    """The texts one after the other."""
    place = 1
    for x in range(len(offsets) - 1):
        text = records[place + 2 :].view(np.uint8)
        for i in range(offsets[x + 1] - offsets[x]):
            data[offsets[x] + i] = text[i]
        place = _after(records, place)
