"""The hash by which accounts and transfer ids are looked up: 64 bits of a text, the same on every machine.

It keeps no secret: who picks the texts can make them collide. So every look-up compares the texts too.
"""

from __future__ import annotations

import numpy as np

from clawback.compiled import compiled
from clawback.ledgers.ledger import Int64s, Uint8s, Uint64s

__all__ = ["Whole", "hash_text", "hash_texts", "same_text", "word_at"]

Whole = int | np.int64
"""A whole number, as Python or as compiled code has it."""

_WORD = np.uint64(0xD6E8FEB86659FD93)
_END = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)
_BYTE = np.uint64(8)
_NO_SEED = np.uint64(0)


@compiled
def _eight_at(data: Uint8s, at: Whole) -> np.uint64:
    first = np.uint64(at)  # unsigned, for what may count from the end is not made one load
    word = np.uint64(0)
    for i in range(8):
        word |= np.uint64(data[first + np.uint64(i)]) << np.uint64(8 * i)
    return word


@compiled
def word_at(data: Uint8s, at: Whole, end: Whole) -> np.uint64:
    """Eight bytes from `at`, little-endian, those from `end` on as zeros; at < end."""
    if at + 8 <= end:
        return _eight_at(data, at)
    if end >= 8:
        return _eight_at(data, end - 8) >> np.uint64(8 * (8 - (end - at)))
    word = np.uint64(0)
    for i in range(end - 1, at - 1, -1):
        word = (word << _BYTE) | np.uint64(data[i])
    return word


@compiled
def hash_text(data: Uint8s, start: Whole, end: Whole, seed: np.uint64) -> np.uint64:
    """The hash of data[start:end], word by word."""
    mixed = (seed + np.uint64(end - start)) * _END
    mixed ^= mixed >> _HALF
    for at in range(start, end, 8):
        mixed = (mixed ^ word_at(data, at, end)) * _WORD
        mixed ^= mixed >> _HALF
    mixed *= _END
    return mixed ^ (mixed >> _HALF)


@compiled
def same_text(data: Uint8s, start: int, end: int, others: Uint8s, other_start: int, other_end: int) -> bool:
    """Whether data[start:end] equals others[other_start:other_end]."""
    if end - start != other_end - other_start:
        return False
    for i in range(end - start):  # noqa: SIM110 - compiled as it stands
        if data[start + i] != others[other_start + i]:
            return False
    return True


@compiled
def hash_texts(offsets: Int64s, data: Uint8s, first: int, last: int, out: Uint64s) -> None:
    """The hashes of texts first..last into out[first:last]."""
    for i in range(first, last):
        out[i] = hash_text(data, offsets[i], offsets[i + 1], _NO_SEED)
