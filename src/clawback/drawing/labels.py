"""What is written at a bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clawback.drawing.amounts import grouped, share
from clawback.drawing.figures import Figures
from clawback.drawing.following import HELD, ORIGIN, AccountKey
from clawback.drawing.gathering import Bar, Gathering
from clawback.drawing.rows import MoneyFlow
from clawback.drawing.svg import clean
from clawback.drawing.widths import fit, text_width

__all__ = ["SIZE", "Labels", "count_of"]

SIZE = 11.0
_ROOM = 150.0


def count_of(count: int, one: str, many: str) -> str:
    """`one`, or `many` with its number."""
    return one if count == 1 else many.format(count=f"{count:,}")


@dataclass(frozen=True, slots=True)
class Labels:
    """Writes labels for the bars of one picture."""

    flow: MoneyFlow
    gathering: Gathering
    figures: Figures
    peaks: Mapping[Bar, int]

    def amount(self, units: int) -> str:
        """An amount without its currency, which the picture's head names."""
        return grouped(units, self.flow.currency)

    def account(self, key: AccountKey) -> str:
        """An account's number, cut in its middle where it is very long."""
        return fit(clean(key[1]) or self.flow.texts.no_name, SIZE, _ROOM)

    def above(self, bar: Bar, room: float) -> str:
        """The line above a bar, in `room` pixels: which account, or how many; what began or ended there.

        Names are cut to fit; amounts never are.
        """
        if bar.form == ORIGIN:
            return self._origin(bar, room)
        who = self._gathered(bar) if bar.account is None else self.account(bar.account)
        if bar.form == HELD:
            return fit(who, SIZE, room)
        ended = f"{self.flow.texts.kinds[bar.form]} {self.amount(self.figures.bars[bar])} · "
        return ended + fit(who, SIZE, room - text_width(ended, SIZE))

    def _origin(self, bar: Bar, room: float) -> str:
        begun = [claim for key in self.gathering.accounts[bar] for claim in self.figures.begun[key]]
        texts = self.flow.texts
        if bar.account is None:
            return texts.gathered_claims.format(count=f"{len(begun):,}", share=self._share(bar))
        who = count_of(len(begun), clean(self.flow.claims[begun[0]]) or begun[0], texts.claims)
        amount = f" {self.amount(self.figures.bars[bar])}"
        return fit(who, SIZE, min(_ROOM, room - text_width(amount, SIZE))) + amount

    def _gathered(self, bar: Bar) -> str:
        count = f"{len(self.gathering.accounts[bar]):,}"
        return self.flow.texts.gathered.format(count=count, share=self._share(bar))

    def _share(self, bar: Bar) -> str:
        return share(self.peaks[bar], self.figures.traced, self.flow.texts)

    def standing(self, bar: Bar) -> list[str]:
        """What stands in a bar at the end, and its bounds; empty where nothing does."""
        units = self.figures.bars[bar] if bar.form == HELD else 0
        return [self.amount(units), *self._bounds(bar)] if units else []

    def _bounds(self, bar: Bar) -> list[str]:
        bounds = None if bar.account is None else self.flow.bounds.get(bar.account)
        if bounds is None:
            return []
        if bounds[0] == bounds[1]:
            return [self.flow.texts.exact_bounds]
        low, high = map(self.amount, bounds)
        return [self.flow.texts.bounds.format(low=low, high=high)]
