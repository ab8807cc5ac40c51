"""A claim that is over: every node that met it lets go, whatever comes late, and forgets it in its time."""

from __future__ import annotations

from clawback.federation.node import owning
from clawback.federation.node.machine import tick
from clawback.federation.node.policy import Honour, Policy
from clawback.federation.refusals import Refusal
from clawback.federation.wire.messages import Open, Over
from tests.property.federation.world import (
    NOW,
    OWNER,
    World,
    authority,
    certificate,
    chain,
    first_claim,
    open_case,
)
from tests.unit.federation.saying import DAY, certified, said

POLICY = Policy(
    honours=(Honour(owner=OWNER, bases=("demo/hold-1",), most=10**6, most_a_day=10**7, holds_a_day=10),),
    keep_ended=2 * DAY,
)
HELD = authority("100.00")


def held(world: World) -> int:
    return sum(each.amount for state in world.states.values() for each in state.holds.values())


def traced(hops: int = 4) -> World:
    world = chain(hops, policy=POLICY)
    open_case(world, [first_claim(world, hold=HELD)])
    world.run()
    assert held(world) == 10_000
    return world


def close(world: World, claim: str = "T0") -> None:
    world.act(OWNER, lambda draft: owning.close(draft, "C1", [claim]))


def test_all_let_go_and_no_claim_is_traced_any_more() -> None:
    world = traced()
    close(world)
    assert not world.is_whole()
    world.run()
    assert world.is_whole()
    assert held(world) == 0
    assert world.positions("C1", "fifo") == {}
    assert not world.happened("contradiction")
    assert all(not state.claims for name, state in world.states.items() if name != OWNER)
    assert len(world.happened("over")) == 4


def test_it_is_told_once_and_a_confirmed_hold_goes_too() -> None:
    world = traced()
    ((name, _),) = world.states["B2"].holds.items()
    world.act(OWNER, lambda draft: owning.confirm(draft, "C1", "B2", name, "A-1"))
    world.run()
    close(world)
    close(world)
    world.run()
    assert len(world.happened("over")) == 4
    assert {each.state for state in world.states.values() for each in state.holds.values()} == {"released"}


def test_whatever_order_messages_come_in() -> None:
    """The claim ends while it is traced: each order of what is under way comes to the same end."""
    for seed in range(40):
        world = chain(4, policy=POLICY)
        world.chance.seed(seed)
        world.trouble.lost, world.trouble.doubled = 20, 20
        open_case(world, [first_claim(world, hold=HELD)])
        for _ in range(seed % 9):
            if world.under_way:
                world._one(world.chance.choice(world.under_way))
        close(world)
        world.run()
        assert world.is_whole(), seed
        assert held(world) == 0, seed
        assert world.positions("C1", "fifo") == {}, seed
        assert not world.happened("contradiction"), seed


def test_a_node_that_was_away_hears_it_when_it_is_back() -> None:
    world = traced()
    world.away = {"B3"}
    close(world)
    world.run()
    assert held(world) == world.states["B3"].holds[next(iter(world.states["B3"].holds))].amount
    assert not world.is_whole()
    world.away = set()
    world.run()
    assert held(world) == 0
    assert world.is_whole()


def test_what_asks_late_opens_nothing() -> None:
    """The question itself is older than the end of it, and comes after."""
    world = traced()
    close(world)
    world.run()
    late = certified(hold=HELD)
    world.deliver("B1", [said(OWNER, "B1", Open(causes=["C1"], certificate=late), number=99)])
    world.run()
    assert world.states["B1"].claims == {}
    assert held(world) == 0


def test_another_claim_of_the_case_goes_on() -> None:
    world = chain(3, policy=POLICY)
    second = certificate("T1", "B1", NOW - 86_400_000_000 + 60_000_000, "90.00", place=1)
    open_case(world, [first_claim(world, hold=HELD), second])
    world.run()
    close(world, "T1")
    world.run()
    assert world.positions("C1", "fifo")
    assert {claim for parts in world.positions("C1", "fifo").values() for claim in parts} == {"T0"}
    assert sum(sum(parts.values()) for parts in world.positions("C1", "fifo").values()) == 10_000
    assert world.states["B2"].ended == {}


def test_nobody_ends_another_s_claim() -> None:
    world = traced()
    body = Over(causes=["C1"], case="C1", claims=["T0"])
    world.deliver("B2", [said("B3", "B2", body)])
    assert world.happened("refused")[-1].facts["refusal"] == Refusal.NO_SUCH_CASE.text
    assert held(world) == 10_000


def test_what_was_kept_is_deleted_as_the_policy_says() -> None:
    world = traced()
    close(world)
    world.run()
    assert all(world.states[name].holds for name in ("B1", "B2", "B3", "B4"))
    for name in ("B1", "B2", "B3", "B4"):
        kept = tick(world.sites[name], world.states[name], NOW + DAY).state
        assert kept.holds
        assert kept.reported
        gone = tick(world.sites[name], world.states[name], NOW + 2 * DAY).state
        assert (gone.holds, gone.reported, gone.ended) == ({}, {}, {})
        assert gone.over, "until no notice of it can come"
        later = tick(world.sites[name], world.states[name], NOW + 40 * DAY).state
        assert later.over == {}
