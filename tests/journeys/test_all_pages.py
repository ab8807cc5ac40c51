"""Every kind of page, in a browser: axe finds nothing, nothing is wider than its box, none is heavy, no link is dead.

Pages are found by following links as the people of the demo, one of each kind for each side; a case whose sums and
words are as long as may be comes first, so that its pages are the ones. Each is loaded once in each language, and
looked at wide, narrow and between, light and dark.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial

import pytest
from playwright.sync_api import Browser

from clawback.server.data_folder import open_folder
from clawback.server.embedded import Embedded
from tests.journeys.crawling import reached
from tests.journeys.server import HEAVY, Server, Visit, visitor

CENTRE = ("Anna Lindqvist", "Carla Mendes", "Ravi Menon", "Otto Braun", "Mei Tanaka")
"""An analyst, an approver, a reviewer, an auditor, an administrator."""

AGENTS = ("Nora Salim", "Sven Dahl", "Rita Campos")
PUBLIC = ("/sign-in/", "/report/", "/status/", "/notice/", "/accounts/login/", "/accounts/inactive/")
OWN = ("/accounts/2fa/", "/accounts/logout/", "/sessions/")
"""Nobody's in particular, and not in the head of a demo's pages."""

BETWEEN = (768, 1024)
"""Widths between a telephone's and a desk's: nothing may scroll sideways there either."""

CODES = {"/status/": "1000 2000 3000 4001", "/notice/": "1000 2000 3000 5001"}
"""The demo's invented ones."""

REACHED = {
    "centre": (
        *("/", "/cases/", "/cases/N/", "/cases/N/hold-request/", "/cases/N/plans/", "/cases/N/trace/"),
        *("/claims/N/", "/exports/", "/exports/N/", "/glass/N/", "/hold-requests/N/", "/holds/N/"),
        *("/holds/N/notice/", "/interests/", "/journal/", "/journal/N/", "/law/", "/objections/"),
        *("/objections/N/", "/openings/", "/organisation/", "/organisations/", "/outbox/", "/plans/N/"),
        *("/quarantine/", "/recalls/N/", "/referrals/", "/referrals/N/", "/reports/", "/reports/N/"),
        *("/reports/new/", "/roles/", "/search/", "/statement-requests/N/", "/account-changes/N/"),
        *("/tokens/", "/endpoints/", "/regulator/silent/", "/proposals/N/", "/agent-codes/"),
    ),
    "agent": (
        *("/", "/inbox/", "/due-lines/", "/claims/N/", "/hold-requests/N/", "/holds/N/", "/holds/N/notice/"),
        *("/recalls/N/", "/statement-requests/N/", "/account-changes/N/"),
    ),
}
"""Kinds of pages that links must lead to: that the crawl finds less is a link that was lost."""


@pytest.fixture(scope="module")
def pages(chromium: Browser, server: Server) -> dict[str, list[str]]:
    """What each person is sent to look at."""
    case = _vast(server)
    with visitor(chromium, server) as visit:
        return {
            **_crawled(visit, "centre", CENTRE, [f"/cases/{case}/", "/"]),
            **_crawled(visit, "agent", AGENTS, ["/inbox/", "/"]),
        }


def _vast(server: Server) -> int:
    environment = {
        **os.environ,
        "DATABASE_URL": Embedded(open_folder(server.data, demo=True).database).url(),
        "CLAWBACK_DATA": str(server.data),
        "CLAWBACK_PLAIN_HTTP": "1",
    }
    command = [sys.executable, "-m", "tests.journeys.vast"]
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split()[-1])


def _crawled(visit: Visit, side: str, people: tuple[str, ...], starts: list[str]) -> dict[str, list[str]]:
    """What each finds that nobody of the side found before."""
    found: set[str] = set()
    pages: dict[str, list[str]] = {}
    for person in people:
        visit.sign_in(person)
        mine = list(reached(visit.page, visit.server.address, starts, known=found))
        assert [path for kind, path in mine if kind.startswith("dead")] == []
        pages[person] = [path for _, path in mine]
        found.update(kind for kind, _ in mine)
    assert sorted(set(REACHED[side]) - found) == []
    return pages


def test_every_page_looks_right(chromium: Browser, server: Server, pages: dict[str, list[str]]) -> None:
    wrong = [each for language in ("en", "zh-hans") for each in _walked(chromium, server, pages, language)]
    assert wrong == []


def _walked(chromium: Browser, server: Server, pages: dict[str, list[str]], language: str) -> list[str]:
    wrong: list[str] = []
    with visitor(chromium, server, language=language) as visit:
        for path in (*PUBLIC, "/no-such-page/"):
            wrong += _opened(visit, path)
        for path, code in CODES.items():
            wrong += _opened(visit, path, partial(_enter, visit, code))
        for person, paths in pages.items():
            visit.sign_in(person)
            for path in paths:
                wrong += _opened(visit, path)
        for path in OWN:
            wrong += _opened(visit, path)
    return wrong


def _enter(visit: Visit, code: str) -> None:
    visit.page.locator("input[name=code]").fill(code)
    visit.page.locator("main form button").first.click()
    visit.page.wait_for_load_state()


def _opened(visit: Visit, path: str, then: Callable[[], None] = lambda: None) -> list[str]:
    """What is wrong with the page, in both lights and at both widths. Colours are the same in every language, and what
    axe asks of an element is the same for a word of any: it looks thrice in English, once in Chinese."""
    english = visit.name.startswith("en")
    visit.faults.clear()
    answer = visit.page.goto(f"{visit.server.address}{path}")
    right = 404 if path == "/no-such-page/" else 200
    if answer is None or answer.status != right:
        return [f"{path}: {answer and answer.status}"]
    then()
    wrong = [] if visit.weight() < HEAVY else [f"{visit.weight()} bytes"]
    wrong += [each for each in visit.faults if right == 200]
    wrong += _seen(visit, path, "wide light", *(visit.breaches() if english else ()))
    with _dark(visit):
        wrong += _seen(visit, path, "wide dark", *(visit.breaches("color-contrast") if english else ()))
    for width in BETWEEN:
        with _wide(visit, width):
            wrong += [f"{width} wide: {each}" for each in visit.spilt()]
    with _wide(visit, 390), nullcontext() if not english else _dark(visit):
        wrong += _seen(visit, path, "narrow", *visit.breaches())
    return [f"{path} {visit.name}: {each}" for each in wrong]


def _seen(visit: Visit, path: str, screen: str, *breaches: str) -> list[str]:
    title = path.split("?")[0].strip("/").replace("/", "-") or "home"
    visit.picture(f"{title}-{screen.replace(' ', '-')}")
    return [f"{screen}: {each}" for each in (*visit.spilt(), *breaches)]


@contextmanager
def _dark(visit: Visit) -> Iterator[None]:
    visit.page.emulate_media(color_scheme="dark")
    yield
    visit.page.emulate_media(color_scheme="light")


@contextmanager
def _wide(visit: Visit, width: int) -> Iterator[None]:
    visit.page.set_viewport_size({"width": width, "height": 900})
    yield
    visit.page.set_viewport_size({"width": 1280, "height": 900})
