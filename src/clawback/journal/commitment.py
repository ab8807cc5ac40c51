"""Commitments: an entry says that a value was so without saying the value, and can prove it later.

    commitment = SHA-256("clawback/commitment/v1" || 0x0A || nonce (32 bytes) || canonical JSON of the value)

The nonce is fresh for each value, so that equal values look different and no value can be found by trying. Once
the nonce is erased nobody can show what was committed to; the entry, its place in the tree and every signature
stay whole. The prefix keeps the hash from meaning anything else; the nonce has one length, so the value begins
in one place.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from clawback.errors import JournalError
from clawback.journal.canonical import to_canonical

__all__ = ["COMMITMENT", "NONCE_SIZE", "Opening", "commit", "opened"]

NONCE_SIZE = 32
COMMITMENT = re.compile(r"[0-9a-f]{64}")
"""How an entry writes a commitment."""

_DOMAIN = b"clawback/commitment/v1\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """What opens one commitment: the value and its 32-byte nonce. It stands in encrypted records only."""

    value: str | int
    nonce: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.nonce) != NONCE_SIZE:
            raise JournalError(f"a nonce has {NONCE_SIZE} bytes, not {len(self.nonce)}")

    def commitment(self) -> str:
        """The commitment that this opens: 64 hexadecimal digits. Raises JournalError for a value not to be written."""
        return sha256(_DOMAIN + self.nonce + to_canonical(self.value)).hexdigest()


def commit(value: str | int, fresh: Callable[[int], bytes] = secrets.token_bytes) -> Opening:
    """The opening of a new commitment to a text or a whole number; `fresh(32)` gives the nonce."""
    return Opening(value=value, nonce=fresh(NONCE_SIZE))


def opened(commitment: str, opening: Opening | None) -> str | int:
    """The value committed to. Raises JournalError where the nonce is erased, or opens something else."""
    if opening is None:
        raise JournalError("the nonce is erased: nobody can open this commitment any more")
    if not hmac.compare_digest(opening.commitment(), commitment):
        raise JournalError("this value and nonce are not what was committed to")
    return opening.value
