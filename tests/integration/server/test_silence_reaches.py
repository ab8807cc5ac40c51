"""Each step of an agent's silence is a message to its second contact, and an event for its machines."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import override_settings

from tests.integration.server.world import NOON, World, drafted, in_case, make_world
from tests.integration.server.world_ends import run_clocks

pytestmark = pytest.mark.usefixtures("database")
MAILED = {
    "CLAWBACK_DEMO": False,
    "CLAWBACK_MAIL": "centre.example",
    "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
}
STEPS = ["reminded", "second contact", "regulator"]


@pytest.fixture(autouse=True)
def outbox() -> None:
    mail.outbox = []


def silent(contact: str) -> World:
    """An agent that answers nothing in its 24 hours."""
    from clawback.server.casework.requesting import approve_request

    world = make_world()
    world.bank.second_contact = contact
    world.bank.save()
    case, (claim,) = in_case(world)
    approve_request(world.act("approver"), drafted(world, case, claim).pk)
    for hours in (12, 18, 24):
        run_clocks(NOON + timedelta(hours=hours))
    return world


def test_each_step_is_a_mail_with_nothing_of_anybody_in_it() -> None:
    from clawback.server.casework.models import AgentMessage
    from clawback.server.casework.redress.reaching import give_agent_messages

    silent("duty@north.example")
    assert list(AgentMessage.objects.order_by("pk").values_list("step", flat=True)) == STEPS
    with override_settings(**MAILED):
        assert give_agent_messages(NOON) == 3
        assert give_agent_messages(NOON) == 0
    assert [each.to for each in mail.outbox] == [["duty@north.example"]] * 3
    for each in mail.outbox:
        assert re.search(r"R-\d+", each.body)
        assert not re.search(r"C1|EUR|1000|https?:", each.body)


def test_whom_no_mail_reaches_a_person_calls() -> None:
    from clawback.server.casework.models import AgentMessage
    from clawback.server.casework.redress.reaching import give_agent_messages

    silent("the duty desk, +00 555 0100")
    with override_settings(**MAILED):
        assert give_agent_messages(NOON) == 0
    assert set(AgentMessage.objects.values_list("given_at", "attempts", "to")) == {
        (None, 1, "the duty desk, +00 555 0100")
    }


def test_machines_are_told_of_each_step() -> None:
    from clawback.server.casework.machines.events import EVENTS

    world = silent("")
    kind = EVENTS["holdrequest", "remind"]
    from clawback.server.casework.models import HoldRequest

    request = HoldRequest.objects.get()
    assert kind.name == "hold-request.silent"
    assert set(kind.to(request.pk)) == {world.bank.pk, world.centre.pk}


def test_two_administrators_change_how_an_organisation_is_reached() -> None:
    from clawback.server.people.contacting import approve_contacts, ask_contacts
    from clawback.server.people.refusals import ContactChanged, NotAllowed

    world = make_world()
    first, second = world.act("administrator"), world.act("second administrator")
    with pytest.raises(NotAllowed):
        ask_contacts(world.act("analyst"), world.bank.pk, "a@b.example", "")
    older = ask_contacts(first, world.bank.pk, "wrong@north.example", "")
    change = ask_contacts(first, world.bank.pk, "duty@north.example", "+00 555 0101")
    with pytest.raises(NotAllowed, match="four eyes"):
        approve_contacts(first, change.pk)
    with pytest.raises(ContactChanged):
        approve_contacts(second, older.pk)
    found = approve_contacts(second, change.pk)
    assert (found.second_contact, found.help_line) == ("duty@north.example", "+00 555 0101")
    with pytest.raises(ContactChanged):
        approve_contacts(second, change.pk)
