"""The columns of a transfer in the formats that are ours: `csv`, `parquet`, `arrow`, tables in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clawback.errors import LedgerError
from clawback.ledgers.reading import SCHEMA, Notes

__all__ = ["AGENTS", "NAMES", "REQUIRED", "TIMES", "Chosen", "choose"]

NAMES: tuple[str, ...] = tuple(SCHEMA.names)
"""Every column that is read, in the order in which `convert` writes them."""

REQUIRED = ("transfer_id", "settled_at", "debtor_account", "creditor_account", "amount", "currency")

AGENTS = ("debtor_agent", "creditor_agent")
"""Both may be left away where a ledger has one agent."""

TIMES = ("settled_at", "order_at", "booked_at", "debited_at", "credited_at")


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """The columns of a source that are read: `places` by name, of `width` columns in all."""

    places: dict[str, int]
    width: int


def choose(names: Sequence[str], file: str, notes: Notes, line: int | None = None) -> Chosen:
    """Which of a source's columns are read; the notes name the others. Raises LedgerError."""
    _refuse_twice(names, file, line)
    missing = [name for name in REQUIRED if name not in names]
    if AGENTS[0] in names or AGENTS[1] in names:
        missing += [name for name in AGENTS if name not in names]
    if missing:
        raise _missing(missing, names, file, line)
    further = [name for name in names if name not in NAMES]
    if further:
        notes.say(f"{file}: further columns are not read: {_few(further)}")
    return Chosen(places={name: names.index(name) for name in NAMES if name in names}, width=len(names))


def _refuse_twice(names: Sequence[str], file: str, line: int | None) -> None:
    for name in NAMES:
        if names.count(name) > 1:
            raise LedgerError("the column is there twice", file=file, line=line, field=name)


def _missing(missing: list[str], names: Sequence[str], file: str, line: int | None) -> LedgerError:
    s, are = ("s", "are") if len(missing) > 1 else ("", "is")
    remedy = f"the columns found are: {_few(names)}"
    if len(names) == 1 and any(mark in names[0] for mark in ";\t|"):
        remedy = "separate columns by commas"
    return LedgerError(
        f"the column{s} {', '.join(missing)} {are} missing", file=file, line=line, remedy=remedy
    )


def _few(names: Sequence[str]) -> str:
    shown = [repr(name[:40])[1:-1] for name in names[:12]]
    return ", ".join(shown) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
