"""The money that stands in an account: lots, the oldest first, each of one claim or own."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from clawback.tracing.explaining.records import OWN, Parts

__all__ = ["BEFORE", "Holding", "Lot", "Piece"]

BEFORE = -1
"""The source of own money that stood in the account before the first claim."""


@dataclass(slots=True, kw_only=True)
class Lot:
    """So much money of one claim, or own, that came with one transfer (its rank)."""

    who: int
    amount: int
    source: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """So much taken out of a lot of `of`."""

    who: int
    amount: int
    of: int
    source: int


@dataclass
class Holding:
    """The lots of an account. `in_order` tells that their order matters; else all money of one claim is one lot."""

    in_order: bool
    lots: deque[Lot] = field(default_factory=deque)
    sums: dict[int, int] = field(default_factory=dict)

    def standing(self) -> Parts:
        """What stands in the account, by whose it is."""
        return {who: self.sums[who] for who in sorted(self.sums) if self.sums[who]}

    def claims(self) -> int:
        """What stands there of claims."""
        return self.money() - self.sums.get(OWN, 0)

    def money(self) -> int:
        """What stands there, of everybody."""
        return sum(self.sums.values())

    def receive(self, parts: Parts, source: int) -> None:
        """One arrival, claims in order, own money last."""
        for who, amount in parts.items():
            self.sums[who] = self.sums.get(who, 0) + amount
            lot = None if self.in_order else next((lot for lot in self.lots if lot.who == who), None)
            if lot is None:
                self.lots.append(Lot(who=who, amount=amount, source=source))
            else:
                lot.amount += amount

    def take(self, amount: int, lots: Iterable[Lot]) -> list[Piece]:
        """Takes up to `amount` out of `lots` (some of this account's) in their order."""
        pieces = []
        for lot in lots:
            part = min(lot.amount, amount)
            if part:
                pieces.append(Piece(who=lot.who, amount=part, of=lot.amount, source=lot.source))
                lot.amount -= part
                amount -= part
                self.sums[lot.who] -= part
            if amount == 0:
                break
        self._drop_empty_ends()
        return pieces

    def _drop_empty_ends(self) -> None:
        """Empty lots leave from both ends; those in the middle, of reversals, wait until they come to one."""
        while self.lots and self.lots[0].amount == 0:
            self.lots.popleft()
        while self.lots and self.lots[-1].amount == 0:
            self.lots.pop()

    def oldest(self) -> Iterable[Lot]:
        """All lots, the oldest first."""
        return iter(self.lots)

    def newest(self) -> Iterable[Lot]:
        """All lots, the newest first; of one arrival own money first, then the claims from the last."""
        return reversed(self.lots)

    def newest_of(self, who: int) -> Iterable[Lot]:
        """The lots of one claim, or of own money, the newest first."""
        return (lot for lot in reversed(self.lots) if lot.who == who)
