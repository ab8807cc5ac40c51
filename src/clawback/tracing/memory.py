"""What a walk keeps while it runs: plain arrays of records, made once and used again.

A walk never allocates: before each event it looks whether the event could outgrow an array, and if so stops and
says which one. The caller enlarges it and walks again from the start.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from clawback.ledgers.ledger import DEBIT, Int64s, Uint32s

__all__ = ["END", "LOG", "LOT", "PART", "SLOT", "Book", "Case", "Count", "Scratch", "Size", "make_scratch"]

Records = npt.NDArray[Any]

SLOT = np.dtype(
    [
        ("account", np.int64),
        ("place", np.int64),  # in the table of slots
        ("depth", np.int64),  # -1: no claim has reached it yet
        ("last_arrival", np.int64),  # settled_at of the newest followed transfer that brought claims
        ("claims", np.int64),  # money of claims that stands here
        (
            "held",
            np.int64,
        ),  # sum of the lots: equals `claims` but under fifo and lifo, where own lots count too
        ("head", np.int64),  # oldest lot, or lowest claim; -1: none
        ("tail", np.int64),
        ("next_debit", np.int64),  # place in the ledger's debits of the next one that can take claims
        ("waits_for", np.int64),  # the rank of that debit while it stands in the heap, else -1
        ("slack", np.int64),  # claims that may stand here with no debit before it taking any; -1: not known
    ]
)
"""An account that a claim has reached."""

LOT = np.dtype([("claim", np.int64), ("amount", np.int64), ("next", np.int64), ("previous", np.int64)])
"""Money of one claim (-1: own money) at one place in an account's order."""

LOG = np.dtype([("rank", np.int64), ("start", np.int64), ("reached", np.int64)])
"""A transfer that took parts along: log_parts[start : next start]. `reached` is 0 where they were not followed
or the creditor was an exit."""

PART = np.dtype([("claim", np.int64), ("amount", np.int64)])

END = np.dtype([("account", np.int64), ("kind", np.int64), ("claim", np.int64), ("amount", np.int64)])
"""A position, or a share of one."""


class Count:
    """Places in `Scratch.counts`."""

    SLOTS = 0
    LOTS = 1
    FREE = 2  # head of the list of free lots
    HEAP = 3
    LOG = 4
    PARTS = 5
    ENDS = 6
    FOLLOWED = 7
    TOUCHED = 8
    HOLE = 9  # 1 while the top of the heap is open
    ALL = 10


class Size(NamedTuple):
    """How many records of each sort a walk may keep."""

    claims: int
    slots: int = 1 << 10
    lots: int = 1 << 11
    log: int = 1 << 11
    parts: int = 1 << 12
    ends: int = 1 << 12


class Book(NamedTuple):
    """The ledger as a walk reads it (`clawback.ledgers.ledger.Index`), openings and exits chosen."""

    debit_start: Int64s
    debits: Records
    credit_net_before: Int64s
    reversal_rank: Uint32s
    reversed_rank: Int64s
    amount: Int64s
    opening: Int64s
    exits: Int64s  # accounts named as exits, rising
    end_rank: int  # transfers from here on are not looked at (as-of)


class Case(NamedTuple):
    """The claims of a walk, in ledger order."""

    rank: Int64s  # of the reported transfer
    debtor: Int64s  # the victim's account
    max_hops: int  # limits: -1 where there is none
    hop_window: int  # microseconds
    min_amount: int
    max_transfers: int


class Scratch(NamedTuple):
    """The arrays of a walk, and afterwards its result: log, log_parts, ends, traced."""

    counts: Int64s
    table: Int64s  # account -> slot, open addressing; -1: empty
    end_table: Int64s  # (account, kind, claim) -> place in ends
    end_places: Int64s  # beside ends: the place of each in end_table
    slots: Records
    lots: Records
    heap: Int64s  # rank << 32 | slot; of no account any more where it waits for another rank
    log: Records
    log_parts: Records
    ends: Records
    out: Records  # the parts of the transfer at hand, by claim
    sums: Int64s  # per claim: what the transfer at hand takes so far
    touched: Int64s  # claims with a sum
    lot_of: Int64s
    weights: Int64s
    shares: Int64s
    rests: Int64s
    traced: Int64s  # per claim


def make_scratch(size: Size) -> Scratch:
    """Fresh arrays of the given size; tables are twice as large as what they index, a power of two."""
    claims = size.claims + 1
    one = np.int64
    return Scratch(
        counts=np.zeros(Count.ALL, one),
        table=np.full(_table_size(size.slots), -1, one),
        end_table=np.full(_table_size(size.ends), -1, one),
        end_places=np.empty(size.ends, one),
        slots=np.empty(size.slots, SLOT),
        lots=np.empty(size.lots, LOT),
        heap=np.empty(size.slots, one),
        log=np.empty(size.log, LOG),
        log_parts=np.empty(size.parts, PART),
        ends=np.empty(size.ends, END),
        out=np.empty(claims, PART),
        sums=np.zeros(claims, one),
        touched=np.empty(claims, one),
        lot_of=np.empty(claims, one),
        weights=np.empty(claims, one),
        shares=np.empty(claims, one),
        rests=np.empty(claims, one),
        traced=np.zeros(claims, one),
    )


def _table_size(entries: int) -> int:
    return 1 << (2 * entries - 1).bit_length()


assert DEBIT.itemsize == 32
