"""Companies, CC:REGISTER:number."""

from __future__ import annotations

from collections.abc import Iterator

from clawback.identifiers.found import Candidate
from clawback.identifiers.numbered import found_in
from clawback.identifiers.reading import Reading

__all__ = ["find"]


def find(reading: Reading) -> Iterator[Candidate]:
    """Every number of a register in registers.toml."""
    return found_in(reading, "registers", "company")
