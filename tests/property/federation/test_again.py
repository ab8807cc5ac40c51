"""A notice that was refused for a reason that passes is said again, and then the trace is as if it never had been."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from clawback.federation.book import ListBook
from clawback.federation.node import machine
from tests.property.federation.cutting import TROUBLES
from tests.property.federation.world import NOW, Trouble, World, chain, changed, first_claim, open_case
from tests.reference import RULES

HOUR = 3_600_000_000


def asked(seed: int = 0, trouble: Trouble | None = None, *, booked: bool) -> World:
    """At B3 the credit from B2 is booked already, or not yet."""
    made = chain(4)
    world = World(made.sites, seed=seed, trouble=trouble or Trouble())
    if not booked:
        book = world.sites["B3"].book
        assert isinstance(book, ListBook)
        changed(world, "B3", book=ListBook(book.movements[1:], lambda account: account[0] == "B3"))
    open_case(world, [first_claim(world)])
    world.run()
    return world


@settings(max_examples=15)
@given(seed=st.integers(0, 2**32), trouble=TROUBLES)
def test_a_credit_that_is_booked_later_is_traced_then(seed: int, trouble: Trouble) -> None:
    world = asked(seed, trouble, booked=False)
    assert world.is_whole()
    plain = asked(booked=True)
    assert world.positions("C1", "fifo") != plain.positions("C1", "fifo")
    changed(world, "B3", book=plain.sites["B3"].book)
    whole = []
    world.watch = lambda now: whole.append(found(now)) if now.is_whole() else None
    world.tick(NOW + HOUR)
    world.run()
    assert world.is_whole()
    assert found(world) == found(plain)
    assert whole[-1] == found(plain)
    assert not world.states["B2"].stopped


def found(world: World) -> list[object]:
    return [world.positions("C1", rule) for rule in RULES]


def test_who_was_away_for_longer_than_a_message_is_good_hears_of_it_later() -> None:
    world = asked(booked=True)
    plain = found(world)
    world = World(chain(4).sites)
    world.away = {"B3"}
    open_case(world, [first_claim(world)])
    world.run()
    assert not world.is_whole()
    (lost,) = world.under_way
    world.under_way.clear()
    world.now += 8 * 24 * HOUR
    world.act(
        "B2", lambda draft: machine.refused_at_gate(draft, lost, "expired", "nobody took it in its time")
    )
    world.run()
    assert world.is_whole()
    world.away.clear()
    world.tick(world.now + HOUR)
    world.run()
    assert found(world) == plain


def test_it_is_not_tried_for_ever() -> None:
    world = asked(booked=False)
    for _ in range(20):
        world.tick(world.now + 24 * HOUR)
        world.run()
    assert len(world.happened("was refused")) == 13
    assert world.states["B2"].stopped
    assert not world.states["B2"].again
