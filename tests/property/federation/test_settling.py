"""Institutions that each settle their own accounts, and say what leaves them, find what one ledger finds."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clawback.federation.book import ListBook, Movement
from clawback.federation.node.components import settle_apart
from clawback.federation.reaching import WalkLimits
from clawback.federation.settled import ClaimRow, Outflow, Settled
from clawback.federation.settling import settle
from tests.property.strategies import LedgerCase, ledgers
from tests.reference import RULES, Account, PlainResult, plain_trace


def movements(case: LedgerCase) -> list[Movement]:
    return [
        Movement(
            key=row.id,
            settled_at=row.settled_at,
            debtor=row.debtor,
            creditor=row.creditor,
            amount=row.amount,
            kind=row.kind,
            reverses=row.reverses,
        )
        for row in case.transfers
        if case.as_of is None or row.settled_at <= case.as_of
    ]


def openings(case: LedgerCase) -> dict[Account, int]:
    """The balances that the whole ledger infers, whatever part of it is looked at."""
    whole = replace(case, as_of=None)
    book = ListBook(movements(whole), lambda account: True, case.openings)
    return {
        account: book.balance_before(account, 0)
        for row in case.transfers
        for account in (row.debtor, row.creditor)
    }


class Institutions:
    """A ledger cut among institutions; each is told things in any order, late, twice, and forgets what it settled."""

    def __init__(self, case: LedgerCase, rule: str, home: dict[Account, int], seed: int) -> None:
        self.case, self.rule, self.home = case, rule, home
        self.chance = random.Random(seed)
        rows, given_openings = movements(case), openings(case)
        order = {row.id: rank for rank, row in enumerate(case.transfers)}
        self.claims = [ClaimRow(order=(order[claim],), name=claim, key=claim) for claim in case.claims]
        self.books = {
            place: ListBook(
                [row for row in rows if place in (home[row.debtor], home[row.creditor])],
                lambda account, place=place: home[account] == place,
                given_openings,
            )
            for place in set(home.values())
        }
        limits = case.limits
        self.limits = WalkLimits(
            max_hops=limits.max_hops, hop_window=limits.hop_window, min_amount=limits.min_amount
        )
        self.told: dict[int, dict[str, tuple[int, Outflow]]] = {place: {} for place in self.books}
        self.said: dict[int, dict[str, tuple[int, Outflow]]] = {place: {} for place in self.books}
        self.under_way: list[tuple[int, str, int, Outflow]] = []

    def settle(self, place: int) -> Settled:
        arrivals = {key: outflow for key, (_, outflow) in self.told[place].items()}
        return settle(
            self.books[place], self.rule, self.claims, arrivals, exits=self.case.exits, limits=self.limits
        )

    def creditor(self, key: str) -> Account:
        return next(row.creditor for row in self.case.transfers if row.id == key)

    def say(self, place: int) -> None:
        """Sends what changed, with its version; nothing carried any more is said too."""
        found, said = self.settle(place).outgoing, self.said[place]
        for key in {*found, *said}:
            outflow = found.get(key, Outflow(parts={}, depth=0, followed=True))
            version, before = said.get(key, (0, None))
            if outflow != before:
                said[key] = (version + 1, outflow)
                creditor = self.creditor(key)
                self.under_way += [(self.home[creditor], key, version + 1, outflow)] * self.chance.choice(
                    (1, 1, 2)
                )

    def run(self) -> None:
        for place in self.books:
            self.say(place)
        for _ in range(3_000):
            if not self.under_way:
                return
            place, key, version, outflow = self.under_way.pop(self.chance.randrange(len(self.under_way)))
            if version > self.told[place].get(key, (0, None))[0]:
                self.told[place][key] = (version, outflow)
                self.say(place)
        raise AssertionError("what is said reaches no fixed point")

    def result(self) -> tuple[dict, dict, dict]:
        """traced, positions and transfers, joined."""
        traced: dict = {}
        positions: dict = {}
        transfers: dict = {}
        for place in self.books:
            found = self.settle(place)
            traced |= found.traced
            positions |= {(account, "standing"): parts for account, parts in found.standing.items()}
            positions |= found.ended
            transfers |= found.carried
        return traced, positions, transfers


def same(plain: PlainResult, joined: tuple[dict, dict, dict]) -> bool:
    return (plain.traced, plain.positions, plain.transfers) == joined


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=60)
@given(case=ledgers(), cut=st.integers(2, 8), seed=st.integers(0, 2**32))
def test_cut_among_institutions_it_is_the_same_trace(
    rule: str, case: LedgerCase, cut: int, seed: int
) -> None:
    case = replace(case, limits=replace(case.limits, max_transfers=None))
    accounts = sorted({account for row in case.transfers for account in (row.debtor, row.creditor)})
    chance = random.Random(seed)
    home = {account: chance.randrange(cut) for account in accounts}
    institutions = Institutions(case, rule, home, seed)
    institutions.run()
    assert same(plain_trace(case.transfers, rule=rule, **case.arguments()), institutions.result())


class Apart(Institutions):
    """The same, settling only what can meet again: at every step it finds what settling everything finds."""

    def settle(self, place: int) -> Settled:
        arrivals = {key: {self.rule: outflow} for key, (_, outflow) in self.told[place].items()}
        found = settle_apart(
            self.books[place], self.claims, arrivals, frozenset(self.case.exits), self.limits
        )
        assert found[self.rule] == super().settle(place)
        return found[self.rule]


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=60)
@given(case=ledgers(), cut=st.integers(2, 8), seed=st.integers(0, 2**32))
def test_settled_apart_it_is_the_same_trace(rule: str, case: LedgerCase, cut: int, seed: int) -> None:
    case = replace(case, limits=replace(case.limits, max_transfers=None))
    accounts = sorted({account for row in case.transfers for account in (row.debtor, row.creditor)})
    chance = random.Random(seed)
    institutions = Apart(case, rule, {account: chance.randrange(cut) for account in accounts}, seed)
    institutions.run()
    assert same(plain_trace(case.transfers, rule=rule, **case.arguments()), institutions.result())
