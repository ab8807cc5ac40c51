"""Base64 and decimal numbers that are written in one way only: what reads back otherwise is refused."""

from __future__ import annotations

import base64
import re

from clawback.errors import JournalError

__all__ = ["from_base64", "from_decimal", "to_base64"]

_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")


def to_base64(data: bytes) -> str:
    """Standard Base64 with padding (RFC 4648, section 4)."""
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str, what: str, size: int | None = None) -> bytes:
    """The bytes of such a text, `size` of them if given. Raises JournalError that names `what`."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise JournalError(f"{what} is not Base64") from None
    if to_base64(data) != text:
        raise JournalError(f"{what} is not Base64 as it is written")
    if size is not None and len(data) != size:
        raise JournalError(f"{what} has {len(data)} bytes instead of {size}")
    return data


def from_decimal(text: str, what: str) -> int:
    """A number from 0 to 2**63 - 1 in ASCII digits without leading zeroes. Raises JournalError."""
    if not _DECIMAL.fullmatch(text) or int(text) >= 1 << 63:
        raise JournalError(f"{what} is not a number of entries: {text[:40]!r}")
    return int(text)
