"""The members' pages on a real server in a real browser: every one passes axe and fits, in both languages, light and
dark, wide and narrow; and a hold is asked for, approved and placed by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.server import Server, Visit, browser, demo_server, visitor

PAGES = {
    "Anna Lindqvist": ["/", "/cases/", "/cases/1/", "/cases/1/hold-request/", "/claims/1/", "/search/"],
    "Carla Mendes": ["/hold-requests/3/", "/holds/1/"],
    "Otto Braun": ["/journal/", "/journal/3/", "/journal/consistency/?old=2&new=5"],
    "Rita Campos": ["/inbox/", "/hold-requests/2/"],
    "Sven Dahl": ["/inbox/", "/claims/1/"],
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with demo_server() as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_looks_right(
    server: Server, chromium: Browser, language: str, dark: bool, width: int
) -> None:
    with visitor(chromium, server, language=language, width=width, dark=dark) as visit:
        visit.looks_right("sign-in")
        for person, paths in PAGES.items():
            visit.sign_in(person)
            for path in paths:
                visit.open(path)
                visit.looks_right(path.split("?")[0].strip("/").replace("/", "-") or "home")


def tab_to(visit: Visit, words: str) -> None:
    """Tab until what is focused says that."""
    for _ in range(80):
        visit.press("Tab")
        if words in (visit.page.evaluate("document.activeElement.textContent") or ""):
            return
    raise AssertionError(f"the keyboard does not reach {words!r}")


def test_a_request_is_approved_and_placed_by_keyboard_alone(server: Server, chromium: Browser) -> None:
    with visitor(chromium, server) as visit:
        visit.sign_in("Carla Mendes")
        visit.press("j", "Enter")
        visit.page.wait_for_url("**/hold-requests/3/")
        visit.press("a", "Enter")
        visit.page.get_by_text("The request is with the agent.").wait_for()
        visit.sign_in("Olga Petrova")
        visit.open("/inbox/")
        visit.press("j", "a", "Enter")
        visit.page.get_by_text("The hold is placed.").wait_for()
        visit.press("?")
        assert visit.page.locator("#keys").is_visible()
        visit.press("Escape")
        tab_to(visit, "Be somebody else")


def test_without_script_a_case_is_worked_all_the_same(server: Server, chromium: Browser) -> None:
    with visitor(chromium, server, script=False) as visit:
        visit.sign_in("Anna Lindqvist")
        visit.open("/cases/1/hold-request/")
        visit.page.get_by_role("button", name="Ask for approval").click()
        visit.page.get_by_text("The request waits for an approver.").wait_for()
        assert visit.page.locator("h1").inner_text().startswith("Hold request")
