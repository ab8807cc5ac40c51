"""Nodes that tell each other of one credit at a time find what one ledger finds, whatever happens to their messages."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.federation.cutting import POLICE, TROUBLES, ask, joined, moved, world_of
from tests.property.federation.world import OWNER, Trouble, World
from tests.property.strategies import LedgerCase, ledgers
from tests.reference import RULES, plain_trace

CUTS = {"case": ledgers(), "cut": st.integers(2, 8), "seed": st.integers(0, 2**32), "trouble": TROUBLES}


@settings(max_examples=30)
@given(**CUTS)
def test_nodes_find_what_one_ledger_finds(case: LedgerCase, cut: int, seed: int, trouble: Trouble) -> None:
    case = moved(case, cut, seed)
    world = world_of(case, seed, trouble)
    ask(world, case, case.claims)
    world.run()
    assert world.is_whole()
    assert not world.happened("contradiction")
    assert not world.happened("was refused")
    for rule in RULES:
        plain = plain_trace(case.transfers, rule=rule, **case.arguments())
        assert joined(world, rule) == (plain.traced, plain.positions, plain.transfers)


@settings(max_examples=20)
@given(**CUTS)
def test_the_end_is_told_when_nothing_is_under_way_and_only_then(
    case: LedgerCase, cut: int, seed: int, trouble: Trouble
) -> None:
    case = moved(case, cut, seed)
    world = world_of(case, seed, trouble)
    announced = []

    def watch(now: World) -> None:
        if now.is_whole():
            announced.append([joined(now, rule) for rule in RULES])

    world.watch = watch
    ask(world, case, case.claims)
    world.run()
    assert announced
    assert all(each == [joined(world, rule) for rule in RULES] for each in announced)


@settings(max_examples=30)
@given(**CUTS)
def test_claims_of_two_owners_are_settled_together(
    case: LedgerCase, cut: int, seed: int, trouble: Trouble
) -> None:
    """The second asks while the first is answered; both are told what one trace of all claims finds."""
    case = moved(case, cut, seed)
    world = world_of(case, seed, trouble)
    first, second = case.claims[::2], case.claims[1::2]
    ask(world, case, first)
    for _ in range(seed % 7):
        if world.under_way:
            world.deliver(world.under_way[0].to, [world.under_way.pop(0).text])
    asked = [("C1", OWNER)]
    if second:
        ask(world, case, second, "C2", POLICE)
        asked.append(("C2", POLICE))
    world.run()
    assert all(world.is_whole(name, owner) for name, owner in asked)
    assert not world.happened("contradiction")
    for rule in RULES:
        plain = plain_trace(case.transfers, rule=rule, **case.arguments())
        assert joined(world, rule, tuple(asked)) == (plain.traced, plain.positions, plain.transfers)
