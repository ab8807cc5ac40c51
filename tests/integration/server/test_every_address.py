"""Every address times nobody and every role of every kind of organisation: exactly what the table allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client, override_settings

from tests.integration.server.addresses import ADDRESSES, address, names
from tests.integration.server.world import make_world

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.usefixtures("database")
SHOWN = (200, 302, 303, 422)


def test_every_address_has_a_line() -> None:
    found = list(names())
    assert sorted(set(found) - ADDRESSES.keys()) == []
    assert sorted(ADDRESSES.keys() - set(found)) == []
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "unneeded",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "password/reset/",
        "password/set/",
        "login/code/confirm/",
        "social/",
    ],
)
def test_what_allauth_has_beside_is_not_there(unneeded: str) -> None:
    assert Client(headers={"host": "localhost"}).get(f"/accounts/{unneeded}").status_code == 404


@override_settings(CLAWBACK_DEMO=False, LOGIN_URL="/accounts/login/")
def test_nobody_is_sent_to_sign_in() -> None:
    make_world()
    browser = Client(headers={"host": "localhost"})
    for name, expected in ADDRESSES.items():
        if expected in ("public", "demo", "token"):
            continue
        for ask in (browser.get, browser.post):
            answer = ask(address(name))
            if answer.status_code == 405:
                continue
            assert answer.status_code == 302, name
            assert answer.headers["location"].startswith("/accounts/login/"), name


def test_nobody_gets_a_page_that_is_public_and_machines_need_a_token() -> None:
    make_world()
    browser = Client(headers={"host": "localhost"})
    for name, expected in ADDRESSES.items():
        answers = [ask(address(name)) for ask in (browser.get, browser.post)]
        told = (name, [each.status_code for each in answers])
        if expected == "public":
            # Without a worker /healthz says so: 503.
            assert name == "healthz" or all(each.status_code < 500 for each in answers), told
        if expected == "token":
            assert {each.status_code for each in answers} - {405} == {401}, told
            problems = {each.headers["content-type"] for each in answers if each.status_code == 401}
            assert problems == {"application/problem+json"}, told


def test_every_member_has_their_own_pages() -> None:
    world = make_world()
    own = [
        name
        for name, expected in ADDRESSES.items()
        if expected == "own" and not name.startswith(("mfa", "acc"))
    ]
    for person in world.people.values():
        browser = Client(headers={"host": "localhost"})
        browser.post("/sign-in/", {"member": person.pk})
        for name in (*own, "mfa_index"):
            answer = browser.get(address(name))
            assert (name, answer.status_code in (200, 405)) == (name, True)


def test_another_host_name_is_refused() -> None:
    assert Client(headers={"host": "evil.example"}).get("/").status_code == 400
