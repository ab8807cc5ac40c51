"""Every page, in a browser: axe finds nothing, none is wider than its screen, none is heavy, no link is dead.

Pages are found by following links as each person of the demo, beside those that the public has. Each is looked at in
English on a light wide screen and in Chinese on a dark narrow one; every third in the other combinations too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Browser

from clawback.server.data_folder import open_folder
from clawback.server.embedded import Embedded
from tests.journeys.crawling import kind_of, reached
from tests.journeys.server import Server, Visit, browser, demo_server, visitor

PEOPLE = (
    *(
        "Anna Lindqvist",
        "Inés Ortega",
        "Carla Mendes",
        "Ravi Menon",
        "Lucy Okafor",
        "Otto Braun",
        "Mei Tanaka",
    ),
    *("Nora Salim", "Sven Dahl", "Rita Campos", "Hana Suzuki", "Greta Novak"),
)
"""One of each role, and agents that have something to do."""

PUBLIC = ("/sign-in/", "/report/", "/status/", "/notice/", "/accounts/login/", "/accounts/inactive/")
OWN = ("/accounts/2fa/", "/accounts/logout/", "/sessions/")
"""Nobody's in particular, and not in the head of a demo's pages."""

REACHED = (
    *(
        "/",
        "/cases/",
        "/cases/N/",
        "/cases/N/hold-request/",
        "/claims/N/",
        "/exports/",
        "/exports/N/",
        "/glass/N/",
    ),
    *(
        "/hold-requests/N/",
        "/holds/N/",
        "/holds/N/notice/",
        "/inbox/",
        "/interests/",
        "/journal/",
        "/journal/N/",
    ),
    *(
        "/law/",
        "/objections/",
        "/objections/N/",
        "/openings/",
        "/organisation/",
        "/organisations/",
        "/outbox/",
    ),
    *("/quarantine/", "/referrals/", "/referrals/N/", "/reports/", "/reports/N/", "/reports/new/", "/roles/"),
    *("/search/", "/statement-requests/N/", "/plans/N/", "/recalls/N/", "/account-changes/N/", "/due-lines/"),
    *("/tokens/", "/endpoints/", "/regulator/silent/", "/proposals/N/", "/agent-codes/"),
)
"""Kinds of pages that links must lead to: that the crawl finds less is a link that was lost."""

HEAVIEST = 100_000
FOCUS = """(() => {
  const one = document.activeElement;
  return one === document.body || parseFloat(getComputedStyle(one).outlineWidth) >= 2 || one.outerHTML.slice(0, 200);
})()"""
WIDE_LIGHT, NARROW_DARK = ("en", 1280, False), ("zh-hans", 390, True)
OTHERS = (("en", 390, False), ("zh-hans", 1280, False), ("en", 1280, True))


@dataclass(frozen=True, kw_only=True)
class World:
    """The demo with a record of every kind; the codes of a reporter and of a holder; the pages of each person."""

    server: Server
    codes: dict[str, str]
    pages: dict[str, list[str]]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture(scope="module")
def world(chromium: Browser) -> Iterator[World]:
    with demo_server() as server:
        made = World(server=server, codes=_fuller(server), pages={})
        yield replace(made, pages=_crawled(chromium, server))


def _fuller(server: Server) -> dict[str, str]:
    database = Embedded(open_folder(server.data, demo=True).database)
    environment = {
        **os.environ,
        "DATABASE_URL": database.url(),
        "CLAWBACK_DATA": str(server.data),
        "CLAWBACK_PLAIN_HTTP": "1",
    }
    command = [sys.executable, "-m", "tests.journeys.fuller"]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _crawled(chromium: Browser, server: Server) -> dict[str, list[str]]:
    found: dict[str, str] = {}
    pages: dict[str, list[str]] = {}
    with visitor(chromium, server) as visit:
        for person in PEOPLE:
            visit.sign_in(person)
            mine = list(reached(visit.page, server.address, ["/"]))
            dead = [path for kind, path in mine if kind.startswith("dead")]
            assert (person, dead) == (person, [])
            pages[person] = ["/", *(path for kind, path in mine if kind not in found)]
            found.update(mine)
    missing = sorted(set(REACHED) - set(found))
    assert missing == []
    pages["Anna Lindqvist"].append("/cases/1/hold-request/")
    return pages


def test_every_page_looks_right(chromium: Browser, world: World) -> None:
    wrong: list[str] = []
    for place, screen in enumerate((WIDE_LIGHT, NARROW_DARK, *OTHERS)):
        with _at(chromium, world, screen) as visit:
            for person, paths in world.pages.items():
                visit.sign_in(person)
                for number, path in enumerate(paths):
                    if place < 2 or number % 3 == place - 2:
                        wrong += _looked_at(visit, path)
    assert wrong == []


@pytest.mark.parametrize("screen", [WIDE_LIGHT, NARROW_DARK], ids=["wide", "narrow"])
def test_what_is_public_looks_right(chromium: Browser, world: World, screen: tuple[str, int, bool]) -> None:
    wrong: list[str] = []
    with _at(chromium, world, screen) as visit:
        for path in (*PUBLIC, "/no-such-page/"):
            wrong += _looked_at(visit, path, 404 if path == "/no-such-page/" else 200)
        for way, who in (("/status/", "reporter"), ("/notice/", "holder")):
            visit.open(way)
            visit.page.locator("input[name=code]").fill(world.codes[who])
            visit.page.locator("main form button").first.click()
            visit.page.wait_for_load_state()
            wrong += _wrong(visit, f"{way} of a {who}")
        visit.sign_in("Anna Lindqvist")
        for path in OWN:
            wrong += _looked_at(visit, path)
    assert wrong == []


def test_the_focus_is_seen_wherever_the_keyboard_goes(chromium: Browser, world: World) -> None:
    with visitor(chromium, world.server) as visit:
        visit.sign_in("Anna Lindqvist")
        for path in ("/", "/cases/1/", "/holds/1/", "/search/"):
            visit.open(path)
            for _ in range(25):
                visit.press("Tab")
                seen = visit.page.evaluate(FOCUS)
                assert (path, seen) == (path, True)


def _at(chromium: Browser, world: World, screen: tuple[str, int, bool]) -> AbstractContextManager[Visit]:
    language, width, dark = screen
    return visitor(chromium, world.server, language=language, width=width, dark=dark)


def _looked_at(visit: Visit, path: str, status: int = 200) -> list[str]:
    answer = visit.page.goto(f"{visit.server.address}{path}")
    found = answer.status if answer else 0
    if found != status:
        return [f"{path} {visit.name}: {found}"]
    heavy = len(answer.body()) if answer else 0
    return [*([f"{path}: {heavy} bytes"] if heavy > HEAVIEST else []), *_wrong(visit, path)]


def _wrong(visit: Visit, title: str) -> list[str]:
    visit.picture(kind_of(title).strip("/").replace("/", "-").replace(" ", "-") or "home")
    wide = visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found = [f"{title} {visit.name}: {each}" for each in visit.breaches()]
    return [*found, *([f"{title} {visit.name}: {wide} px too wide"] if wide > 0 else [])]
