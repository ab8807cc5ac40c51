"""Messages to reporters: nothing in them but that something happened; given once, or tried again."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import override_settings

from tests.integration.server.world import NOON, make_world, reported

pytestmark = pytest.mark.usefixtures("database")
MAILED = {
    "CLAWBACK_DEMO": False,
    "CLAWBACK_MAIL": "centre.example",
    "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
}


@pytest.fixture(autouse=True)
def outbox() -> None:
    mail.outbox = []


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_no_text_has_a_link_an_amount_or_a_code(language: str) -> None:
    from clawback.server.casework.models import MESSAGES, Message
    from clawback.server.casework.telling import tell
    from clawback.server.casework.victims.giving import text_of

    (claim,) = reported(make_world())
    claim.report.language = language
    for kind in MESSAGES:
        text = text_of(tell(claim.report, kind, NOON))
        assert not re.search(r"\d|https?:|www|@", text)
        assert ("code" in text) is (language == "en")
    assert Message.objects.count() == len(MESSAGES) + 1


def test_a_demo_gives_by_showing() -> None:
    from clawback.server.casework.models import Message
    from clawback.server.casework.victims.giving import give_messages

    world = make_world()
    reported(world)
    assert give_messages(NOON) == 1
    assert give_messages(NOON) == 0
    assert Message.objects.get().given_at == NOON
    assert mail.outbox == []
    from tests.integration.server.world_portal import browser

    client = browser()
    client.post("/sign-in/", {"member": world.people["intake"].pk})
    assert "We have your report." in client.get("/outbox/").content.decode()
    client.post("/sign-in/", {"member": world.people["responder"].pk})
    assert client.get("/outbox/").status_code == 404


@override_settings(**MAILED)
def test_a_mail_goes_out_with_an_id_of_its_own() -> None:
    from clawback.server.casework.models import Message
    from clawback.server.casework.victims.giving import give_messages

    reported(make_world())
    assert give_messages(NOON) == 1
    (sent,) = mail.outbox
    assert sent.extra_headers["Message-ID"] == f"<{Message.objects.get().pk}@centre.example>"
    assert sent.to[0].endswith("@example.org")
    assert "Open the address that you know" in sent.body


@override_settings(
    **{**MAILED, "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_PORT": 9}
)
def test_what_fails_stays_and_is_tried_an_hour_later() -> None:
    from clawback.server.casework.models import Message
    from clawback.server.casework.victims.giving import give_messages

    reported(make_world())
    assert give_messages(NOON) == 0
    message = Message.objects.get()
    assert (message.given_at, message.attempts, message.try_at) == (None, 1, NOON + timedelta(hours=1))
    with override_settings(EMAIL_BACKEND=MAILED["EMAIL_BACKEND"]):
        assert give_messages(NOON + timedelta(minutes=59)) == 0
        assert give_messages(NOON + timedelta(hours=1)) == 1


@override_settings(**MAILED)
def test_a_telephone_number_is_left_for_a_person() -> None:
    from clawback.server.casework.models import Message
    from clawback.server.casework.sealing import key_of, opened, sealed
    from clawback.server.casework.victims.giving import give_messages

    (claim,) = reported(make_world())
    report = claim.report
    report.told = sealed(key_of(report), {**opened(report), "contact": "+44 20 7946 0000"})
    report.save()
    assert give_messages(NOON) == 0
    assert Message.objects.get().given_at is None


def test_the_worker_gives_them() -> None:
    from clawback.journal.keys import KeyKind, new_signer
    from clawback.server.casework.models import Message
    from clawback.server.jobs import tick

    reported(make_world())
    tick(new_signer("centre.example/journal", KeyKind.LOG))
    assert Message.objects.get().given_at is not None
