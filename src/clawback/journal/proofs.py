"""Checking proofs of inclusion and of consistency, as RFC 9162 says in 2.1.3.2 and 2.1.4.2."""

from __future__ import annotations

from collections.abc import Sequence

from clawback.errors import JournalError
from clawback.journal.hashing import EMPTY_ROOT, join

__all__ = ["verify_consistency", "verify_inclusion"]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Raises JournalError unless `leaf` (its hash) is leaf `index` of the tree of `size` leaves and this root."""
    if not 0 <= index < size:
        raise JournalError(f"a journal of {size} entries has no entry {index}")
    _check_hashes(leaf, root, *proof)
    way, last, found = index, size - 1, leaf
    for each in proof:
        if last == 0:
            raise _longer("inclusion")
        if way & 1 or way == last:
            found = join(each, found)
            way, last = _up_to_right(way, last)
        else:
            found = join(found, each)
        way, last = way >> 1, last >> 1
    if last != 0 or found != root:
        raise JournalError(f"the proof does not show entry {index} in the journal of {size} entries")


def verify_consistency(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Raises JournalError unless the tree of the new root begins with all leaves of the tree of the old root.

    A tree is consistent with itself and with the empty tree, both by an empty proof.
    """
    if not 0 <= old_size <= new_size:
        raise JournalError(f"there is no proof from {old_size} entries to {new_size}")
    _check_hashes(old_root, new_root, *proof)
    for size, root in ((old_size, old_root), (new_size, new_root)):
        if size == 0 and root != EMPTY_ROOT:
            raise JournalError("a journal without entries has another root than the empty one")
    if old_size in (0, new_size):
        if proof:
            raise _longer("consistency")
        if old_size and old_root != new_root:
            raise JournalError(f"two stories: one size, {new_size} entries, and two roots")
        return
    if not _grows(old_size, old_root, new_size, new_root, proof):
        raise JournalError(f"the proof does not show {old_size} entries as the beginning of {new_size}")


def _grows(old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    way, last = old_size - 1, new_size - 1
    while way & 1:
        way, last = way >> 1, last >> 1
    # Where the old tree is a perfect one, its root begins the way and is not sent.
    hashes = [old_root, *proof] if way == 0 else list(proof)
    if not hashes:
        return False
    old_found = new_found = hashes[0]
    for each in hashes[1:]:
        if last == 0:
            raise _longer("consistency")
        if way & 1 or way == last:
            old_found, new_found = join(each, old_found), join(each, new_found)
            way, last = _up_to_right(way, last)
        else:
            new_found = join(new_found, each)
        way, last = way >> 1, last >> 1
    return last == 0 and old_found == old_root and new_found == new_root


def _check_hashes(*hashes: bytes) -> None:
    if any(len(each) != len(EMPTY_ROOT) for each in hashes):
        raise JournalError(f"a hash has {len(EMPTY_ROOT)} bytes")


def _up_to_right(way: int, last: int) -> tuple[int, int]:
    """Climbs, at the right edge, over the levels where there is nothing to join with."""
    while way and not way & 1:
        way, last = way >> 1, last >> 1
    return way, last


def _longer(kind: str) -> JournalError:
    return JournalError(f"the proof of {kind} has more hashes than it needs")
