"""The transfers of one institution, in its own order, as far as they touch its accounts.

`ListBook` holds them as they are given; ledger_book.py reads them where they stand in a ledger.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from clawback.errors import Bug

__all__ = ["Account", "Book", "ListBook", "Movement"]

Account = tuple[str, str]
"""(agent, account number)"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Movement:
    """One settled transfer. `key` names it at both institutions; `settled_at` in microseconds since 1970, `amount`
    above zero in minor units. `reverses` is the key of the transfer that one of kind `reversal` takes back."""

    key: str
    settled_at: int
    debtor: Account
    creditor: Account
    amount: int
    kind: str = "transfer"
    reverses: str | None = None


class Book(Protocol):
    """What settling reads: transfers by rank, and of each account that the institution keeps the ranks that touch it.

    A transfer has a key, unique in the book; every transfer touches an account of the institution.
    """

    def is_own(self, account: Account) -> bool:
        """Whether the institution keeps the account."""
        ...

    def rank(self, key: str) -> int | None:
        """The rank of the transfer with that key."""
        ...

    def movement(self, rank: int) -> Movement:
        """The transfer of a rank."""
        ...

    def ranks_after(self, account: Account, rank: int) -> list[int]:
        """The ranks above `rank` of the account's transfers, in order."""
        ...

    def balance_before(self, account: Account, rank: int) -> int:
        """The balance of an account of its own before its first transfer of that rank or a later one."""
        ...

    def balance(self, account: Account) -> int:
        """The balance of an account of its own after all of its transfers."""
        ...

    def reversed_by(self, rank: int) -> int | None:
        """The rank of the earlier transfer, from its creditor to its debtor, that the one at `rank` takes back."""
        ...


class ListBook:
    """An institution's transfers by rank, and of each account of its own the ranks that touch it.

    `is_own(account)` says which accounts it keeps; every transfer touches one. Opening balances that are not given are
    inferred: the least with which the account is never overdrawn by the whole book.
    """

    def __init__(
        self,
        movements: Iterable[Movement],
        is_own: Callable[[Account], bool],
        openings: Mapping[Account, int] | None = None,
    ) -> None:
        self.movements = tuple(movements)
        self._is_own = is_own
        self._rank_of = {movement.key: rank for rank, movement in enumerate(self.movements)}
        if len(self._rank_of) < len(self.movements):
            raise Bug("two transfers of a book have one key")
        self._ranks: dict[Account, list[int]] = {}
        changes: dict[Account, list[int]] = {}
        for rank, movement in enumerate(self.movements):
            for account, change in _changes(movement):
                if is_own(account):
                    self._ranks.setdefault(account, []).append(rank)
                    changes.setdefault(account, []).append(change)
        self._nets = {account: list(accumulate(each, initial=0)) for account, each in changes.items()}
        inferred = {account: -min(nets) for account, nets in self._nets.items()}
        given = openings or {}
        self.openings = {account: given.get(account, least) for account, least in inferred.items()}

    def is_own(self, account: Account) -> bool:
        return self._is_own(account)

    def rank(self, key: str) -> int | None:
        return self._rank_of.get(key)

    def movement(self, rank: int) -> Movement:
        return self.movements[rank]

    def ranks_after(self, account: Account, rank: int) -> list[int]:
        ranks = self._ranks[account]
        return ranks[bisect_right(ranks, rank) :]

    def balance(self, account: Account) -> int:
        return self.openings[account] + self._nets[account][-1]

    def balance_before(self, account: Account, rank: int) -> int:
        place = bisect_left(self._ranks[account], rank)
        return self.openings[account] + self._nets[account][place]

    def reversed_by(self, rank: int) -> int | None:
        movement = self.movements[rank]
        if movement.kind != "reversal" or movement.reverses is None:
            return None
        named = self._rank_of.get(movement.reverses)
        if named is None or named >= rank:
            return None
        original = self.movements[named]
        fits = (original.debtor, original.creditor) == (movement.creditor, movement.debtor)
        return named if fits else None


def _changes(movement: Movement) -> list[tuple[Account, int]]:
    """Its debtor is debited, then its creditor is credited, though they be one: what is inferred looks at both."""
    return [(movement.debtor, -movement.amount), (movement.creditor, movement.amount)]
