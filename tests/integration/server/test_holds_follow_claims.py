"""Two victims' money changes places: both holds stay in force, each for the claim whose money stands there now."""

from __future__ import annotations

import pytest

from tests.integration.server.world import in_case, make_world, placed, transfer
from tests.integration.server.world_returns import joined
from tests.integration.server.world_statements import answer, asked, confirmed

pytestmark = pytest.mark.usefixtures("database")


def test_holds_follow_the_claims_and_nothing_is_let_go() -> None:
    from clawback.server.casework.models import Hold, Surplus
    from clawback.server.record.models import EntryRow

    world = make_world()
    case, (first,) = in_case(world, transfer(100_000, "D1", "C1"))
    second = joined(world, case, 100_000, "D2", creditor="C2")
    confirmed(world, first, second)
    one, two = placed(world, case, first), placed(world, case, second)
    out = ("T1", 1.0, "north/C1", "north/X1", 100_000)
    over = ("T2", 2.0, "north/C2", "north/C1", 100_000)
    back = ("T3", 2.5, "north/X1", "north/C2", 100_000)
    answer(world, asked(world, case, first), ("R1", 0.0, "south/D1", "north/C1", 100_000), out, over)
    answer(world, asked(world, case, second), ("R2", 0.0, "south/D2", "north/C2", 100_000), over, back)
    sums = Hold.objects.order_by("pk").values_list("pk", "state", "in_force", "released")
    assert list(sums) == [(one.pk, "placed", 100_000, 0), (two.pk, "placed", 100_000, 0)]
    assert dict(one.parts.values_list("claim", "in_force")) == {first.pk: 0, second.pk: 100_000}
    assert dict(two.parts.values_list("claim", "in_force")) == {first.pk: 100_000, second.pk: 0}
    assert not Surplus.objects.filter(state__in=["waiting", "released"]).exists()
    assert EntryRow.objects.filter(verb="attribute").count() == 2
