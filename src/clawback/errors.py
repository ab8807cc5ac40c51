"""Every error that Clawback raises, in one tree.

    ClawbackError
      InputError             something given to us is wrong; the command line exits with status 2
        MoneyError           an amount, a currency or a number of decimals
        TimeError            a time, a time zone or a duration
        LedgerError          a ledger's file, row or field
        ClaimError           a claim that names no transfer, or one named twice
        TraceError           a rule, limit, exit, opening or as-of time
        PlanError            a return plan
        DrawingError         what a picture is asked to show
        JournalError         a journal, a checkpoint, a signature, a proof, or a key that was destroyed
        ReportError          a report's file that cannot be read
        LawError             a profile of a jurisdiction's law, or a question to it that cannot be asked
        FederationError      a node's folder, key, list of members, policy or address
    Bug                      one of our own invariants does not hold; exit status 1, the program stops

`InputError` says what is wrong, where, and what to do; its text is one line, ready to be shown.
"""

from __future__ import annotations

__all__ = [
    "Bug",
    "ClaimError",
    "ClawbackError",
    "DrawingError",
    "FederationError",
    "InputError",
    "JournalError",
    "LawError",
    "LedgerError",
    "MoneyError",
    "PlanError",
    "ReportError",
    "TimeError",
    "TraceError",
]


class ClawbackError(Exception):
    """What all errors of this package share."""


class InputError(ClawbackError):
    """Something given to us is wrong.

    `reason` says what; `file`, `row` (data row from 1), `line` (line of the file from 1) and `field` say
    where, as far as known; `remedy` says what to do. `str()` joins them on one line.
    """

    def __init__(
        self,
        reason: str,
        *,
        file: str | None = None,
        row: int | None = None,
        line: int | None = None,
        field: str | None = None,
        remedy: str | None = None,
    ) -> None:
        self.reason = reason
        self.file = file
        self.row = row
        self.line = line
        self.field = field
        self.remedy = remedy
        super().__init__(self._text())

    def _text(self) -> str:
        places = [
            self.file,
            None if self.row is None else f"row {self.row}",
            None if self.line is None else f"line {self.line}",
            None if self.field is None else f"field {self.field}",
        ]
        where = ", ".join(place for place in places if place)
        text = f"{where}: {self.reason}" if where else self.reason
        return f"{text}; {self.remedy}" if self.remedy else text

    def at(
        self,
        *,
        file: str | None = None,
        row: int | None = None,
        line: int | None = None,
        field: str | None = None,
    ) -> InputError:
        """The same error with the places it did not know yet filled in; places it knew stay."""
        return type(self)(
            self.reason,
            file=self.file or file,
            row=self.row if self.row is not None else row,
            line=self.line if self.line is not None else line,
            field=self.field or field,
            remedy=self.remedy,
        )


class MoneyError(InputError):
    """An amount, a currency or a number of decimals is wrong."""


class TimeError(InputError):
    """A time, a time zone or a duration is wrong."""


class LedgerError(InputError):
    """A ledger's file, row or field is wrong."""


class ClaimError(InputError):
    """A claim names no transfer of the ledger, or a transfer is claimed twice."""


class TraceError(InputError):
    """A rule, a limit, an exit, an opening balance or an as-of time is wrong."""


class PlanError(InputError):
    """A return plan is wrong."""


class DrawingError(InputError):
    """A picture is asked for something that it cannot show."""


class ReportError(InputError):
    """A report's file cannot be read as text, or not without a part that is not installed."""


class LawError(InputError):
    """A profile of a jurisdiction's law is wrong, or is asked something that has no meaning."""


class JournalError(InputError):
    """A journal, or a checkpoint, signature, proof or key that belongs to it, is not what it should be."""


class FederationError(InputError):
    """What a node is started with is wrong: its folder, key, list of members, policy or address."""


class Bug(AssertionError):
    """One of our own invariants does not hold: nothing computed so far may be used."""
