"""Every address times nobody and every role of every kind of organisation: exactly what the table allows."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse

from tests.integration.server.addresses import ADDRESSES, Line, Stage, make_stage, names
from tests.integration.server.world import make_world

pytestmark = pytest.mark.usefixtures("database")
SHOWN = (200, 302, 303)


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
        if expected in ("public", "demo"):
            continue
        for ask in (browser.get, browser.post):
            answer = ask(address(name))
            if answer.status_code == 405:
                continue
            assert answer.status_code == 302, name
            assert answer.headers["location"].startswith("/accounts/login/"), name


def address(name: str, **given: object) -> str:
    """With any number, where the address has one."""
    for known in (given, {}, {"number": 1}, {"pk": 1}, {"basis": "hold"}):
        try:
            return reverse(name, kwargs=known or None)
        except NoReverseMatch:
            continue
    raise AssertionError(f"{name} needs something else")


def test_every_role_gets_what_the_table_allows() -> None:
    stage = make_stage()
    lines = {name: line for name, line in ADDRESSES.items() if isinstance(line, Line)}
    seen: dict[str, set[bool]] = {name: set() for name in lines}
    for person in stage.people:
        browser = Client(headers={"host": "localhost"})
        browser.force_login(person.user)
        for name, line in lines.items():
            seen[name].add(check(stage, name, line, person, browser))
    assert {name for name, answers in seen.items() if True not in answers} == set(), "nobody gets it"
    assert {name for name, answers in seen.items() if False not in answers} == set(), "everybody gets it"


def check(stage: Stage, name: str, line: Line, person: object, browser: Client) -> bool:
    """What may() says, once the page said the same."""
    from django.db import transaction

    from clawback import clock
    from clawback.server.people.facts import Subject
    from clawback.server.people.may import Allowed, may
    from clawback.server.record.models import Head

    facts = person.facts(clock.now())
    given, subject = line.of(stage) if line.of else ({}, Subject(kind=line.kind, owner=facts.organisation))
    allowed = any(isinstance(may(facts, verb, subject), Allowed) for verb in line.verbs)
    with transaction.atomic():  # nothing that is decided here stays
        before = Head.objects.get(pk=1).size
        where = address(name, **given)
        answer = browser.get(where) if line.post is None else browser.post(where, line.post)
        changed = Head.objects.get(pk=1).size != before
        transaction.set_rollback(True)
    told = (name, facts, answer.status_code)
    if allowed:
        assert answer.status_code in SHOWN, told
    else:
        refused = line.post is not None and answer.status_code in SHOWN
        assert answer.status_code == 404 or refused, told
        assert not changed, told
    return allowed


def test_every_member_has_their_own_pages() -> None:
    world = make_world()
    for person in world.people.values():
        browser = Client(headers={"host": "localhost"})
        browser.post("/sign-in/", {"member": person.pk})
        for name in ("home", "sessions", "mfa_index"):
            assert (name, browser.get(address(name)).status_code) == (name, 200)


def test_another_host_name_is_refused() -> None:
    assert Client(headers={"host": "evil.example"}).get("/").status_code == 400
