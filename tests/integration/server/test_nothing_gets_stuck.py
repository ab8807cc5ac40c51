"""A clock that lets go never fails because a part of the money is on its way: it lets go of the rest."""

from __future__ import annotations

import pytest

from tests.integration.server.world import HOUR
from tests.integration.server.world_redress import given, objected
from tests.integration.server.world_returns import LATER, Returns, due_lines, returns

pytestmark = pytest.mark.usefixtures("database")


def on_its_way() -> tuple[Returns, object]:
    """Two victims' lines are due; the first was sent."""
    from clawback.server.casework.returns.paying import send_line

    made = returns((60_000, 40_000))
    first, _ = due_lines(made)
    return made, send_line(made.world.act("responder", LATER), first.pk)


def clocks(at: object) -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.clocks.models import Clock
    from clawback.server.clocks.running import run_due

    run_due(VERBS, at)
    moot = Clock.objects.filter(outcome="moot").values_list("kind", "verb", "error")
    assert not moot.filter(kind__in=["objection", "surplus", "value given"])


def test_an_objection_that_nobody_answers_is_upheld_while_a_return_is_on_its_way() -> None:
    from clawback.server.casework.models import Objection
    from clawback.server.casework.returns.paying import confirm_line

    made, line = on_its_way()
    (code,) = given(made.world, made.hold, at=LATER)
    objected(code, LATER)
    clocks(LATER + 4 * HOUR)
    clocks(LATER + 8 * HOUR)
    assert Objection.objects.get().state == "upheld"
    made.hold.refresh_from_db()
    assert (made.hold.in_force, made.hold.released) == (60_000, 40_000)
    confirm_line(made.world.act("responder", LATER + 9 * HOUR), line.pk)
    made.hold.refresh_from_db()
    assert (made.hold.state, made.hold.paid_over, made.hold.in_force) == ("ended", 60_000, 0)


def test_value_that_was_given_lets_go_of_the_rest() -> None:
    from clawback.server.casework.models import ValueGiven
    from clawback.server.casework.redress.value_given import tell_value_given

    made, _ = on_its_way()
    told = tell_value_given(made.world.act("responder", LATER), made.hold.pk, "a car, at its price")
    clocks(told.ends_by)
    assert ValueGiven.objects.get().state == "accepted"
    made.hold.refresh_from_db()
    assert (made.hold.in_force, made.hold.released) == (60_000, 40_000)
