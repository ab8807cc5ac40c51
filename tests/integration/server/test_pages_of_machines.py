"""Tokens and events as an administrator sees them."""

from __future__ import annotations

import re

import pytest
from django.test import Client, override_settings

from clawback import clock
from tests.integration.server.test_events import NOON, Listening, listening, send
from tests.integration.server.world import World, in_case, make_world, member, placed
from tests.integration.server.world_api import Machine

pytestmark = pytest.mark.usefixtures("database")
__all__ = ["listening"]
FORM = {"name": "Core system", "role": "responder", "scopes": ["holds:read"]}


def browser_of(world: World, person: str) -> Client:
    browser = Client(headers={"host": "localhost"})
    browser.post("/sign-in/", {"member": world.people[person].pk})
    return browser


@pytest.fixture
def world() -> World:
    made = make_world()
    made.people["bank's administrator"] = member(made.bank, "administrator")
    made.people["bank's auditor"] = member(made.bank, "auditor")
    return made


def test_a_token_is_shown_once(world: World) -> None:
    browser = browser_of(world, "bank's administrator")
    page = browser.post("/tokens/", FORM)
    (secret,) = re.findall(r"clawback_[0-9a-f]{64}", page.content.decode())
    assert "no-store" in page.headers["cache-control"]
    assert Machine(secret=secret).get("/holds").status_code == 200
    assert secret not in browser.get("/tokens/").content.decode()


def test_a_token_is_ended(world: World) -> None:
    from clawback.server.casework.models import Token

    browser = browser_of(world, "bank's administrator")
    browser.post("/tokens/", FORM)
    token = Token.objects.get()
    stranger = browser_of(world, "administrator")
    assert stranger.post(f"/tokens/{token.pk}/end/").status_code == 404
    assert browser.post(f"/tokens/{token.pk}/end/").headers["location"] == "/tokens/"
    token.refresh_from_db()
    assert token.ended_at is not None
    assert "■" in browser.get("/tokens/").content.decode()


def test_what_was_typed_stays(world: World) -> None:
    from clawback.server.casework.models import Token

    browser = browser_of(world, "bank's administrator")
    page = browser.post("/tokens/", {**FORM, "public_key": "not a key"}).content.decode()
    assert 'value="not a key"' in page
    assert "32 bytes" in page
    page = browser.post("/tokens/", {**FORM, "role": "approver"}).content.decode()
    assert "errorlist" in page
    assert not Token.objects.exists()


@override_settings(CLAWBACK_DEMO=True)
def test_others_have_no_such_page(world: World) -> None:
    for person in ("responder", "approver", "analyst"):
        browser = browser_of(world, person)
        for path in ("/tokens/", "/endpoints/"):
            assert browser.get(path).status_code == 404
    auditor = browser_of(world, "bank's auditor")
    assert '<form method="post" class="stacked">' not in auditor.get("/tokens/").content.decode()
    assert auditor.post("/tokens/", FORM).status_code == 200
    assert auditor.post("/endpoints/", {"address": "http://127.0.0.1:9/"}).status_code == 200
    from clawback.server.casework.models import Endpoint, Token

    assert (Token.objects.count(), Endpoint.objects.count()) == (0, 0)


def test_endpoints_and_what_was_given_up(world: World, listening: Listening) -> None:
    from clawback.server.casework.models import Delivery

    browser = browser_of(world, "bank's administrator")
    wrong = browser.post("/endpoints/", {"address": "https://10.0.0.1/"}).content.decode()
    assert 'value="https://10.0.0.1/"' in wrong
    assert browser.post("/endpoints/", {"address": listening.address}).headers["location"] == "/endpoints/"
    case, (claim,) = in_case(world, at=clock.now())
    placed(world, case, claim, at=clock.now())
    listening.status = 500
    send(clock.now())
    Delivery.objects.update(dead_at=NOON)
    page = browser.get("/endpoints/").content.decode()
    assert "hold-request.sent" in page
    assert "it answered 500" in page
    listening.status = 200
    number = Delivery.objects.get().pk
    assert browser_of(world, "administrator").post(f"/events/{number}/send/").status_code == 404
    browser.post(f"/events/{number}/send/")
    send(clock.now())
    assert len(listening.got) == 2
    assert "it answered 500" not in browser.get("/endpoints/").content.decode()
    browser.post(f"/endpoints/{Delivery.objects.get().endpoint_id}/end/")
    assert listening.address not in browser.get("/endpoints/").content.decode()


def test_they_speak_chinese(world: World) -> None:
    browser = browser_of(world, "bank's administrator")
    browser.post("/language/setlang/", {"language": "zh-hans", "next": "/"})
    assert "接口令牌" in browser.get("/tokens/").content.decode()
    assert "事件发送地址" in browser.get("/endpoints/").content.decode()
