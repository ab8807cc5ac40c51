"""A server of one's own, and a browser on it, for journeys through the whole of it.

    with demo_server() as server, browser() as chromium:          a fresh demo on a free port, gone afterwards
        with visitor(chromium, server, language="zh-hans", width=390, dark=True) as visit:
            visit.sign_in("Anna Lindqvist")                       choosing a person, as a demo does
            visit.open("/cases/1/")                               asserts that the answer is 200
            visit.page.get_by_role("button", name="Assign").click()
            visit.looks_right("case")                             axe finds nothing, no sideways scrolling; a picture

Pictures go to the folder that CLAWBACK_PICTURES names, or are not taken. The browser is Debian's Chromium, or the one
that CHROMIUM names. One server costs some seconds: share it over a module (`scope="module"`), and let each journey make
its own reports or be content with what others changed.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import resources
from pathlib import Path

import psycopg
from playwright.sync_api import Browser, Page, sync_playwright

from clawback.server.embedded import Embedded
from tests.folders import folder_of_ours
from tests.integration.server.served import started
from tests.ports import free_port

HEAVY = 100_000
"""Bytes that a page may weigh, without pictures."""

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_WEIGHT = """() => {
  const kinds = ["link", "script", "css"];
  const seen = performance.getEntriesByType("resource").filter((each) => kinds.includes(each.initiatorType));
  const page = performance.getEntriesByType("navigation")[0];
  const pictures = [...document.querySelectorAll("main svg")].filter((each) => !each.parentElement.closest("svg"));
  const drawn = pictures.reduce((sum, each) => sum + new Blob([each.outerHTML]).size, 0);
  return page.decodedBodySize + seen.reduce((sum, each) => sum + each.decodedBodySize, 0) - drawn;
}"""
_SPILLS = """() => [...document.querySelectorAll("html, body, body *:not(svg *, input)")]
  .filter((each) => each.clientWidth && each.scrollWidth > each.clientWidth + 1)
  .filter((each) => ["visible", "clip"].includes(getComputedStyle(each).overflowX))
  .map((each) => `${each.scrollWidth - each.clientWidth} px beyond ${each.outerHTML.slice(0, 160)}`)"""


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running server: its address, and its data folder."""

    address: str
    data: Path

    def ahead(self) -> timedelta:
        """How far the demo's clock is before the machine's."""
        with psycopg.connect(Embedded(self.data / "database").url()) as connection:
            found = connection.execute("select ahead from clocks_demotime").fetchone()
        return found[0] if found else timedelta()


@contextmanager
def demo_server(*options: str) -> Iterator[Server]:
    """`clawback serve --demo` with a fresh data folder on a free port, stopped with Ctrl-C at the end."""
    with folder_of_ours("journey") as folder:
        yield from _served(folder / "data", *options)


def _served(data: Path, *options: str) -> Iterator[Server]:
    port = free_port()
    with started(data, port, "--demo", *options) as process:
        yield Server(address=f"http://127.0.0.1:{port}", data=data)
        process.send_signal(signal.SIGTERM)


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", shutil.which("chromium") or "/usr/bin/chromium")
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One person at one screen. `name` tells its pictures apart: case-zh-hans-390-dark.png."""

    page: Page
    server: Server
    name: str
    faults: list[str] = field(default_factory=list)
    """What the console was told since the start: errors of scripts, what the page's own policy refused to load."""

    def sign_in(self, person: str) -> None:
        """As the person of that name; whoever was signed in is not any more."""
        self.page.goto(f"{self.server.address}/sign-in/")
        self.page.locator("button[name=member]", has_text=person).click()
        self.page.wait_for_load_state()
        assert person in self.page.locator(".who").inner_text()

    def speak(self, language: str) -> None:
        """`en` or `zh-hans`, from here on."""
        self.page.locator(f".language button[value={language}]").click()
        self.page.wait_for_load_state()
        assert self.page.locator("html").get_attribute("lang") == language

    def open(self, path: str) -> None:
        """A page of the server that is there."""
        answer = self.page.goto(f"{self.server.address}{path}")
        assert answer is not None
        assert (path, answer.status) == (path, 200)

    def press(self, *keys: str) -> None:
        """Keys, one after the other, wherever the focus is."""
        for key in keys:
            self.page.keyboard.press(key)

    def looks_right(self, title: str, *, axe: bool = True) -> None:
        """What is on the screen passes axe and is no wider than the screen; a picture of it is taken."""
        self.picture(title)
        found = [*self.spilt(), *(self.breaches() if axe else ()), *self.faults]
        assert not found, f"{title} {self.name}: {found}"

    def spilt(self) -> list[str]:
        """What is wider than the box that it stands in, the page itself among them, and cannot be scrolled there."""
        return list(self.page.evaluate(_SPILLS))

    def weight(self) -> int:
        """Bytes of page, style and scripts, without pictures."""
        return int(self.page.evaluate(_WEIGHT))

    def breaches(self, *rules: str) -> list[str]:
        """What axe finds: the rule, and the first element that breaks it. With `rules`, only what breaks these."""
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
        options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
        found = self.page.evaluate(f"axe.run(document, {json.dumps(options)})")
        return [
            f"{each['id']}: {each['nodes'][0]['html'][:200]} {each['nodes'][0].get('failureSummary', '')[:300]}"
            for each in found["violations"]
        ]

    def picture(self, title: str) -> None:
        """Of the whole page, where somebody wants pictures."""
        folder = os.environ.get("CLAWBACK_PICTURES")
        if folder:
            self.page.screenshot(path=f"{folder}/{title}-{self.name}.png", full_page=True)


@contextmanager
def visitor(
    chromium: Browser,
    server: Server,
    *,
    language: str = "en",
    width: int = 1280,
    dark: bool = False,
    script: bool = True,
) -> Iterator[Visit]:
    """A fresh browser profile of that width; without `script` as in a browser that runs none."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        reduced_motion="reduce",  # colours change at once
    )
    context.add_init_script(_axe())
    page = context.new_page()
    page.set_default_timeout(120_000)  # a machine may be busy
    visit = Visit(page=page, server=server, name=f"{language}-{width}-{'dark' if dark else 'light'}")
    page.on("console", lambda told: told.type == "error" and visit.faults.append(told.text))
    page.on("pageerror", lambda error: visit.faults.append(str(error)))
    page.goto(f"{server.address}/sign-in/")
    if language != "en":
        visit.speak(language)
    yield visit
    context.close()


def _axe() -> str:
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
