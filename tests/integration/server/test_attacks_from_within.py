"""What people inside try: one administrator who would be two, an account under a second name, a colleague's seat."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.integration.server.world import HOUR, NOON, World, make_world, member
from tests.integration.server.world_people import act_of

pytestmark = pytest.mark.usefixtures("database")
DAY = timedelta(days=1)


def puppet(world: World) -> object:
    """An account that the administrator made, and whose password they know."""
    from clawback.server.people.granting import add_member

    return add_member(world.act("administrator"), world.centre, "puppet", "P. Uppet")


def test_one_administrator_makes_no_second_one() -> None:
    """A second account of the same person grants nothing before another person said yes to it, and a day after that."""
    from clawback.server.people.granting import ask_role, grant_role
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    made = puppet(world)
    wish = ask_role(world.act("administrator"), made, "administrator")
    assert made.facts(NOON + 30 * DAY).roles == frozenset()
    power = ask_role(world.act("administrator"), member(world.centre), "approver")
    for act in (act_of(made), act_of(made, NOON + 30 * DAY), world.act("administrator")):
        for number in (power.pk, wish.pk):
            with pytest.raises(NotAllowed):
                grant_role(act, number)
    grant_role(world.act("second administrator"), wish.pk)
    assert made.facts(NOON + DAY - HOUR).roles == frozenset()
    assert made.facts(NOON + DAY).roles == {"administrator"}


def test_with_the_second_administrator_out_of_the_way_it_is_no_easier() -> None:
    from clawback.server.people.granting import ask_role, take_role
    from clawback.server.people.models import RoleGrant
    from clawback.server.people.suspending import suspend_member

    world = make_world()
    other = world.people["second administrator"]
    suspend_member(world.act("administrator"), other.pk)
    take_role(world.act("administrator"), RoleGrant.objects.get(member=other).pk)
    wish = ask_role(world.act("administrator"), puppet(world), "administrator")
    assert wish.works_at is None


def test_a_first_administrator_has_one_second_and_no_third() -> None:
    """Somebody must begin: the second is made by the first alone, which stands in the journal."""
    from clawback.server.people.granting import ask_role
    from clawback.server.people.models import Organisation

    world = make_world()
    east = Organisation.objects.create(kind="agent", code="east", name="East Bank", jurisdiction="demo")
    first = member(east, "administrator")
    assert ask_role(act_of(first), member(east), "administrator").works_at == NOON
    assert ask_role(act_of(first), member(east), "administrator").works_at is None
    assert world.centre.pk != east.pk


def test_who_takes_an_administrator_s_seat_waits_a_day() -> None:
    """An invitation sets a password anew. Its owner has a day to see it."""
    from clawback.server.people.inviting import accept, invite

    world = make_world()
    other = world.people["second administrator"]
    other.user.set_password("only they know it")
    other.user.save()
    code = invite(world.act("administrator"), other.pk)
    accept(NOON, code, "now another knows it")
    assert other.facts(NOON + DAY - HOUR).roles == frozenset()
    assert other.facts(NOON + DAY).roles == {"administrator"}


def test_a_second_account_in_another_organisation_is_another_s_matter() -> None:
    """A bank's approver is nobody at the centre: roles are of the organisation that gave them."""
    from clawback.server.casework.requesting import approve_request
    from clawback.server.people.refusals import NotAllowed
    from tests.integration.server.world import drafted, in_case

    world = make_world()
    case, (claim,) = in_case(world)
    request = drafted(world, case, claim)
    for outsider in (member(world.bank, "approver"), world.people["administrator"]):
        with pytest.raises(NotAllowed):
            approve_request(act_of(outsider), request.pk)


def test_who_drafted_and_became_an_approver_since_does_not_approve_it() -> None:
    from clawback.server.casework.requesting import approve_request
    from clawback.server.people.models import RoleGrant
    from clawback.server.people.refusals import NotAllowed
    from tests.integration.server.world import drafted, in_case

    world = make_world()
    case, (claim,) = in_case(world)
    request = drafted(world, case, claim)
    RoleGrant.objects.create(member=world.people["analyst"], role="approver", asked_at=NOON, works_at=NOON)
    with pytest.raises(NotAllowed, match="four eyes"):
        approve_request(world.act("analyst"), request.pk)
