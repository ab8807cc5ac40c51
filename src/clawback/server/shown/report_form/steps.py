"""Which questions a report has, in their order; a transfer has four of its own."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["MOST_TRANSFERS", "Step", "steps_of"]

MOST_TRANSFERS: Final = 20
_BEFORE: Final = ("safe", "story", "kind")
_TRANSFER: Final = ("from", "to", "amount", "when")
_AFTER: Final = ("more", "back", "traces", "you", "word", "check")


class Step(NamedTuple):
    """A question `name`; of transfer `place` from 1, 0 for a question about the whole report."""

    name: str
    place: int = 0

    @property
    def slug(self) -> str:
        """As the address says it: `from-2`."""
        return f"{self.name}-{self.place}" if self.place else self.name


def steps_of(transfers: int) -> list[Step]:
    """All questions of a report with so many transfers."""
    count = min(max(transfers, 1), MOST_TRANSFERS)
    middle = [Step(name, place) for place in range(1, count + 1) for name in _TRANSFER]
    return [*map(Step, _BEFORE), *middle, *map(Step, _AFTER)]
