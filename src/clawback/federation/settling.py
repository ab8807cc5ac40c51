"""One institution's accounts settled forward by a rule: from what arrives with claims to what leaves with them.

Only transfers of accounts that claims have reached are looked at, in the book's order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from heapq import heappop, heappush

from clawback.errors import Bug
from clawback.federation.book import Account, Book, Movement
from clawback.federation.reaching import Reach, WalkLimits
from clawback.federation.settled import ClaimRow, Outflow, Settled
from clawback.tracing.explaining.dividing import IN_ORDER, claims_of, in_proportion, pay, sum_parts, take_back
from clawback.tracing.explaining.holding import BEFORE, Holding
from clawback.tracing.explaining.records import OWN, Parts
from clawback.tracing.rules.names import RULES

__all__ = ["settle"]

_EXIT_KINDS = ("cash", "card", "exchange")


def settle(
    book: Book,
    rule: str,
    claims: Collection[ClaimRow],
    arrivals: Mapping[str, Outflow],
    *,
    exits: Collection[Account] = frozenset(),
    limits: WalkLimits | None = None,
) -> Settled:
    """Settles every account that claims reach. `arrivals` is what other institutions say of their transfers, by key.

    Pure: the same book, claims and arrivals give the same figures, in whatever order they were told. `claims` names all
    claims in `arrivals`; those whose transfer an account of this book pays start here. Raises Bug for an arrival that
    the book does not have, or of more than its transfer.
    """
    if rule not in RULES:
        raise Bug(f"there is no rule {rule!r}")
    walk = _Walk(book, rule, sorted(claims), arrivals, exits, limits or WalkLimits())
    walk.run()
    return walk.settled()


class _Walk:
    def __init__(
        self,
        book: Book,
        rule: str,
        claims: list[ClaimRow],
        arrivals: Mapping[str, Outflow],
        exits: Collection[Account],
        limits: WalkLimits,
    ) -> None:
        self.book, self.rule, self.exits = book, rule, exits
        self.names = [claim.name for claim in claims]
        self.number = {name: who for who, name in enumerate(self.names)}
        self.starts: dict[int, int] = {}
        self.victims: dict[int, Account] = {}
        for who, claim in enumerate(claims):
            rank = book.rank(claim.key)
            if rank is not None and book.is_own(book.movement(rank).debtor):
                self.starts[rank] = who
                self.victims[who] = book.movement(rank).debtor
        self.arrivals = {self._rank(key): arrival for key, arrival in arrivals.items() if arrival.parts}
        self.reach = Reach(limits)
        self.holdings: dict[Account, Holding] = {}
        self.balances: dict[Account, int] = {}
        self.brought: dict[int, Parts] = {}
        self.traced: Parts = dict.fromkeys(self.starts.values(), 0)
        self.ended: dict[tuple[Account, str], Parts] = {}
        self.carried: dict[int, Parts] = {}
        self.outgoing: dict[str, Outflow] = {}
        self.due: list[int] = []
        self.waiting: set[int] = set()

    def run(self) -> None:
        for rank in (*self.starts, *self.arrivals):
            self._await(rank)
        while self.due:
            rank = heappop(self.due)
            self._move(rank, self.book.movement(rank))

    def _rank(self, key: str) -> int:
        rank = self.book.rank(key)
        if rank is None:
            raise Bug(f"the book has no {key}")
        return rank

    def _await(self, rank: int) -> None:
        if rank not in self.waiting:
            self.waiting.add(rank)
            heappush(self.due, rank)

    def _reached(self, account: Account, rank: int) -> Holding:
        """The account's lots; where claims reach it with this transfer, its own money before it."""
        found = self.holdings.get(account)
        if found is not None:
            return found
        balance = self.book.balance_before(account, rank)
        holding = Holding(in_order=self.rule in IN_ORDER)
        if balance > 0:
            holding.receive({OWN: balance}, BEFORE)
        self.holdings[account], self.balances[account] = holding, balance
        for later in self.book.ranks_after(account, rank):
            self._await(later)
        return holding

    def _move(self, rank: int, movement: Movement) -> None:
        parts, depth, followed = self._leaves(rank, movement)
        claims = claims_of(parts)
        if not self.book.is_own(movement.creditor):
            if claims:
                self.outgoing[movement.key] = Outflow(
                    parts=self._named(claims), depth=depth, followed=followed
                )
            return
        if not claims and movement.creditor not in self.holdings:
            return
        holding = self._reached(movement.creditor, rank)
        self._arrives(rank, movement, holding, self._still_claims(rank, movement, claims, depth, followed))

    def _leaves(self, rank: int, movement: Movement) -> tuple[Parts, int, bool]:
        """What the transfer carries, the debtor's depth, and whether it is followed."""
        debtor = movement.debtor
        if not self.book.is_own(debtor):
            return self._told(rank, movement)
        if rank not in self.starts and debtor not in self.holdings:
            return {OWN: movement.amount}, 0, True
        holding = self._reached(debtor, rank)
        parts = self._debit(rank, movement, holding)
        self.balances[debtor] -= movement.amount
        if rank in self.starts:
            parts = self._start(rank, movement, parts)
        claims = claims_of(parts)
        if not claims:
            return parts, 0, True
        self.carried[rank] = claims
        followed = rank in self.starts or self.reach.follows(movement, sum(claims.values()))
        return parts, self.reach.depth[debtor], followed

    def _told(self, rank: int, movement: Movement) -> tuple[Parts, int, bool]:
        arrival = self.arrivals.get(rank)
        if arrival is None:
            return {OWN: movement.amount}, 0, True
        own = movement.amount - sum(arrival.parts.values())
        if own < 0:
            raise Bug(f"more parts than {movement.key} carries")
        parts = {self.number[name]: part for name, part in arrival.parts.items()}
        return sum_parts(parts, {OWN: own}), arrival.depth, arrival.followed

    def _debit(self, rank: int, movement: Movement, holding: Holding) -> Parts:
        original = self.book.reversed_by(rank)
        if original is None:
            return pay(holding, movement.amount, self.rule)
        brought = self.brought.get(original, {OWN: self.book.movement(original).amount})
        return take_back(holding, movement.amount, brought, self.rule)

    def _start(self, rank: int, movement: Movement, parts: Parts) -> Parts:
        """The own money in a reported transfer becomes the claim; what was somebody else's stays theirs."""
        who = self.starts[rank]
        self.reach.depth[movement.debtor] = 0
        self.traced[who] = parts.get(OWN, 0)
        return sum_parts(claims_of(parts), {who: self.traced[who]})

    def _still_claims(
        self, rank: int, movement: Movement, claims: Parts, depth: int, followed: bool
    ) -> Parts:
        """What reaches the creditor as claims: not what is returned, unfollowed, or at an exit."""
        creditor = movement.creditor
        named_exit = creditor in self.exits or creditor[1] == "outside"
        returned = {
            who: part for who, part in claims.items() if self.victims.get(who) == creditor and not named_exit
        }
        self._end(creditor, "returned", returned)
        going_on = {who: part for who, part in claims.items() if who not in returned}
        if not going_on:
            return {}
        if not followed:
            self._end(creditor, "unfollowed", going_on)
            return {}
        arrival = self.arrivals.get(rank)
        self.reach.arrive(movement, depth, None if arrival is None else arrival.settled_at)
        if named_exit or movement.kind in _EXIT_KINDS:
            self._end(creditor, "exit", going_on)
            return {}
        return going_on

    def _arrives(self, rank: int, movement: Movement, holding: Holding, claims: Parts) -> None:
        arriving = sum_parts(claims, {OWN: movement.amount - sum(claims.values())})
        self.brought[rank] = arriving
        balance = self.balances[movement.creditor]
        repaid = in_proportion(min(movement.amount, -balance), arriving) if balance < 0 else {}
        self._end(movement.creditor, "overdraft", claims_of(repaid))
        left = {who: part - repaid.get(who, 0) for who, part in arriving.items()}
        holding.receive({who: part for who, part in left.items() if part}, rank)
        self.balances[movement.creditor] = balance + movement.amount
        if holding.money() != max(0, self.balances[movement.creditor]):
            raise Bug("the lots of an account do not sum to its balance")

    def _end(self, account: Account, kind: str, parts: Parts) -> None:
        if parts:
            self.ended[account, kind] = sum_parts(self.ended.get((account, kind), {}), parts)

    def _named(self, parts: Parts) -> dict[str, int]:
        return {self.names[who]: part for who, part in parts.items()}

    def settled(self) -> Settled:
        standing = {account: claims_of(holding.standing()) for account, holding in self.holdings.items()}
        return Settled(
            traced={self.names[who]: part for who, part in sorted(self.traced.items())},
            standing={account: self._named(parts) for account, parts in standing.items() if parts},
            ended={place: self._named(parts) for place, parts in self.ended.items()},
            carried={
                self.book.movement(rank).key: self._named(parts) for rank, parts in self.carried.items()
            },
            outgoing=self.outgoing,
        )
