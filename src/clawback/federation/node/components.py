"""Which of what comes in can meet in one account: the rest need not be settled again when one of it changes.

Money that comes in with a transfer can reach the accounts that it is credited to, those that these pay later, and so on,
whatever the amounts. Sources that reach no account in common are settled apart, with the same result.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clawback.federation.book import Account, Book

__all__ = ["Reached", "groups"]


@dataclass
class Reached:
    """The accounts that money of a source can reach, found once for each source of a book."""

    book: Book

    def __post_init__(self) -> None:
        self._known: dict[str, frozenset[Account]] = {}

    def of(self, own: str) -> frozenset[Account]:
        """Those of the transfer with that key, its debtor's among them."""
        if own not in self._known:
            self._known[own] = frozenset(self._find(own))
        return self._known[own]

    def _find(self, own: str) -> Iterable[Account]:
        book, first = self.book, self.book.rank(own)
        assert first is not None, "a source is a transfer of the book"
        movement = book.movement(first)
        since: dict[Account, int] = {}
        due = [(account, first) for account in (movement.debtor, movement.creditor) if book.is_own(account)]
        while due:
            account, rank = due.pop()
            if since.get(account, rank + 1) <= rank:
                continue
            since[account] = rank
            for later in book.ranks_after(account, rank):
                each = book.movement(later)
                if each.debtor == account and book.is_own(each.creditor):
                    due.append((each.creditor, later))
        return since


def groups(sources: Iterable[str], reached: Reached) -> list[frozenset[str]]:
    """The sources, those together that can meet."""
    of_account: dict[Account, set[str]] = {}
    for source in sources:
        joined = {source}
        for account in reached.of(source):
            joined |= of_account.get(account, set())
        for each in joined:
            for account in reached.of(each):
                of_account[account] = joined
    found = {min(group): frozenset(group) for group in of_account.values()}
    return [found[name] for name in sorted(found)]
