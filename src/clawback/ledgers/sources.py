"""Batches of any source: tables in memory, files and folders of any format, several together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from clawback.ledgers import formats
from clawback.ledgers.columnar import batches_of_table
from clawback.ledgers.layout import read_openings
from clawback.ledgers.ledger_batches import batches_of_ledger, given_openings
from clawback.ledgers.opening import open_snapshot
from clawback.ledgers.reading import Format, Notes, ReadOptions

__all__ = ["Source", "batches_of", "paths_of"]

Source = tuple[str, Iterable[pa.RecordBatch]]
"""The name that stands in errors, and the batches."""


def paths_of(source: Any) -> list[Path] | None:
    """The paths that a source is, or None where it is a table."""
    if isinstance(source, (str, PathLike)):
        return [Path(source)]
    if isinstance(source, Sequence) and all(isinstance(part, (str, PathLike)) for part in source):
        return [Path(part) for part in source]
    return None


def batches_of(source: Any, options: ReadOptions, notes: Notes) -> Iterator[Source]:
    """The parts of a source, one after the other; statements are read together, as one part.

    Raises LedgerError where a path is of no known format.
    """
    paths = paths_of(source)
    if paths is None:
        yield "table", batches_of_table(source, options, notes)
        return
    for format_, group in _groups(paths, options):
        if format_ is None:
            yield str(group[0]), _of_ledger(group[0], notes)
            continue
        name = str(group[0]) if len(group) == 1 else f"{group[0]} and {len(group) - 1} more"
        yield name, format_.read(group, options, notes)


def _of_ledger(folder: Path, notes: Notes) -> Iterator[pa.RecordBatch]:
    ledger, manifest = open_snapshot(folder)
    notes.currencies[ledger.currency.code] = ledger.currency
    notes.openings.extend(given_openings(ledger))
    notes.openings.extend(read_openings(folder / manifest.name(), ledger.currency.code))
    notes.order_conflicts.extend(list(group) for group in ledger.order_conflicts)
    for text in ledger.notes:
        notes.say(text)
    for at in np.flatnonzero(ledger.assumed):
        notes.assumed.add((ledger.agents[at].as_py(), ledger.numbers[at].as_py()))
    yield from batches_of_ledger(ledger)


def _groups(paths: Sequence[Path], options: ReadOptions) -> list[tuple[Format | None, list[Path]]]:
    """The paths that are read together, in the order of the first of each; no format is a ledger folder."""
    groups: list[tuple[Format | None, list[Path]]] = []
    for path in paths:
        found = None if formats.is_ledger_folder(path) else formats.find(path, options)
        family = found.family if found else ""
        together = [group for known, group in groups if known and family and known.family == family]
        if together:
            together[0].append(path)
        else:
            groups.append((found, [path]))
    return groups
