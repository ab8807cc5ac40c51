"""The figures of a case: pure, over rows, so that whoever has the rows reaches the same to the last minor unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

__all__ = ["CaseFigures", "Ended", "Lost", "Paid", "Placed", "figures_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lost:
    """A confirmed claim: its victim paid `amount` (minor units), of which `came_back` came back beside returns."""

    currency: str
    amount: int
    came_back: int
    reported_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A hold as it was placed."""

    currency: str
    amount: int
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """A reduction: `released`, `expired` or `paid over`. `mistaken`: it was the holder's own, and held by mistake."""

    currency: str
    ending: str
    amount: int
    placed_at: datetime
    at: datetime
    mistaken: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Paid:
    """A confirmed line of a plan. `late`: its hold had ended before, so that it stands in no `paid over`."""

    currency: str
    amount: int
    at: datetime
    late: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseFigures:
    """Minor units of one currency; held = in force + let go + returned, paid by victims = lost + came back.

    Times run from the first report: to the first hold, the first and the last return; None where there was none.
    `mistaken` is money of holders held by mistake, `mistaken_longest` the longest time that any of it was.
    """

    currency: str
    lost: int
    came_back: int
    held: int
    in_force: int
    let_go: int
    returned: int
    to_first_hold: timedelta | None
    to_first_return: timedelta | None
    to_last_return: timedelta | None
    mistaken: int
    mistaken_longest: timedelta | None

    @property
    def paid_out(self) -> int:
        """What the victims of confirmed claims paid."""
        return self.lost + self.came_back

    @property
    def still_lost(self) -> int:
        """What victims, and those who reimbursed them, did not get back."""
        return self.lost - self.returned


def figures_of(
    lost: Iterable[Lost], placed: Iterable[Placed], ended: Iterable[Ended], paid: Iterable[Paid]
) -> list[CaseFigures]:
    """One row a currency, by its code; never a sum over two."""
    claims, holds, endings, lines = list(lost), list(placed), list(ended), list(paid)
    codes = {row.currency for row in claims} | {row.currency for row in holds}
    codes |= {row.currency for row in endings} | {row.currency for row in lines}
    return [
        _one(
            code,
            [row for row in claims if row.currency == code],
            [row for row in holds if row.currency == code],
            [row for row in endings if row.currency == code],
            [row for row in lines if row.currency == code],
        )
        for code in sorted(codes)
    ]


def _one(
    code: str, lost: list[Lost], placed: list[Placed], ended: list[Ended], paid: list[Paid]
) -> CaseFigures:
    held = sum(row.amount for row in placed)
    late = sum(row.amount for row in paid if row.late)
    let_go = sum(row.amount for row in ended if row.ending != "paid over") - late
    returned = sum(row.amount for row in paid)
    start = min((row.reported_at for row in lost), default=None)
    returns = [row.at for row in paid]
    mistakes = [row for row in ended if row.mistaken]
    return CaseFigures(
        currency=code,
        lost=sum(row.amount - row.came_back for row in lost),
        came_back=sum(row.came_back for row in lost),
        held=held,
        in_force=held - sum(row.amount for row in ended),
        let_go=let_go,
        returned=returned,
        to_first_hold=_since(start, min((row.at for row in placed), default=None)),
        to_first_return=_since(start, min(returns, default=None)),
        to_last_return=_since(start, max(returns, default=None)),
        mistaken=sum(row.amount for row in mistakes),
        mistaken_longest=max((row.at - row.placed_at for row in mistakes), default=None),
    )


def _since(start: datetime | None, end: datetime | None) -> timedelta | None:
    return None if start is None or end is None else end - start
