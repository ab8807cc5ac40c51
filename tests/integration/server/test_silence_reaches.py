"""Each step of an agent's silence is a message to its second contact, and an event for its machines."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import override_settings

from tests.integration.server.pages_world import browser_of, words_of
from tests.integration.server.world import NOON, World, drafted, in_case, make_world, transfer
from tests.integration.server.world_ends import run_clocks
from tests.integration.server.world_statements import asked

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


def test_statement_requests_and_recalls_are_followed_too() -> None:
    from clawback.server.casework.models import AgentReminder, Recall
    from clawback.server.casework.redress.guard_figures import silent_agents
    from clawback.server.casework.redress.reaching import give_agent_messages
    from clawback.server.casework.returns.recalling import draft_recall, send_recall, wait_for_recall

    world = make_world()
    for bank in (world.bank, world.other_bank):
        bank.second_contact = f"duty@{bank.code}.example"
        bank.save()
    case, claims = in_case(world, transfer(), transfer(debtor="D2"))
    request = asked(world, case, claims[0])
    unsent, waits = (draft_recall(world.act("analyst"), claim.pk) for claim in claims)
    told = f"/cases/{case.pk}/"
    assert "do not answer" not in words_of(browser_of(world, "analyst"), told)
    run_clocks(NOON + timedelta(days=2))
    request.refresh_from_db()
    assert (request.silence_step, request.silent_since) == ("reminded", NOON + timedelta(days=2))
    assert f"{request} North Bank ◔ Silent: reminded" in words_of(browser_of(world, "analyst"), told)
    assert "Silent: reminded" in words_of(
        browser_of(world, "responder"), f"/statement-requests/{request.pk}/"
    )
    later = NOON + timedelta(days=12)
    run_clocks(later)
    send_recall(world.act("other responder", later), waits.pk)
    steps = {each.pk: each.silence_step for each in Recall.objects.all()}
    assert steps == {unsent.pk: "reminded", waits.pk: "none"}, "one that was sent begins anew"
    wait_for_recall(world.act("other responder", later + timedelta(days=1)), waits.pk)
    run_clocks(later + timedelta(days=22))
    for each in (request, unsent, waits):
        each.refresh_from_db()
    assert (request.state, request.silence_step) == ("lapsed", "regulator")
    assert (unsent.state, unsent.silence_step) == ("lapsed", "regulator")
    assert (waits.state, waits.silence_step) == ("lapsed", "none"), "somebody looked at it, and said so"
    figures = {each.agent: (each.unanswered, each.requests) for each in silent_agents()}
    assert figures == {"North Bank": (1, 1), "South Bank": (1, 2)}
    assert "Never answered" in words_of(browser_of(world, "other responder"), f"/recalls/{unsent.pk}/")
    with override_settings(**MAILED):
        assert give_agent_messages(later + timedelta(days=22)) == AgentReminder.objects.count() == 7
    assert {each.to[0] for each in mail.outbox} == {"duty@north.example", "duty@south.example"}
    assert any(str(unsent) in each.body for each in mail.outbox)
