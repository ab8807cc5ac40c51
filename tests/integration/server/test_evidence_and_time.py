"""How long a hold lasts is a matter of its evidence: an emergency's time until the debtor's agent confirms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.integration.server.world import HOUR, NOON, in_case, transfer
from tests.integration.server.world_law import frozen, police_world

pytestmark = pytest.mark.usefixtures("database")

SIX_MONTHS = datetime(2027, 5, 24, 12, tzinfo=UTC)
EMERGENCY = NOON + timedelta(hours=48)


def test_on_a_victim_s_word_a_freeze_of_six_months_lasts_two_days() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.clocks.running import run_due

    world = police_world()
    case, claims = in_case(world)
    hold = frozen(world, case, claims)
    claims[0].refresh_from_db()
    assert (claims[0].evidence, hold.until) == ("found", EMERGENCY)
    run_due(VERBS, EMERGENCY)
    hold.refresh_from_db()
    assert (hold.state, hold.expired) == ("ended", 100_000)


def test_the_debtor_s_agent_s_word_lets_it_go_on_to_the_first_period() -> None:
    from clawback.server.casework.claiming import confirm_evidence
    from clawback.server.casework.following import VERBS
    from clawback.server.clocks.running import run_due
    from clawback.server.record.models import EntryRow

    world = police_world()
    case, (claim,) = in_case(world)
    hold = frozen(world, case, [claim])
    confirm_evidence(world.act("other responder", NOON + HOUR), claim.pk)
    hold.refresh_from_db()
    assert (hold.until, hold.renewals) == (SIX_MONTHS, 0)
    assert EntryRow.objects.filter(verb="extend", subject=f"hold/{hold.pk}").count() == 1
    confirm_evidence(world.act("other responder", NOON + 2 * HOUR), claim.pk)
    run_due(VERBS, EMERGENCY)
    hold.refresh_from_db()
    assert (hold.until, hold.in_force) == (SIX_MONTHS, 100_000)


def test_what_was_confirmed_before_has_the_whole_first_period() -> None:
    from clawback.server.casework.claiming import confirm_evidence

    world = police_world()
    case, (claim,) = in_case(world)
    confirm_evidence(world.act("other responder"), claim.pk)
    assert frozen(world, case, [claim]).until == SIX_MONTHS


def test_of_a_hold_for_two_claims_what_is_confirmed_goes_on() -> None:
    from clawback.server.casework.claiming import confirm_evidence
    from clawback.server.casework.following import VERBS
    from clawback.server.clocks.running import run_due

    world = police_world()
    case, claims = in_case(world, transfer(60_000), transfer(40_000, debtor="D2"))
    hold = frozen(world, case, claims)
    confirm_evidence(world.act("other responder"), claims[1].pk)
    hold.refresh_from_db()
    assert hold.until == EMERGENCY
    run_due(VERBS, EMERGENCY)
    hold.refresh_from_db()
    assert (hold.until, hold.in_force, hold.expired) == (SIX_MONTHS, 40_000, 60_000)
    assert dict(hold.parts.values_list("claim", "in_force")) == {claims[0].pk: 0, claims[1].pk: 40_000}


def test_a_word_that_comes_after_the_emergency_period_brings_nothing_back() -> None:
    from clawback.server.casework.claiming import confirm_evidence
    from clawback.server.casework.following import VERBS
    from clawback.server.clocks.running import run_due

    world = police_world()
    case, (claim,) = in_case(world)
    hold = frozen(world, case, [claim])
    run_due(VERBS, EMERGENCY)
    confirm_evidence(world.act("other responder", EMERGENCY + HOUR), claim.pk)
    hold.refresh_from_db()
    assert (hold.state, hold.in_force) == ("ended", 0)
