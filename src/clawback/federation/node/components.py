"""Which of what comes in can meet in one account: the rest need not be settled again when one of it changes.

Money that comes in with a transfer can reach the account that it is credited to, those that this pays later, and so
on, whatever the amounts. Sources that reach no account in common are settled apart, with the same result.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from clawback.federation.book import Account, Book
from clawback.federation.reaching import WalkLimits
from clawback.federation.settled import ClaimRow, Outflow, Settled
from clawback.federation.settling import settle
from clawback.tracing.rules.names import RULES

__all__ = ["Component", "Reached", "groups", "settle_apart", "together"]


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


@dataclass(frozen=True, kw_only=True)
class Component:
    """Sources that can meet, and what they come to. `again`: nothing that comes in was another at the last step."""

    sources: frozenset[str]
    claims: frozenset[str]
    settled: Mapping[str, Settled]
    again: bool


class _Memory:
    """What was found at the last step; nothing depends on it but the time that the next one takes."""

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
) -> list[Component]:
    """Settles each component under every rule; `arrivals` are by transfer, then by rule. Pure."""
    memory = _memories.setdefault(book, _Memory())
    starts = {row.key: row for row in rows if row.key}
    before, memory.found, components = memory.found, {}, []
    for sources in groups({*starts, *arrivals}, book, memory.reached):
        coming = {own: arrivals[own] for own in sorted(sources) if own in arrivals}
        names = {claim for flows in coming.values() for flow in flows.values() for claim in flow.parts}
        of_it = [row for row in rows if row.name in names or row.key in sources]
        asked = of_it, coming, exits, limits
        known = before.get(sources)
        again = known is not None and known[0] == asked
        settled = known[1] if known and again else _settle(book, of_it, coming, exits, limits)
        memory.found[sources] = asked, settled
        claims = frozenset(row.name for row in of_it)
        components.append(Component(sources=sources, claims=claims, settled=settled, again=again))
    return components


def _settle(
    book: Book,
    rows: Sequence[ClaimRow],
    arrivals: Mapping[str, Mapping[str, Outflow]],
    exits: Collection[Account],
    limits: WalkLimits,
) -> dict[str, Settled]:
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


def together(components: Sequence[Component], rule: str) -> Settled:
    """What all components come to under a rule; no account and no transfer is in two of them."""
    found = [each.settled[rule] for each in components]
    return Settled(
        traced={key: value for each in found for key, value in each.traced.items()},
        standing={key: value for each in found for key, value in each.standing.items()},
        ended={key: value for each in found for key, value in each.ended.items()},
        carried={key: value for each in found for key, value in each.carried.items()},
        outgoing={key: value for each in found for key, value in each.outgoing.items()},
    )
