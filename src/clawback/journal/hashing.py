"""The hashes of an RFC 6962 Merkle tree, and the root of a growing one in memory that hardly grows."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

__all__ = ["EMPTY_ROOT", "Frontier", "fold", "join", "leaf_hash"]

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves (RFC 6962, 2.1)."""


def leaf_hash(data: bytes) -> bytes:
    """The 32-byte hash of one leaf. The prefix keeps a leaf from passing for two hashes joined."""
    return sha256(b"\x00" + data).digest()


def join(left: bytes, right: bytes) -> bytes:
    """The 32-byte hash above two hashes."""
    return sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """The root above perfect subtrees that stand side by side, the largest first; EMPTY_ROOT for none."""
    if not hashes:
        return EMPTY_ROOT
    found = hashes[-1]
    for left in reversed(hashes[:-1]):
        found = join(left, found)
    return found


class Frontier:
    """The perfect subtrees at a tree's right edge: as many hashes as the size has ones in binary.

    Enough to go on from: each new leaf completes some subtrees, and `push` says which.
    """

    def __init__(self, size: int = 0, hashes: Sequence[bytes] = ()) -> None:
        assert len(hashes) == size.bit_count(), "a frontier has one hash for each bit of its size"
        self.size = size
        self._hashes = list(hashes)

    def push(self, leaf: bytes) -> list[bytes]:
        """Takes a leaf's hash; returns it and the hashes of the subtrees it completes, from below."""
        completed = [leaf]
        for _ in range((~self.size & (self.size + 1)).bit_length() - 1):
            completed.append(join(self._hashes.pop(), completed[-1]))
        self._hashes.append(completed[-1])
        self.size += 1
        return completed

    def root(self) -> bytes:
        """The root of all leaves taken so far."""
        return fold(self._hashes)
