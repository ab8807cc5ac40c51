"""The ledger formats, and which of them a file is of.

parquet, arrow                       by their first bytes
camt.053, camt.054, pacs.008         by the namespace of their document
mt940                                by the tags of its first block
med, ethereum                        by the keys of their JSON, or the columns of their CSV
finbench                             by the names in its folder
amlworld, amlsim                     by the columns of their CSV
csv                                  by columns of ours in its first line; tried last
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import cast

from clawback.errors import LedgerError
from clawback.ledgers.reading import Format, ReadOptions
from clawback.ledgers.streams import head

__all__ = ["FORMATS", "find", "is_ledger_folder", "load"]

FORMATS = {
    "parquet": "clawback.ledgers.columnar_format:PARQUET",
    "arrow": "clawback.ledgers.columnar_format:ARROW",
    "camt.053": "clawback.ledgers.statements:CAMT053",
    "camt.054": "clawback.ledgers.statements:CAMT054",
    "pacs.008": "clawback.ledgers.statements:PACS008",
    "mt940": "clawback.ledgers.statements:MT940",
    "med": "clawback.ledgers.med:FORMAT",
    "ethereum": "clawback.ledgers.ethereum:FORMAT",
    "finbench": "clawback.ledgers.finbench:FORMAT",
    "amlworld": "clawback.ledgers.amlworld:FORMAT",
    "amlsim": "clawback.ledgers.amlsim:FORMAT",
    "csv": "clawback.ledgers.csv_format:FORMAT",
}
"""Where each format stands, by its name, in the order in which a file is tried against them."""

_WIDE = (b"\xff\xfe", b"\xfe\xff")


def load(name: str) -> Format:
    """The format of that name. Raises LedgerError where there is none."""
    if name not in FORMATS:
        raise LedgerError(
            f"{name!r} is not a ledger format", field="--format", remedy=f"use one of {_names()}"
        )
    module, attribute = FORMATS[name].split(":")
    return cast(Format, getattr(import_module(module), attribute))


def is_ledger_folder(path: Path) -> bool:
    """Whether this is a folder that `clawback ledger build` made; it is opened, not read."""
    return (path / "CURRENT").is_file()


def find(path: Path, options: ReadOptions) -> Format:
    """The format that `options` names, else the one the content shows. Raises LedgerError."""
    if options.format is not None:
        return load(options.format)
    start = b"" if path.is_dir() else head(path)
    for name in FORMATS:
        if (format_ := load(name)).recognise(path, start):
            return format_
    raise _unknown(path, start)


def _unknown(path: Path, start: bytes) -> LedgerError:
    if path.is_dir():
        reason, remedy = "the folder holds no ledger", "name one of its files"
    elif not start:
        reason, remedy = "the file is empty", "name a file with transfers"
    elif start.startswith(_WIDE):
        reason, remedy = "the text is UTF-16", "save it as UTF-8"
    else:
        reason, remedy = "the content is of no known format", f"name it with --format: {_names()}"
    return LedgerError(reason, file=str(path), remedy=remedy)


def _names() -> str:
    return ", ".join(sorted(FORMATS))
