"""What a holder did with money that they took for value in good faith is their own: the trace goes no further there."""

from __future__ import annotations

import pytest

from tests.integration.server.world import NOON, World, in_case, make_world, placed, transfer
from tests.integration.server.world_ends import proposed, run_clocks
from tests.integration.server.world_statements import Row, answer, asked, confirmed, room_for

pytestmark = pytest.mark.usefixtures("database")

ROWS: tuple[Row, ...] = (
    ("R1", 0.0, "south/D1", "north/C1", 100_000),
    ("R2", 0.0, "south/D2", "north/C1", 50_000),
    ("R3", 1.0, "north/C1", "south/M1", 60_000),
    ("R4", 1.5, "north/C1", "north/C2", 30_000),
)
"""C1 gets 1000.00 and 500.00 of two claims, and passes on 600.00 and 300.00."""


def traced() -> tuple[World, object, list[object], object]:
    """A hold of the first claim's money in C1, whose agent answered with its statement."""
    world = make_world()
    case, claims = in_case(world, transfer(100_000, "D1"), transfer(50_000, "D2"))
    confirmed(world, *claims)
    hold = placed(world, case, claims[0], 50_000)
    answer(world, asked(world, case, claims[0]), *ROWS)
    return world, case, claims, hold


def next_of(case: object, claims: list[object]) -> dict[str, dict[int, int]]:
    """What may be asked for in the two accounts beyond C1, by claim."""
    from clawback.server.casework.models import Account

    by_number = {each.pk: each for each in claims}
    for each in claims:
        each.refresh_from_db()
    return {number: room_for(Account.objects.get(number=number), by_number) for number in ("M1", "C2")}


def test_a_claim_is_not_followed_beyond_it_and_another_is() -> None:
    from clawback.server.casework.redress.value_given import set_aside_value_given, tell_value_given

    world, case, claims, hold = traced()
    first, second = claims
    before = next_of(case, claims)
    assert all(first.pk in rooms for rooms in before.values())
    told = tell_value_given(world.act("responder"), hold.pk, "A used car, at its price.")
    run_clocks(NOON)
    after = next_of(case, claims)
    assert {number: set(rooms) for number, rooms in after.items()} == {"M1": {second.pk}, "C2": {second.pk}}
    rows = proposed(case)
    assert rows["M1", "hold"] <= second.loss
    set_aside_value_given(world.act("approver"), told.pk, "The price was half of what it is worth.")
    run_clocks(NOON)
    assert next_of(case, claims) == before
    assert proposed(case)["M1", "hold"] > rows["M1", "hold"]


def test_what_came_another_way_is_followed() -> None:
    """200.00 of a third claim go to C2 at once: what C1 passed there is left out, and no more than that."""
    from clawback.server.casework.redress.value_given import tell_value_given

    world, case, claims, hold = traced()
    _, (other,) = in_case(world, transfer(20_000, "D1", "C2"))
    tell_value_given(world.act("responder"), hold.pk, "A used car, at its price.")
    run_clocks(NOON)
    rooms = next_of(case, [*claims, other])
    assert claims[0].pk not in rooms["C2"]
    assert rooms["C2"][other.pk] == 20_000
