"""The money that stands in an account: lots, the oldest first, each of one claim or own."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.reference.division import divide, less, without_zeros
from tests.reference.model import OWN, Parts


@dataclass
class Lot:
    """So much money that arrived together and is of one claim, or own."""

    who: int
    amount: int


@dataclass
class Holding:
    """The state of one account: its lots, or else what it is overdrawn by. Never both."""

    lots: list[Lot] = field(default_factory=list)
    overdraft: int = 0

    def __post_init__(self) -> None:
        assert self.overdraft == 0 or not self.lots

    def money(self) -> int:
        """What stands in the account, of everybody."""
        return sum(lot.amount for lot in self.lots)

    def balance(self) -> int:
        """Money, or the overdraft below zero."""
        return self.money() - self.overdraft

    def standing(self) -> Parts:
        """What stands in the account, by whose it is."""
        parts: Parts = {}
        for lot in self.lots:
            parts[lot.who] = parts.get(lot.who, 0) + lot.amount
        return without_zeros(parts)

    def take(self, amount: int, lots: list[Lot]) -> Parts:
        """Takes up to `amount` out of `lots` (some of this account's) in their order; says whose it was."""
        taken: Parts = {}
        for lot in lots:
            piece = min(lot.amount, amount)
            lot.amount -= piece
            amount -= piece
            taken[lot.who] = taken.get(lot.who, 0) + piece
        self.lots = [lot for lot in self.lots if lot.amount]
        return without_zeros(taken)

    def oldest(self) -> list[Lot]:
        """All lots, the oldest first."""
        return list(self.lots)

    def newest(self) -> list[Lot]:
        """All lots, the newest first; of one arrival own money first, then the claims from the last."""
        return list(reversed(self.lots))

    def newest_of(self, who: int) -> list[Lot]:
        """The lots of one claim, or of own money, the newest first."""
        return [lot for lot in self.newest() if lot.who == who]

    def draw_overdraft(self, amount: int) -> Parts:
        """Pays `amount` from the overdraft: it leaves as own money."""
        assert amount == 0 or not self.lots
        self.overdraft += amount
        return without_zeros({OWN: amount})

    def receive(self, parts: Parts) -> Parts:
        """One arrival, claims in order, own money last. Says which of its parts repaid an overdraft."""
        repaid = divide(min(self.overdraft, sum(parts.values())), parts)
        self.overdraft -= sum(repaid.values())
        self.lots += [Lot(who, amount) for who, amount in less(parts, repaid).items()]
        return repaid


def opened(balance: int) -> Holding:
    """An account at its opening balance: own money, or an overdraft."""
    if balance > 0:
        return Holding(lots=[Lot(OWN, balance)])
    return Holding(overdraft=-balance)
