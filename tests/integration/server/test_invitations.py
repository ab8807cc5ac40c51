"""One-time codes, suspension, other organisations: nobody knows another's password, and who is out is out at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from clawback import clock
from tests.integration.server.world import HOUR, NOON, make_world, member

pytestmark = pytest.mark.usefixtures("database")
PASSWORD = "long enough, and odd"


def test_a_code_sets_a_password_once_and_in_time() -> None:
    from clawback.server.people.granting import add_member
    from clawback.server.people.inviting import accept, invite
    from clawback.server.people.refusals import CodeTaken, InvitationOver, NotAllowed, WrongCode

    world = make_world()
    new = add_member(world.act("administrator"), world.centre, "newcomer", "New Comer")
    with pytest.raises(CodeTaken):
        add_member(world.act("administrator"), world.centre, "newcomer", "Other")
    with pytest.raises(NotAllowed):
        invite(world.act("approver"), new.pk)
    with pytest.raises(NotAllowed):
        invite(world.act("administrator"), world.people["administrator"].pk)
    first, code = (invite(world.act("administrator"), new.pk) for _ in range(2))
    with pytest.raises(WrongCode):
        accept(NOON, first, PASSWORD)
    with pytest.raises(InvitationOver):
        accept(NOON + timedelta(hours=72), code, PASSWORD)
    assert accept(NOON + HOUR, code.upper(), PASSWORD).user.check_password(PASSWORD)
    with pytest.raises(InvitationOver):
        accept(NOON + HOUR, code, PASSWORD)


def test_a_second_code_ends_sessions_and_rests_roles_of_power() -> None:
    from clawback.server.people.inviting import accept, invite

    world = make_world()
    approver = world.people["approver"]
    approver.user.set_password(PASSWORD)
    approver.user.save()
    code = invite(world.act("administrator"), approver.pk)
    accept(NOON, code, f"{PASSWORD}, again")
    assert approver.facts(NOON + 23 * HOUR).roles == frozenset()
    assert approver.facts(NOON + 24 * HOUR).roles == {"approver"}


def test_who_is_suspended_is_out_at_once() -> None:
    from clawback.server.people.refusals import SuspendedAlready
    from clawback.server.people.suspending import readmit_member, suspend_member

    world = make_world()
    analyst = world.people["analyst"]
    browser = Client(headers={"host": "localhost"})
    browser.post("/sign-in/", {"member": analyst.pk})
    assert browser.get("/interests/").status_code == 200
    suspend_member(world.act("administrator"), analyst.pk)
    assert browser.get("/interests/").headers["location"] == "/sign-in/"
    with pytest.raises(SuspendedAlready):
        suspend_member(world.act("administrator"), analyst.pk)
    readmit_member(world.act("administrator"), analyst.pk)
    assert browser.get("/interests/").headers["location"] == "/sign-in/", "the old session stays ended"


def test_a_centre_brings_in_a_bank_with_its_administrator() -> None:
    from clawback.server.people.inviting import accept
    from clawback.server.people.joining import NewOrganisation, add_organisation
    from clawback.server.people.refusals import CodeTaken, NotAllowed
    from tests.integration.server.world_people import act_of

    world = make_world()
    said = {"kind": "agent", "name": "East Bank", "jurisdiction": "demo", "administrator": "E. Admin"}
    made, code = add_organisation(
        world.act("administrator"), NewOrganisation(**said, code="east", username="east-admin")
    )
    assert accept(NOON, code, PASSWORD).organisation == made
    with pytest.raises(CodeTaken):
        add_organisation(world.act("administrator"), NewOrganisation(**said, code="east", username="other"))
    with pytest.raises(NotAllowed):
        add_organisation(
            act_of(member(world.bank, "administrator")),
            NewOrganisation(**said, code="west", username="west-admin"),
        )


def test_a_member_sees_and_ends_their_own_sessions() -> None:
    world = make_world()
    analyst = world.people["analyst"]
    one, two = (Client(headers={"host": "localhost"}) for _ in range(2))
    for browser in (one, two):
        browser.post("/sign-in/", {"member": analyst.pk})
    assert one.get("/sessions/").content.decode().count("127.0.0.1") == 2
    one.post("/sessions/end/", {"session": "all"})
    assert two.get("/interests/").headers["location"] == "/sign-in/"
    assert clock.now()
