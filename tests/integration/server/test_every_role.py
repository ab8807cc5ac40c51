"""Every address times every role of every kind of organisation: exactly what the table of permissions allows."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, override_settings

from clawback import clock
from tests.integration.server.addresses import Line, Stage, address, lines, make_stage
from tests.integration.server.world import HOUR, NOON

if TYPE_CHECKING:
    from clawback.server.people.facts import MemberFacts
    from clawback.server.people.models import Member

pytestmark = pytest.mark.usefixtures("database_of_module")
AT = NOON + HOUR
SHOWN = (200, 302, 303, 422)
OPEN_TO_ALL = ("contacts",)
"""Pages of a record that belong to no case: any centre's administrator keeps the contacts of agents."""


class NotThere:
    """Middleware: 404 in short. Most requests of the walk are answered so; the page for it is asked for apart."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return HttpResponse(status=404) if isinstance(exception, Http404) else None


QUICK = {
    "MIDDLEWARE": [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "clawback.server.pages.signing_in.SignedIn",
        "clawback.server.pages.walled.Walled",
        f"{__name__}.NotThere",
    ],
    "SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
}
"""Of what stands around a page that alone which decides who sees it: this is asked some thousand times."""


@pytest.fixture(scope="module")
def stage(database_of_module: str) -> Iterator[Stage]:
    """Made once: each request that is made of it is taken back."""
    assert database_of_module
    logging.disable(logging.WARNING)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: AT)
        yield make_stage()
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def signed_in(stage: Stage) -> list[tuple[Client, MemberFacts]]:
    """Each person's browser, and what may() is told of them: both are the same for all requests."""
    with override_settings(**QUICK):
        return [(browser_of(person), person.facts(AT)) for person in stage.people]


def browser_of(person: Member) -> Client:
    browser = Client(headers={"host": "localhost"})
    browser.force_login(person.user)
    return browser


def test_what_is_not_there_has_a_page_for_everybody(stage: Stage) -> None:
    for person in stage.people:
        answer = browser_of(person).get("/holds/999/")
        assert (answer.status_code, b"</h1>" in answer.content) == (404, True)


@override_settings(**QUICK)
def test_every_role_gets_what_the_table_allows(
    stage: Stage, signed_in: list[tuple[Client, MemberFacts]]
) -> None:
    walked, before = list(lines()), entries()
    seen: dict[int, set[bool]] = {place: set() for place, _ in enumerate(walked)}
    wrong = []
    for browser, facts in signed_in:
        for place, (name, line) in enumerate(walked):
            allowed = line.allows(stage, facts)
            sees = allowed if line.on is None else line.on.allows(stage, facts)
            status, after = asked(browser, address(name, **line.asked(stage, facts)[0]), line.typed(stage))
            found = fault(line, status, allowed=allowed, sees=sees, made=after != before)
            seen[place].add(allowed)
            if found:
                wrong.append((name, line.verbs, facts, found))
    assert wrong == []
    for expected in (True, False):
        assert [walked[place][0] for place, answers in seen.items() if expected not in answers] == []


@override_settings(**QUICK)
def test_no_address_takes_what_no_line_names(
    stage: Stage, signed_in: list[tuple[Client, MemberFacts]]
) -> None:
    """A page takes no form, and a form is no page; where one does, it decides nothing for whom no line allows."""
    before, walked = entries(), list(lines())
    wrong = []
    for name in {name for name, _ in walked}:
        its = [line for each, line in walked if each == name]
        for form in {False, True} - {line.post is not None for line in its}:
            for browser, facts in signed_in:
                where = address(name, **its[0].asked(stage, facts)[0])
                status, after = asked(browser, where, {} if form else None)
                if status == 405:
                    break
                sees = any(
                    line.allows(stage, facts) or (line.on and line.on.allows(stage, facts)) for line in its
                )
                if after != before or status not in (SHOWN if sees else (404, 422)):
                    wrong.append((name, form, facts.kind, *facts.roles, status, after - before))
    assert wrong == []
    assert [facts for browser, facts in signed_in if "_auth_user_id" not in browser.session] == []


@override_settings(**QUICK)
def test_who_has_no_part_in_anything_sees_nothing(stage: Stage) -> None:
    """Whatever the table says: no page of a record is there for an organisation that has nothing to do with it."""
    pages = [(name, line) for name, line in lines() if line.of is not None and line.post is None]
    seen = []
    for person in stage.strangers:
        browser, facts = browser_of(person), person.facts(AT)
        for name, line in pages:
            where = address(name, **line.asked(stage, facts)[0])
            if asked(browser, where, None)[0] != 404:
                seen.append((name, facts))
    assert [(name, sorted(facts.roles)) for name, facts in seen if name not in OPEN_TO_ALL] == []
    assert len(pages) > 30


def entries() -> int:
    """How many decisions were made, but for that somebody looked."""
    from clawback.server.record.models import EntryRow

    return EntryRow.objects.exclude(verb="see").count()


def asked(browser: Client, where: str, typed: object) -> tuple[int, int]:
    """The answer's status, and how many entries there were then. `typed` is posted; None: nothing is."""
    from django.db import transaction

    with transaction.atomic():  # nothing that is decided here stays
        answer = browser.get(where) if typed is None else browser.post(where, typed)
        after = entries()
        transaction.set_rollback(True)
    return answer.status_code, after


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
