"""The index of transfer ids: their hashes and those of aliases, rising, with the ranks they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clawback.ledgers.hashing import hash_texts
from clawback.ledgers.id_kernels import Ids, count_buckets, fill_buckets, find_texts, sort_buckets
from clawback.ledgers.ledger import Int64s, Uint32s, Uint64s
from clawback.ledgers.texts import frozen, views_of_texts
from clawback.ledgers.workspace import Workspace

__all__ = ["find_ranks", "index_ids", "make_ids", "twins"]

_BUCKET_BITS = 11
"""About 2^11 hashes fall into one bucket, so that it is sorted within the nearest cache."""


def index_ids(
    transfer_id: pa.Array, alias: pa.Array | None, workspace: Workspace, threads: Executor
) -> tuple[Uint64s, Uint32s]:
    """`id_hash` and `id_rank` of a ledger. Nothing is said of ids that occur twice: see `twins`."""
    hashes, ranks = _hashes(transfer_id, threads), np.arange(len(transfer_id), dtype=np.uint32)
    if alias is not None:
        named = pc.fill_null(pc.not_equal(alias, transfer_id), False)
        hashes = np.concatenate([hashes, _hashes(alias.filter(named), threads)])
        ranks = np.concatenate([ranks, np.flatnonzero(np.asarray(named)).astype(np.uint32)])
    id_hash = workspace.array("id_hash", np.uint64, len(hashes))
    id_rank = workspace.array("id_rank", np.uint32, len(hashes))
    bits = max(1, len(hashes).bit_length() - _BUCKET_BITS)
    shift = np.uint64(64 - bits)
    counts = np.zeros(1 << bits, np.int64)
    count_buckets(hashes, shift, counts)
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    fill_buckets(hashes, ranks, shift, bounds[:-1].copy(), id_hash, id_rank)
    middle = len(counts) // 2
    parts = [bounds[: middle + 1], bounds[middle:]]
    list(threads.map(lambda part: sort_buckets(id_hash, id_rank, part), parts))
    return frozen(id_hash), frozen(id_rank)


def _hashes(texts: pa.Array, threads: Executor) -> Uint64s:
    offsets, data = views_of_texts(texts)
    out = np.empty(len(texts), np.uint64)
    middle = len(texts) // 2
    parts = [(0, middle), (middle, len(texts))]
    list(threads.map(lambda part: hash_texts(offsets, data, part[0], part[1], out), parts))
    return out


def twins(transfer_id: pa.Array, id_hash: Uint64s, id_rank: Uint32s) -> tuple[int, int] | None:
    """The ranks, rising, of two transfers with one id, if there are such."""
    for run in _runs(id_hash):
        seen: dict[str, int] = {}
        for rank in sorted({int(rank) for rank in id_rank[run]}):
            text = transfer_id[rank].as_py()
            if text in seen:
                return seen[text], rank
            seen[text] = rank
    return None


def _runs(id_hash: Uint64s) -> Iterator[slice]:
    """The places of equal hashes, two or more together: the same text, nearly always."""
    again = np.flatnonzero(id_hash[1:] == id_hash[:-1])
    if len(again) == 0:
        return
    breaks = np.flatnonzero(np.diff(again) > 1)
    firsts = again[np.concatenate([[0], breaks + 1])]
    lasts = again[np.concatenate([breaks, [len(again) - 1]])] + 1
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        yield slice(first, last + 1)


def make_ids(transfer_id: pa.Array, alias: pa.Array | None, id_hash: Uint64s, id_rank: Uint32s) -> Ids:
    """What compiled code needs to look texts up."""
    aliases = views_of_texts(pa.array([], pa.large_string()) if alias is None else alias)
    return Ids(*views_of_texts(transfer_id), *aliases, id_hash, id_rank)


def find_ranks(ids: Ids, texts: pa.Array) -> Int64s:
    """The rank of the transfer that each text (`large_string`, no nulls) names, NOWHERE or AMBIGUOUS."""
    out = np.empty(len(texts), np.int64)
    find_texts(ids, *views_of_texts(texts), out)
    return out
