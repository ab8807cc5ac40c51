"""Errors about a value, with the place in a file where it stands."""

from __future__ import annotations

from clawback.errors import InputError, LedgerError

__all__ = ["ledger_error"]


def ledger_error(
    error: InputError, file: str, *, row: int | None = None, line: int | None = None, field: str | None = None
) -> LedgerError:
    """The same as an error of the ledger, with the places it did not know yet filled in."""
    return LedgerError(
        error.reason,
        file=error.file or file,
        row=error.row if error.row is not None else row,
        line=error.line if error.line is not None else line,
        field=error.field or field,
        remedy=error.remedy,
    )
