"""A provisional hold, from the notice that brings it to the clock or the person that ends it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from clawback.clock import format_time
from clawback.federation.book import ListBook
from clawback.federation.node import owning
from clawback.federation.node.policy import NO_POLICY, Honour, Policy
from clawback.federation.node.state import Hold
from clawback.federation.trust.members import Members
from clawback.federation.wire.messages import HeldRow
from tests.property.federation.world import (
    NOW,
    OWNER,
    World,
    authority,
    certificate,
    chain,
    changed,
    first_claim,
    movement,
    open_case,
)

HOUR = 3_600_000_000


def honour(**more: object) -> Policy:
    said: dict[str, object] = {
        "owner": OWNER,
        "bases": ("demo/hold-1",),
        "most": 1_000_000,
        "most_a_day": 1_000_000,
        "holds_a_day": 10,
        **more,
    }
    return Policy(honours=(Honour(**said),))  # type: ignore[arg-type]


def asked(policy: Policy, hops: int = 3, **more: object) -> World:
    world = chain(hops, policy=policy)
    open_case(world, [first_claim(world, **{"hold": authority("100.00"), **more})])
    world.run()
    assert world.is_whole()
    return world


def rows(world: World) -> dict[str, HeldRow]:
    """By institution, as the owner was told."""
    return {
        row.agent: row
        for report in world.states[OWNER].owned["C1"].reports.values()
        for row in report.holds.values()
    }


def unheld(world: World) -> set[str]:
    reports = world.states[OWNER].owned["C1"].reports.values()
    return {reason for report in reports for reason in report.unheld.values()}


def hold_of(world: World, name: str) -> tuple[str, Hold]:
    ((key, found),) = world.states[name].holds.items()
    return key, found


def test_what_stands_is_held_when_the_trace_is_whole() -> None:
    world = asked(honour())
    assert {agent: (row.claims, row.state) for agent, row in rows(world).items()} == {
        "B1": ({"T0": "10.00"}, "placed"),
        "B2": ({"T0": "10.00"}, "placed"),
        "B3": ({"T0": "80.00"}, "placed"),
    }
    assert {row.lapses_at[:13] for row in rows(world).values()} == {"2026-05-29T20"}
    assert len(world.happened("hold placed")) == 3


def test_a_node_without_a_policy_holds_nothing_and_says_so() -> None:
    world = asked(NO_POLICY)
    assert rows(world) == {}
    assert unheld(world) == {"policy"}


@pytest.mark.parametrize(
    ("policy", "more", "reasons"),
    [
        (honour(owner="other"), {}, {"policy"}),
        (honour(bases=("demo/hold-2",)), {}, {"policy"}),
        (honour(holds_a_day=0), {}, {"holds of the day"}),
        (honour(holds_an_account=0), {}, {"holds on the account"}),
        (honour(most=1_500), {}, {"above a cap"}),
        (honour(most_a_day=1_500), {}, {"above a cap"}),
        (honour(), {"hold": authority("15.00")}, {"above a cap"}),
    ],
)
def test_what_is_above_a_cap_is_left_to_a_person(
    policy: Policy, more: dict[str, object], reasons: set[str]
) -> None:
    world = asked(policy, **more)
    assert unheld(world) == reasons
    most = {agent: row.claims["T0"] for agent, row in rows(world).items()}
    assert most == ({"B1": "10.00", "B2": "10.00", "B3": "15.00"} if reasons == {"above a cap"} else {})


def test_without_an_authority_nothing_is_held() -> None:
    world = asked(honour(), hold=None)
    assert rows(world) == {}
    assert unheld(world) == set()


def test_it_lapses_by_itself_and_is_not_placed_again() -> None:
    world = asked(honour())
    world.tick(NOW + 24 * HOUR - 1)
    assert {row.state for row in rows(world).values()} == {"placed"}
    world.tick(NOW + 24 * HOUR)
    world.run()
    assert {row.state for row in rows(world).values()} == {"expired"}
    assert unheld(world) == {"was expired"}
    assert len(world.happened("hold expired")) == 3


def test_a_shorter_policy_ends_it_sooner() -> None:
    world = asked(honour(longest=HOUR))
    world.tick(NOW + HOUR)
    assert hold_of(world, "B2")[1].state == "expired"


def test_an_approver_confirms_and_the_clock_ends_it_no_more() -> None:
    world = asked(honour())
    name, _ = hold_of(world, "B3")
    world.act(OWNER, lambda draft: owning.confirm(draft, "C1", "B3", name, "A-7"))
    world.run()
    world.tick(NOW + 25 * HOUR)
    world.run()
    assert {agent: row.state for agent, row in rows(world).items()} == {
        "B1": "expired",
        "B2": "expired",
        "B3": "confirmed",
    }
    world.act(OWNER, lambda draft: owning.release(draft, "C1", "B3", name))
    world.run()
    assert rows(world)["B3"].state == "released"
    world.act(OWNER, lambda draft: owning.release(draft, "C1", "B3", name))
    world.run()
    assert world.happened("was refused")[-1].facts["words"] == "it is released"


def test_an_owner_who_is_no_member_any_more_holds_nothing() -> None:
    world = asked(honour())
    remove_owner(world)
    world.tick(NOW + 1)
    assert {hold_of(world, name)[1].state for name in ("B1", "B2", "B3")} == {"expired"}


def remove_owner(world: World) -> None:
    listed = world.sites[OWNER].members
    left = Members(
        version=2,
        issued_at=listed.issued_at,
        members=[each for each in listed.members if each.name != OWNER],
    )
    for name in ("B1", "B2", "B3"):
        changed(world, name, members=left)


def with_a_case_that_waits(**more: object) -> World:
    """At B2 the first case's hold is the one that the policy allows on the account; a second case has none there."""
    world = chain(3, policy=honour(holds_an_account=1))
    row = movement(1, ("B1", "W"), ("B2", "M2"), 5_000, key="T9")
    for name, place in (("B1", 2), ("B2", 1)):
        book = world.sites[name].book
        assert isinstance(book, ListBook)
        rows = [*book.movements[:place], row, *book.movements[place:]]
        changed(world, name, book=ListBook(rows, lambda account, name=name: account[0] == name))
    open_case(world, [first_claim(world, hold=authority("100.00"))])
    world.run()
    said = {"case": "C2", "hold": authority("100.00"), "place": 1, **more}
    open_case(world, [certificate("T9", "B1", row.settled_at, "50.00", **said)], "C2")
    world.run()
    assert open_at(world, "B2") == ["C1"]
    return world


def open_at(world: World, name: str) -> list[str]:
    return [each.case for each in world.states[name].holds.values() if each.amount]


def test_no_other_case_of_a_removed_owner_gets_the_place_of_its_hold() -> None:
    world = with_a_case_that_waits()
    remove_owner(world)
    world.tick(NOW + 1)
    assert open_at(world, "B2") == []


@pytest.mark.parametrize(("until", "held"), [(2 * HOUR, []), (3 * HOUR, ["C2"])])
def test_nothing_is_held_by_a_certificate_that_is_over(until: int, held: list[str]) -> None:
    world = with_a_case_that_waits(until=format_time(NOW + until))
    world.tick(NOW + 2 * HOUR)
    name = next(name for name, each in world.states["B2"].holds.items() if each.case == "C1")
    world.act(OWNER, lambda draft: owning.release(draft, "C1", "B2", name))
    world.run()
    assert open_at(world, "B2") == held


def test_a_hold_lapses_with_its_certificate_at_the_latest() -> None:
    world = asked(honour(), until=format_time(NOW + HOUR))
    assert hold_of(world, "B2")[1].lapses_at == NOW + HOUR


def test_it_shrinks_with_what_stands() -> None:
    """A second claim of the same money's account is found later: the first one's part is less, and so is its hold."""
    world = asked(honour(holds_an_account=2))
    row = world.sites["B1"].book.movement(1)  # type: ignore[union-attr]
    own = certificate("T1", "B1", row.settled_at, "90.00", case="C2", hold=authority("100.00"), place=1)
    before = hold_of(world, "B2")[1].amount
    open_case(world, [own], "C2")
    world.run()
    assert world.is_whole("C1")
    assert world.is_whole("C2")
    total = sum(each.amount for each in world.states["B2"].holds.values())
    assert total == before


def test_a_refused_confirmation_is_kept_with_its_reason() -> None:
    world = asked(honour())
    name, found = hold_of(world, "B3")
    world.states["B3"] = replace(world.states["B3"], holds={})  # set back to before it was placed
    world.act(OWNER, lambda draft: owning.confirm(draft, "C1", "B3", name, "A-7"))
    assert world.states[OWNER].confirming
    world.run()
    assert world.states[OWNER].owned["C1"].unconfirmed == {"B3": {name: "no such hold"}}
    assert not world.states[OWNER].confirming
    world.states["B3"] = replace(world.states["B3"], holds={name: found})
    for _ in range(2):  # said again, it changes nothing
        world.act(OWNER, lambda draft: owning.confirm(draft, "C1", "B3", name, "A-7"))
        world.run()
        assert rows(world)["B3"].state == "confirmed"
    assert len(world.happened("was refused")) == 1


def test_what_is_added_to_a_hold_on_the_next_day_counts_for_that_day() -> None:
    world = asked(honour(most_a_day=2_000))
    assert hold_of(world, "B3")[1].amount == 2_000
    world.now = NOW + 4 * HOUR  # past midnight
    for _ in range(3):
        world.act("B3", lambda draft: setattr(draft, "dirty", True))
        assert hold_of(world, "B3")[1].amount == 4_000
