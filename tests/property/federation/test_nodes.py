"""Nodes that tell each other of one credit at a time find what one ledger finds, whatever happens to their messages."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from clawback.federation.book import ListBook, Movement
from clawback.federation.node import owning
from clawback.federation.node.site import Ledger
from clawback.federation.trust.certificates import Limits
from clawback.money import format_amount, parse_amount
from tests.property.federation.world import (
    EUR,
    OWNER,
    Trouble,
    World,
    certificate,
    member,
    members,
    open_case,
    site,
)
from tests.property.strategies import LedgerCase, ledgers
from tests.reference import RULES, Account, plain_trace

TROUBLES = st.sampled_from((Trouble(), Trouble(lost=40, doubled=30), Trouble(lost=10, doubled=10, away=20)))


def moved(case: LedgerCase, cut: int, seed: int) -> LedgerCase:
    """The same ledger with its accounts spread over `cut` institutions."""
    chance = random.Random(seed)
    accounts = sorted({account for row in case.transfers for account in (row.debtor, row.creditor)})
    to = {
        account: (f"N{chance.randrange(cut)}", account[1] if account[1] == "outside" else "".join(account))
        for account in accounts
    }
    return replace(
        case,
        transfers=[replace(row, debtor=to[row.debtor], creditor=to[row.creditor]) for row in case.transfers],
        openings=None
        if case.openings is None
        else {to[each]: units for each, units in case.openings.items()},
        exits=frozenset(to[each] for each in case.exits),
        limits=replace(case.limits, max_transfers=None),
    )


def movements(case: LedgerCase, until: int | None) -> list[Movement]:
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
        if until is None or row.settled_at <= until
    ]


def world_of(case: LedgerCase, seed: int, trouble: Trouble) -> World:
    """A node for each institution of the ledger, and the owner's."""
    whole = ListBook(movements(case, None), lambda account: True, case.openings)
    opened = {
        account: whole.balance_before(account, 0)
        for row in case.transfers
        for account in (row.debtor, row.creditor)
    }
    places = sorted({account[0] for account in opened})
    listed = members(member(OWNER), *(member(place, place) for place in places))
    rows = movements(case, case.as_of)
    sites = {OWNER: site(OWNER, listed, reveal=True)}
    for place in places:
        own = [row for row in rows if place in (row.debtor[0], row.creditor[0])]
        book = ListBook(own, lambda account, place=place: account[0] == place, opened)
        sites[place] = site(place, listed, book, exits=case.exits, reveal=True, ledger=Ledger(snapshot=place))
    return World(sites, seed=seed, trouble=trouble)


def ask(world: World, case: LedgerCase) -> None:
    """Opens all claims of the ledger as one case."""
    rank = {row.id: at for at, row in enumerate(case.transfers)}
    limits = Limits(
        max_hops=case.limits.max_hops,
        hop_window_us=case.limits.hop_window,
        min_amount=None if case.limits.min_amount is None else format_amount(case.limits.min_amount, EUR),
    )
    rows = {row.id: row for row in case.transfers}
    open_case(
        world,
        [
            certificate(
                claim,
                rows[claim].debtor[0],
                rows[claim].settled_at,
                format_amount(rows[claim].amount, EUR),
                place=rank[claim],
                limits=limits,
            )
            for claim in case.claims
        ],
    )


def joined(world: World, rule: str) -> tuple[dict[str, int], dict[tuple[Account, str], dict[str, int]], dict]:
    """traced, positions and transfers as the owner has them from reports."""
    owned = world.states[OWNER].owned["C1"]
    traced = owning.view(owned, rule).traced
    transfers = {
        key: {claim: parse_amount(text, EUR) for claim, text in parts.items()}
        for report in owned.reports.values()
        if report.revealed
        for key, parts in report.revealed.transfers[rule].items()
    }
    return (
        {claim: parse_amount(text, EUR) for claim, text in traced.items()},
        world.positions("C1", rule),
        transfers,
    )


@settings(max_examples=120)
@given(case=ledgers(), cut=st.integers(2, 8), seed=st.integers(0, 2**32), trouble=TROUBLES)
def test_nodes_find_what_one_ledger_finds(case: LedgerCase, cut: int, seed: int, trouble: Trouble) -> None:
    case = moved(case, cut, seed)
    world = world_of(case, seed, trouble)
    ask(world, case)
    world.run()
    assert world.is_whole()
    assert not world.happened("contradiction")
    assert not world.happened("was refused")
    for rule in RULES:
        plain = plain_trace(case.transfers, rule=rule, **case.arguments())
        assert joined(world, rule) == (plain.traced, plain.positions, plain.transfers)


@settings(max_examples=60)
@given(case=ledgers(), cut=st.integers(2, 6), seed=st.integers(0, 2**32), trouble=TROUBLES)
def test_the_end_is_told_when_nothing_is_under_way_and_only_then(
    case: LedgerCase, cut: int, seed: int, trouble: Trouble
) -> None:
    case = moved(case, cut, seed)
    world = world_of(case, seed, trouble)
    announced = []

    def watch(now: World) -> None:
        if now.is_whole():
            announced.append(tuple(joined(now, rule) for rule in RULES))

    world.watch = watch
    ask(world, case)
    world.run()
    assert announced
    assert len({repr(each) for each in announced}) == 1
    assert announced[-1] == tuple(joined(world, rule) for rule in RULES)
