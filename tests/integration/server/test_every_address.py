"""Every address times nobody and every role of every kind of organisation: exactly what the table allows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.test import Client, override_settings

from clawback import clock
from tests.integration.server.addresses import ADDRESSES, Line, Stage, address, lines, make_stage, names
from tests.integration.server.world import HOUR, NOON, make_world

if TYPE_CHECKING:
    from clawback.server.people.models import Member

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


def test_every_role_gets_what_the_table_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON + HOUR)
    stage, at = make_stage(), NOON + HOUR
    walked = list(lines())
    seen: dict[int, set[bool]] = {place: set() for place, _ in enumerate(walked)}
    wrong = []
    for person in stage.people:
        browser = Client(headers={"host": "localhost"})
        browser.force_login(person.user)
        for place, (name, line) in enumerate(walked):
            allowed, found = check(stage, name, line, person, browser, at)
            seen[place].add(allowed)
            if found:
                wrong.append((name, line.verbs, person.facts(at), found))
    assert wrong == []
    for expected in (True, False):
        assert [walked[place][0] for place, answers in seen.items() if expected not in answers] == []


def check(
    stage: Stage, name: str, line: Line, person: Member, browser: Client, at: datetime
) -> tuple[bool, str]:
    """What may() says, and how the page said something else."""
    from django.db import transaction

    from clawback.server.record.models import Head

    facts = person.facts(at)
    allowed = line.allows(stage, facts)
    sees = allowed if line.on is None else line.on.allows(stage, facts)
    where, typed = address(name, **line.asked(stage, facts)[0]), line.typed(stage)
    with transaction.atomic():  # nothing that is decided here stays
        before = Head.objects.get(pk=1).size
        answer = browser.get(where) if typed is None else browser.post(where, typed)
        made = Head.objects.get(pk=1).size != before
        transaction.set_rollback(True)
    return allowed, fault(line, answer.status_code, allowed=allowed, sees=sees, made=made)


def fault(line: Line, status: int, *, allowed: bool, sees: bool, made: bool) -> str:
    """Empty where the answer is what the table says. A form on a page that is seen is refused with words."""
    if allowed and not sees:
        return "may do what they may not see"
    if allowed or (line.on is not None and sees):
        right = status in SHOWN
    else:
        right = status == 404 or (line.post is not None and line.on is None and status in SHOWN)
    if not right:
        return f"answered {status}, allowed {allowed}, seen {sees}"
    if line.post is not None and line.done and made != allowed:
        return f"decided {made}, allowed {allowed}, answered {status}"
    return "decided" if made and not allowed else ""


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
