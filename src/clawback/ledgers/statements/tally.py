"""What is counted while statements are read, and said once at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from clawback.ledgers.reading import Notes

__all__ = ["Tally"]

_SHOWN = 5


@dataclass(slots=True)
class Tally:
    """Counts, and examples where a reader may want to look at each."""

    not_booked: int = 0
    empty: int = 0
    bare: int = 0
    repeated: int = 0
    notified: int = 0
    carried: int = 0
    doubtful: list[str] = field(default_factory=list)
    unequal: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)

    def say(self, notes: Notes) -> None:
        """Adds a sentence to `notes` for each that is not zero."""
        zone = notes.options.timezone or "UTC"
        for count, text in (
            (self.not_booked, "entries left out, for they are not booked (status other than BOOK)"),
            (self.empty, "entries left out, for they move nothing (amount 0)"),
            (self.bare, f"transfers that have a date without a time, read as midnight of {zone}"),
            (self.repeated, "statements given twice, counted once"),
            (
                self.notified,
                "entries of notifications (camt.054) that stand in a statement too, counted once",
            ),
            (self.carried, "payments that stand in several messages, counted once"),
            (_some(self.doubtful), "entries that match more than one of another statement, not merged"),
            (_some(self.unequal), "transfers that have different amounts in two statements, not merged"),
            (
                _some(self.unanswered),
                "entries that name an account whose statement has no such entry, both counted",
            ),
        ):
            if count:
                notes.say(f"{text}: {count}")


def _some(ids: list[str]) -> str:
    """How many, and which: `7 (A, B, C, D, E, ...)`; empty of none."""
    shown = ", ".join(ids[:_SHOWN]) + (", ..." if len(ids) > _SHOWN else "")
    return f"{len(ids)} ({shown})" if ids else ""
