"""Roles: two people and a day for those of power; an administrator has no other; nobody gives one to themself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.integration.server.world import HOUR, NOON, make_world, member

pytestmark = pytest.mark.usefixtures("database")


def test_a_role_of_power_takes_two_people_and_a_day() -> None:
    from clawback.server.people.granting import ask_role, grant_role
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    new = member(world.centre)
    wish = ask_role(world.act("administrator"), new, "approver")
    assert new.facts(NOON + 48 * HOUR).roles == frozenset()
    with pytest.raises(NotAllowed, match="four eyes"):
        grant_role(world.act("administrator"), wish.pk)
    grant_role(world.act("second administrator"), wish.pk)
    assert new.facts(NOON + 24 * HOUR - timedelta(seconds=1)).roles == frozenset()
    assert new.facts(NOON + 24 * HOUR).roles == {"approver"}


def test_any_other_role_works_at_once_until_it_is_taken() -> None:
    from clawback.server.people.granting import ask_role, take_role

    world = make_world()
    new = member(world.centre)
    grant = ask_role(world.act("administrator"), new, "analyst")
    assert new.facts(NOON).roles == {"analyst"}
    take_role(world.act("administrator", NOON + HOUR), grant.pk)
    assert new.facts(NOON + HOUR).roles == frozenset()


def test_an_administrator_has_no_other_role() -> None:
    from django.db import IntegrityError

    from clawback.server.people.granting import ask_role
    from clawback.server.people.models import RoleGrant
    from clawback.server.people.refusals import AdministratorHasNoOtherRole

    world = make_world()
    for person, role in (("second administrator", "analyst"), ("analyst", "administrator")):
        with pytest.raises(AdministratorHasNoOtherRole):
            ask_role(world.act("administrator"), world.people[person], role)
    with pytest.raises(IntegrityError, match="no other role"):
        RoleGrant.objects.create(
            member=world.people["administrator"], role="approver", asked_at=NOON, works_at=NOON
        )


def test_nobody_gives_a_role_to_themself() -> None:
    from clawback.server.people.granting import ask_role
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    with pytest.raises(NotAllowed, match="about yourself"):
        ask_role(world.act("administrator"), world.people["administrator"], "approver")


def test_an_administrator_reaches_no_other_organisation() -> None:
    from clawback.server.people.granting import ask_role
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    with pytest.raises(NotAllowed, match="another organisation"):
        ask_role(world.act("administrator"), world.people["responder"], "auditor")


def test_a_bank_has_no_analyst() -> None:
    from clawback.server.people.granting import ask_role
    from clawback.server.people.refusals import NotARoleOfThisKind

    world = make_world()
    new, administrator = member(world.bank), member(world.bank, "administrator")
    from clawback.server.people.acting import Act

    with pytest.raises(NotARoleOfThisKind):
        ask_role(Act(member=administrator.facts(NOON), at=NOON), new, "analyst")


def test_a_suspended_member_has_no_role() -> None:
    world = make_world()
    analyst = world.people["analyst"]
    analyst.suspended = True
    assert analyst.facts(NOON).roles == frozenset()


def test_the_first_administrator_is_made_once() -> None:
    from django.core.exceptions import ValidationError

    from clawback.server.people.first import FirstAdministrator, new_set_up_code, set_up_first
    from clawback.server.people.refusals import SetUpAlready, WrongCode

    asked = {"organisation": "Centre", "code": "centre", "kind": "centre", "jurisdiction": "gb"}
    person = FirstAdministrator(**asked, name="First", username="first", password="long enough, and odd")
    weak = FirstAdministrator(**asked, name="First", username="first", password="password1234")
    code = new_set_up_code(NOON)
    assert code is not None
    with pytest.raises(WrongCode):
        set_up_first(NOON, "0000-0000", person)
    with pytest.raises(ValidationError):
        set_up_first(NOON, code, weak)
    assert set_up_first(NOON, code, person).facts(NOON).roles == {"administrator"}
    with pytest.raises(SetUpAlready):
        set_up_first(NOON, code, person)
    assert new_set_up_code(NOON) is None
