"""Numbers that name a person: found so that they can be masked, their value is not kept."""

from __future__ import annotations

from collections.abc import Iterator

from clawback.identifiers.found import Candidate
from clawback.identifiers.numbered import found_in
from clawback.identifiers.reading import Reading

__all__ = ["find"]


def find(reading: Reading) -> Iterator[Candidate]:
    """Every number of a register in persons.toml."""
    return found_in(reading, "persons", "person_id")
