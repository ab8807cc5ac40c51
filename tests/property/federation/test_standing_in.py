"""Institutions with and without a node in one trace: the owner stands in, and the whole is what one ledger finds."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from clawback.federation.book import ListBook
from clawback.federation.node import owning
from tests.property.federation.cutting import TROUBLES, ask, joined, moved, world_of
from tests.property.federation.world import OWNER, Trouble, World, changed
from tests.property.strategies import LedgerCase, ledgers
from tests.reference import RULES, plain_trace

CUTS = {"case": ledgers(), "cut": st.integers(2, 6), "seed": st.integers(0, 2**32), "trouble": TROUBLES}


def without_a_node(cut: int, seed: int) -> frozenset[str]:
    """Some of the institutions, perhaps all."""
    chance = random.Random(seed)
    return frozenset(f"N{number}" for number in range(cut) if chance.randrange(2)) or frozenset({"N0"})


def agrees(world: World, case: LedgerCase) -> None:
    assert world.is_whole()
    assert not world.happened("contradiction")
    assert not world.happened("was refused")
    for rule in RULES:
        plain = plain_trace(case.transfers, rule=rule, **case.arguments())
        assert joined(world, rule) == (plain.traced, plain.positions, plain.transfers)


@settings(max_examples=60)
@given(**CUTS)
def test_a_mixed_trace_is_the_trace_of_one_ledger(
    case: LedgerCase, cut: int, seed: int, trouble: Trouble
) -> None:
    case = moved(case, cut, seed)
    world = world_of(case, seed, trouble, without_a_node(cut, seed))
    ask(world, case, case.claims)
    world.run()
    agrees(world, case)


@settings(max_examples=30)
@given(**CUTS)
def test_statements_may_come_later_and_one_after_the_other(
    case: LedgerCase, cut: int, seed: int, trouble: Trouble
) -> None:
    """First the owner knows the claims alone, then half of what there is, then all of it."""
    case = moved(case, cut, seed)
    world = world_of(case, seed, trouble, without_a_node(cut, seed))
    site = world.sites[OWNER]
    assert isinstance(site.book, ListBook)
    rows, openings = site.book.movements, site.book.openings
    few = [row for at, row in enumerate(rows) if row.key in case.claims or (at + seed) % 2]
    for some in ([row for row in rows if row.key in case.claims], few):
        changed(world, OWNER, book=ListBook(some, site.book.is_own, openings))
        if some is few:
            world.act(OWNER, lambda draft: owning.look_again(draft, ["C1"]))
        else:
            ask(world, case, case.claims)
        world.run()
    changed(world, OWNER, book=site.book)
    world.act(OWNER, lambda draft: owning.look_again(draft, ["C1"]))
    world.run()
    agrees(world, case)


@settings(max_examples=40)
@given(**CUTS)
def test_claims_that_are_over_are_own_money_again(
    case: LedgerCase, cut: int, seed: int, trouble: Trouble
) -> None:
    """Half of them end while they are traced; what is left is traced as if they had never been."""
    case = moved(case, cut, seed)
    world = world_of(case, seed, trouble, without_a_node(cut, seed) if seed % 3 else frozenset())
    ask(world, case, case.claims)
    for _ in range(seed % 11):
        if world.under_way:
            world.deliver(world.under_way[0].to, [world.under_way.pop(0).text])
    world.act(OWNER, lambda draft: owning.close(draft, "C1", case.claims[::2]))
    world.run()
    agrees(world, replace(case, claims=case.claims[1::2]))


@settings(max_examples=20)
@given(**CUTS)
def test_two_cases_of_one_owner_are_settled_together(
    case: LedgerCase, cut: int, seed: int, trouble: Trouble
) -> None:
    case = moved(case, cut, seed)
    world = world_of(case, seed, trouble, without_a_node(cut, seed))
    ask(world, case, case.claims[::2])
    asked = [("C1", OWNER)]
    if case.claims[1::2]:
        ask(world, case, case.claims[1::2], "C2")
        asked.append(("C2", OWNER))
    world.run()
    assert all(world.is_whole(name, owner) for name, owner in asked)
    for rule in RULES:
        plain = plain_trace(case.transfers, rule=rule, **case.arguments())
        assert joined(world, rule, tuple(asked)) == (plain.traced, plain.positions, plain.transfers)
