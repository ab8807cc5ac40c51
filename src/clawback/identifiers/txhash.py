"""Hashes of transfers on a chain: 64 hexadecimal digits, with 0x or without; never taken for an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clawback.identifiers.found import CHECKED, Candidate
from clawback.identifiers.reading import Reading

__all__ = ["find"]

_HASH = re.compile(r"(?<![a-zA-Z0-9])(?:0[xX])?[0-9a-fA-F]{64}(?![a-zA-Z0-9])")


def find(reading: Reading) -> Iterator[Candidate]:
    """Every hash."""
    for match in _HASH.finditer(reading.view.plain):
        yield Candidate(
            kind="txhash",
            value=match[0].lower(),
            start=match.start(),
            end=match.end(),
            strength=CHECKED + 5,
            because="64 hexadecimal digits",
        )
