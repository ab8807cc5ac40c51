"""Compiled: the hashes of transfer ids put in order, and a text looked up among them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from clawback.compiled import compiled
from clawback.ledgers.hashing import hash_text, same_text
from clawback.ledgers.ledger import Int64s, Uint8s, Uint32s, Uint64s

__all__ = ["AMBIGUOUS", "NOWHERE", "Ids", "count_buckets", "fill_buckets", "find_texts", "sort_buckets"]

NOWHERE, AMBIGUOUS = -1, -2
_NO_SEED = np.uint64(0)


class Ids(NamedTuple):
    """The ids of n transfers, their aliases (empty where there is none), and hashes of both, rising."""

    offsets: Int64s
    data: Uint8s
    alias_offsets: Int64s
    alias_data: Uint8s
    hashes: Uint64s
    ranks: Uint32s


@compiled
def count_buckets(hashes: Uint64s, shift: np.uint64, counts: Int64s) -> None:
    """How many hashes fall into each bucket, the buckets being their upper bits."""
    for i in range(len(hashes)):
        counts[hashes[i] >> shift] += 1


@compiled
def fill_buckets(
    hashes: Uint64s, ranks: Uint32s, shift: np.uint64, starts: Int64s, out_hash: Uint64s, out_rank: Uint32s
) -> None:
    """Each hash and its rank into its bucket, in their order; `starts` moves on to the buckets' ends."""
    for i in range(len(hashes)):
        at = starts[hashes[i] >> shift]
        starts[hashes[i] >> shift] = at + 1
        out_hash[at] = hashes[i]
        out_rank[at] = ranks[i]


@compiled
def sort_buckets(hashes: Uint64s, ranks: Uint32s, bounds: Int64s) -> None:
    """Sorts bounds[i] : bounds[i + 1] by hash, each for itself; equal ones keep their order."""
    for i in range(len(bounds) - 1):
        part = hashes[bounds[i] : bounds[i + 1]]
        order = np.argsort(part, kind="mergesort")
        hashes[bounds[i] : bounds[i + 1]] = part[order]
        ranks[bounds[i] : bounds[i + 1]] = ranks[bounds[i] : bounds[i + 1]][order]


@compiled
def _first_at(hashes: Uint64s, wanted: np.uint64) -> int:
    low, high = 0, len(hashes)
    while low < high:
        middle = (low + high) // 2
        if hashes[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def _find_text(ids: Ids, data: Uint8s, begin: int, end: int) -> int:
    offsets, own, alias_offsets, aliases, hashes, ranks = ids
    wanted = hash_text(data, begin, end, _NO_SEED)
    at = _first_at(hashes, wanted)
    found = NOWHERE
    while at < len(hashes) and hashes[at] == wanted:
        rank = np.int64(ranks[at])
        at += 1
        if same_text(data, begin, end, own, offsets[rank], offsets[rank + 1]):
            return rank  # type: ignore[return-value]
        if len(alias_offsets) > 1 and same_text(
            data, begin, end, aliases, alias_offsets[rank], alias_offsets[rank + 1]
        ):
            found = rank if found in (NOWHERE, rank) else AMBIGUOUS  # type: ignore[assignment]
    return found


@compiled
def find_texts(ids: Ids, offsets: Int64s, data: Uint8s, out: Int64s) -> None:
    """The rank of the transfer that each text names: by its id, else by its alias.

    NOWHERE where it names none, AMBIGUOUS where it is the alias of several.
    """
    for i in range(len(out)):
        out[i] = _find_text(ids, data, offsets[i], offsets[i + 1])
