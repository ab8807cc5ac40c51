"""One row of a source, and the checks of its fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from clawback.errors import LedgerError

__all__ = [
    "NATIVE_DECIMALS",
    "NETWORKS",
    "Entry",
    "Layer",
    "Token",
    "address",
    "hash_of",
    "micros",
    "number",
]

NATIVE_DECIMALS = 18

NETWORKS = {
    "1": "ETH",
    "10": "ETH",
    "56": "BNB",
    "100": "XDAI",
    "137": "POL",
    "8453": "ETH",
    "42161": "ETH",
    "43114": "AVAX",
    "59144": "ETH",
}
"""The own coin of a network, by its chain id (chainid.network)."""

_ADDRESS = re.compile(r"0x[0-9a-f]{40}")
_HASH = re.compile(r"0x[0-9a-f]{64}")
_DIGITS = re.compile(r"[0-9]{1,78}")
_LAST_SECOND = 253_402_300_799  # 9999-12-31T23:59:59Z


class Layer(IntEnum):
    """Which of a transaction's transfers: in this order they happen."""

    NORMAL = 0
    INTERNAL = 1
    TOKEN = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """A token: its contract's address, and what it says of itself."""

    contract: str
    symbol: str
    decimals: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A row: `value` and `fee` in the smallest units of the token or coin; 0 where it moves nothing.

    `mark` tells transfers of one layer of a transaction apart, None where the source does not. `index` is the
    transaction's place in its block, None where the source does not say.
    """

    layer: Layer
    hash: str
    mark: str | None
    network: str
    token: Token | None
    settled_at: int
    block: int
    index: int | None
    debtor: str
    creditor: str
    value: int
    fee: int = 0
    failed: bool = False


def address(row: Mapping[str, str], field: str) -> str:
    """An address in lower case. Raises LedgerError."""
    text = row.get(field, "").lower()
    if not _ADDRESS.fullmatch(text):
        raise LedgerError(
            f"{row.get(field, '')!r:.80} is not an address (0x and 40 hexadecimal digits)", field=field
        )
    return text


def hash_of(row: Mapping[str, str], field: str) -> str:
    """A transaction's hash in lower case. Raises LedgerError."""
    text = row.get(field, "").lower()
    if not _HASH.fullmatch(text):
        raise LedgerError(
            f"{row.get(field, '')!r:.80} is not a hash (0x and 64 hexadecimal digits)", field=field
        )
    return text


def number(row: Mapping[str, str], field: str) -> int:
    """A whole number written in digits. Raises LedgerError."""
    text = row.get(field, "")
    if not _DIGITS.fullmatch(text):
        raise LedgerError(f"{text!r:.80} is not a whole number", field=field)
    return int(text)


def micros(row: Mapping[str, str], field: str) -> int:
    """Microseconds since 1970 of seconds since 1970. Raises LedgerError beyond the year 9999."""
    seconds = number(row, field)
    if seconds > _LAST_SECOND:
        raise LedgerError(f"{seconds} seconds is beyond the year 9999", field=field)
    return seconds * 1_000_000
