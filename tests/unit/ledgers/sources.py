"""Reading a source with one format, for tests of formats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from clawback.errors import LedgerError
from clawback.ledgers.reading import KINDS, SCHEMA, Format, Notes, ReadOptions

DATA = Path(__file__).parents[2] / "data/formats"


def read(format_: Format, *paths: Path, **options: Any) -> tuple[list[dict[str, Any]], Notes]:
    """The rows of a source without columns that are null, kinds by name, and what was noted."""
    given = ReadOptions(**options)
    notes = Notes(options=given)
    batches = list(format_.read(list(paths), given, notes))
    assert all(batch.schema == SCHEMA for batch in batches)
    rows = pa.Table.from_batches(batches, SCHEMA).to_pylist()
    for row in rows:
        row["kind"] = KINDS[row["kind"]]
    return [{name: value for name, value in row.items() if value is not None} for row in rows], notes


def refused(format_: Format, *paths: Path, **options: Any) -> LedgerError:
    """The error that a source is refused with."""
    with pytest.raises(LedgerError) as caught:
        read(format_, *paths, **options)
    return caught.value


def first_bytes(path: Path) -> bytes:
    """What a format is recognised by."""
    return path.read_bytes()[: 1 << 16]


def written(folder: Path, name: str, text: str | bytes) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path
