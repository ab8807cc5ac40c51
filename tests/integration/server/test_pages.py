"""The first pages as a browser gets them: signing in, setting up, home, language, health."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client, override_settings

from clawback import clock
from tests.integration.server.world import drafted, in_case, make_world

pytestmark = pytest.mark.usefixtures("database")
PASSWORD = "long enough, and odd"


@pytest.fixture
def browser() -> Client:
    """One that checks forms as a real one does."""
    return Client(enforce_csrf_checks=False, headers={"host": "localhost"})


def test_health_says_what_is_down(browser: Client) -> None:
    from clawback.server.clocks.outages import beat

    found = browser.get("/healthz")
    assert (found.status_code, found.json()["worker"]) == (503, "down")
    beat(clock.now())
    found = browser.get("/healthz")
    assert found.json() == {"status": "up", "database": "up", "tables": "up", "worker": "up"}
    beat(clock.now() + timedelta(seconds=1))


def test_a_demo_signs_in_by_choosing_a_person(browser: Client) -> None:
    world = make_world()
    assert browser.get("/").headers["location"] == "/sign-in/"
    assert "North Bank" in browser.get("/sign-in/").content.decode()
    browser.post("/sign-in/", {"member": world.people["approver"].pk})
    page = browser.get("/").content.decode()
    assert world.people["approver"].name in page
    assert "Demo: people, money and law are invented" in page


def test_home_shows_what_waits_to_those_who_may(browser: Client) -> None:
    world = make_world()
    case, (claim,) = in_case(world, at=clock.now())
    drafted(world, case, claim, at=clock.now())
    browser.post("/sign-in/", {"member": world.people["approver"].pk})
    page = browser.get("/").content.decode()
    assert "hold request" in page
    assert "1,000.00" in page
    browser.post("/sign-in/", {"member": world.people["other responder"].pk})
    page = browser.get("/").content.decode()
    assert "hold request" not in page
    assert "Confirm · evidence" in page


def test_home_speaks_chinese(browser: Client) -> None:
    world = make_world()
    case, (claim,) = in_case(world, at=clock.now())
    drafted(world, case, claim, at=clock.now())
    browser.post("/sign-in/", {"member": world.people["approver"].pk})
    browser.post("/language/setlang/", {"language": "zh-hans", "next": "/"})
    page = browser.get("/").content.decode()
    assert '<html lang="zh-hans">' in page
    assert "等您处理" in page
    assert ">English<" in page
    assert "1,000.00" in page


@override_settings(CLAWBACK_DEMO=False)
def test_nobody_chooses_a_person_without_demo(browser: Client) -> None:
    world = make_world()
    assert browser.post("/sign-in/", {"member": world.people["analyst"].pk}).status_code == 404
    assert "_auth_user_id" not in browser.session


@override_settings(CLAWBACK_DEMO=False, LOGIN_URL="/accounts/login/")
def test_the_first_visit_sets_up_the_first_administrator(browser: Client) -> None:
    from clawback.server.people.first import new_set_up_code
    from clawback.server.people.models import Member

    assert browser.get("/").headers["location"] == "/set-up/"
    code = new_set_up_code(clock.now())
    said = {"organisation": "Centre", "code": "centre", "kind": "centre", "jurisdiction": "gb"}
    said |= {"name": "First", "username": "first", "password": PASSWORD}
    wrong = browser.post("/set-up/", {**said, "one_time_code": "0000"})
    assert "not the code in the terminal" in wrong.content.decode()
    assert 'value="first"' in wrong.content.decode()
    done = browser.post("/set-up/", {**said, "one_time_code": code})
    assert done.headers["location"] == "/"
    assert Member.objects.get().user.check_password(PASSWORD)
    # A password alone leads nowhere but to a second factor.
    assert browser.get("/").headers["location"] == "/accounts/2fa/"
    assert browser.get("/accounts/2fa/").status_code == 200


@override_settings(CLAWBACK_DEMO=False, LOGIN_URL="/accounts/login/")
def test_a_password_alone_leads_nowhere(browser: Client) -> None:
    world = make_world()
    user = world.people["analyst"].user
    user.set_password(PASSWORD)
    user.save()
    browser.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    assert browser.session["_auth_user_id"] == str(user.pk)
    assert browser.get("/").headers["location"] == "/accounts/2fa/"


@override_settings(CLAWBACK_DEMO=False, LOGIN_URL="/accounts/login/")
def test_wrong_passwords_lock_out_for_a_while(browser: Client) -> None:
    world = make_world()
    user = world.people["analyst"].user
    user.set_password(PASSWORD)
    user.save()
    for _ in range(6):
        browser.post("/accounts/login/", {"login": user.username, "password": "wrong"})
    browser.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    assert "_auth_user_id" not in browser.session


@override_settings(CLAWBACK_DEMO=False)
def test_nobody_makes_an_account_for_themself(browser: Client) -> None:
    from django.contrib.auth import get_user_model

    said = {"username": "me", "password1": PASSWORD, "password2": PASSWORD}
    browser.post("/accounts/signup/", said)
    assert not get_user_model().objects.exists()


def test_pages_say_what_may_be_loaded(browser: Client) -> None:
    found = browser.get("/sign-in/")
    assert "default-src 'self'" in found.headers["content-security-policy"]
    assert found.headers["x-frame-options"] == "DENY"
    assert len(found.content) < 100_000
