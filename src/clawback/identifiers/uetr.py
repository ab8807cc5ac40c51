"""UETRs: the UUID that a transfer between agents carries from end to end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clawback.identifiers.found import CHECKED, Candidate
from clawback.identifiers.reading import Reading

__all__ = ["find"]

_UUID = re.compile(
    r"(?<![0-9a-fA-F-])[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}(?![0-9a-fA-F-])"
)


def find(reading: Reading) -> Iterator[Candidate]:
    """Every UUID of version 4."""
    for match in _UUID.finditer(reading.view.plain):
        yield Candidate(
            kind="uetr",
            value=match[0].lower(),
            start=match.start(),
            end=match.end(),
            strength=CHECKED,
            because="a UUID of version 4",
        )
