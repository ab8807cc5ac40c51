"""Which of what comes in can meet in one account: the rest is not settled again when one of it changes.

Money that comes in with a transfer can reach the account that it is credited to, those that this pays later, and so
on, whatever the amounts. Sources that reach no account in common are settled apart, with the same result: what is
remembered here saves time, and nothing else depends on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from clawback.federation.book import Account, Book
from clawback.federation.reaching import WalkLimits
from clawback.federation.settled import ClaimRow, Outflow, Settled
from clawback.tracing.rules.names import RULES

__all__ = ["Reached", "groups", "settle_apart"]


class Reached:
    """The accounts that money of a source can reach, found once for each source of one book.

    The book is given each time and not kept: what is remembered of a book is to end with it.
    """

    def __init__(self) -> None:
        self._known: dict[str, frozenset[Account]] = {}

    def of(self, own: str, book: Book) -> frozenset[Account]:
        """Those of the transfer with that key, its debtor's among them."""
        if own not in self._known:
            self._known[own] = frozenset(_reached(own, book))
        return self._known[own]


def _reached(own: str, book: Book) -> Iterable[Account]:
    first = book.rank(own)
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


def groups(sources: Iterable[str], book: Book, reached: Reached) -> list[frozenset[str]]:
    """The sources, those together that can meet."""
    above: dict[Account | str, Account | str] = {}

    def top(one: Account | str) -> Account | str:
        while (higher := above.setdefault(one, one)) != one:
            above[one] = above[higher]
            one = higher
        return one

    listed = sorted(sources)
    for source in listed:
        for account in reached.of(source, book):
            above[top(account)] = top(source)
    found: dict[Account | str, set[str]] = {}
    for source in listed:
        found.setdefault(top(source), set()).add(source)
    return [frozenset(group) for group in found.values()]


class _Memory:
    """What the sources of a group came to when they were settled last, and from what."""

    def __init__(self) -> None:
        self.reached = Reached()
        self.found: dict[frozenset[str], tuple[object, dict[str, Settled]]] = {}


_memories: WeakKeyDictionary[Book, _Memory] = WeakKeyDictionary()


def settle_apart(
    book: Book,
    rows: Sequence[ClaimRow],
    arrivals: Mapping[str, Mapping[str, Outflow]],
    exits: Collection[Account],
    limits: WalkLimits,
) -> dict[str, Settled]:
    """What settling everything under every rule finds; `arrivals` are by transfer, then by rule. Pure."""
    memory = _memories.setdefault(book, _Memory())
    before, memory.found = memory.found, {}
    starts = {row.key for row in rows if _starts_here(row, book)}
    listed = _Listed(rows)
    for sources in groups({*starts, *arrivals}, book, memory.reached):
        coming = {own: arrivals[own] for own in sorted(sources) if own in arrivals}
        of_it = list(_rows_of(listed, sources, coming))
        asked = of_it, coming, frozenset(exits), limits
        known = before.get(sources)
        settled = known[1] if known and known[0] == asked else _settle(book, of_it, coming, exits, limits)
        memory.found[sources] = asked, settled
    found = [settled for _, settled in memory.found.values()]
    return {rule: _together([each[rule] for each in found]) for rule in RULES}


def _starts_here(row: ClaimRow, book: Book) -> bool:
    rank = book.rank(row.key)
    return rank is not None and book.is_own(book.movement(rank).debtor)


class _Listed:
    """The rows, and where those of a key or a name stand among them."""

    def __init__(self, rows: Sequence[ClaimRow]) -> None:
        self.rows = rows
        self.of_key: dict[str, list[int]] = {}
        self.of_name: dict[str, list[int]] = {}
        for at, row in enumerate(rows):
            self.of_key.setdefault(row.key, []).append(at)
            self.of_name.setdefault(row.name, []).append(at)


def _rows_of(
    listed: _Listed, sources: frozenset[str], coming: Mapping[str, Mapping[str, Outflow]]
) -> Iterator[ClaimRow]:
    """The claims that meet there. One that starts elsewhere in the book and comes in here starts there alone: its
    debtor's account is not reached from here, or its start would be of this group."""
    names = {claim for flows in coming.values() for flow in flows.values() for claim in flow.parts}
    meet = {at for key in sources for at in listed.of_key.get(key, ())}
    meet.update(at for name in names for at in listed.of_name.get(name, ()))
    for row in (listed.rows[at] for at in sorted(meet)):
        yield row if row.key in sources else replace(row, key="")


def _settle(
    book: Book,
    rows: Sequence[ClaimRow],
    arrivals: Mapping[str, Mapping[str, Outflow]],
    exits: Collection[Account],
    limits: WalkLimits,
) -> dict[str, Settled]:
    from clawback.federation.settling import settle  # with the tracer, whose loading takes half a second

    return {
        rule: settle(
            book,
            rule,
            rows,
            {own: flows[rule] for own, flows in arrivals.items() if rule in flows},
            exits=exits,
            limits=limits,
        )
        for rule in RULES
    }


def _together(found: Sequence[Settled]) -> Settled:
    """No account and no transfer is in two of them."""
    return Settled(
        traced={key: value for each in found for key, value in each.traced.items()},
        standing={key: value for each in found for key, value in each.standing.items()},
        ended={key: value for each in found for key, value in each.ended.items()},
        carried={key: value for each in found for key, value in each.carried.items()},
        outgoing={key: value for each in found for key, value in each.outgoing.items()},
    )
