"""Who walks a journey, with which hands; how they sign in, find what waits for them, and look at a page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser

from tests.journeys.server import HEAVY, Server, Visit, visitor
from tests.journeys.steps.hands import Hands, Mouse
from tests.journeys.steps.story import PEOPLE, Story

__all__ = ["TUTORIAL", "Walk", "walk"]

TUTORIAL = (
    "report",
    "receipt",
    "confirm",
    "place",
    "statement",
    "trace",
    "notice",
    "objection",
    "case",
    "plan",
    "lines",
    "status",
)
"""The pictures of docs/tutorial/your-first-case.md, in their order."""

_BEFORE = timedelta(hours=5)
"""The money was lost so long before its victims report."""


@dataclass(kw_only=True)
class Walk:
    """`staff` is the browser of the members, who take turns at it; `public` the one of victims and holders. Without
    `axe` it looks at what these alone see."""

    staff: Visit
    public: Visit
    story: Story
    hands: type[Hands]
    looks: bool = True
    axe: bool = True
    codes: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    """Where the journey's own case and plan are: others wait on a server, too, once days went by."""
    signed_in: str = ""

    @property
    def desk(self) -> Hands:
        return self.hands(self.staff.page)

    @property
    def phone(self) -> Hands:
        return self.hands(self.public.page)

    def be(self, role: str) -> Hands:
        """The person of that role sits down, and is at home."""
        person = PEOPLE[role]
        if self.signed_in != person:
            self.staff.open("/sign-in/")
            self.desk.press(f"button[name=member]:has-text('{person}')")
            assert person in self.staff.page.locator(".who").inner_text()
            self.signed_in = person
        else:
            self.staff.open("/")
        return self.desk

    def take(self, role: str, path: str, account: str) -> Hands:
        """The person opens what waits for them about that account, a page below `path`."""
        return self._take(role, f"tr:has-text('{self.story.number(account)}') a[href^='{path}']")

    def take_page(self, role: str, name: str) -> Hands:
        """The person opens the journey's own page of that name, which waits for them."""
        return self._take(role, f"tr a[href='{self.pages[name]}']")

    def _take(self, role: str, link: str) -> Hands:
        """A row of home; where it is not among the first rows, all are asked for."""
        hands = self.be(role)
        row = f"#waiting ~ * {link}"
        if not self.staff.page.locator(row).count():
            hands.press("#waiting ~ * a[href^='?all']")
        hands.open_row(row)
        return hands

    def way(self, path: str) -> Hands:
        """By the head of the page."""
        self.desk.press(f"header nav a[href='{path}']")
        return self.desk

    def note(self, name: str) -> None:
        """The page that the members are at is the journey's of that name."""
        self.pages[name] = urlsplit(self.staff.page.url).path

    def said(self, visit: Visit | None = None) -> None:
        """The decision was made: the page says so, and refuses nothing."""
        page = (visit or self.staff).page
        self.hands(page).lands(".messages")
        assert page.locator(".messages .error").count() == 0, page.locator(".messages").inner_text()

    def on(self, by: str, times: int = 1) -> None:
        """The demo's clock: `hour`, `day` or `next`."""
        for _ in range(times):
            self.desk.press(f"button[name=by][value={by}]")

    def look(self, title: str, visit: Visit | None = None) -> None:
        """axe, width, weight, a picture; and where it is one of the tutorial's, that picture."""
        seen = visit or self.staff
        if self.looks:
            seen.looks_right(title, axe=self.axe or seen is self.public)
            assert seen.weight() < HEAVY, (title, seen.weight())
        folder = os.environ.get("CLAWBACK_TUTORIAL")
        if folder and title in TUTORIAL and seen.name == "en-1280-light":
            _save(seen, Path(folder) / f"{title}.png")


def _save(visit: Visit, path: Path) -> None:
    """At most 900 pixels of height, in 128 colours: small, and as sharp as the screen."""
    high = min(900, visit.page.evaluate("document.documentElement.scrollHeight"))
    data = visit.page.screenshot(clip={"x": 0, "y": 0, "width": 1280, "height": high}, full_page=True)
    with Image.open(BytesIO(data)) as picture:
        picture.convert("RGB").quantize(128).save(path, optimize=True)


@contextmanager
def walk(
    chromium: Browser,
    server: Server,
    *,
    language: str = "en",
    width: int = 1280,
    dark: bool = False,
    hands: type[Hands] = Mouse,
    looks: bool = True,
    axe: bool = True,
    mark: str = "DE7",
) -> Iterator[Walk]:
    """Two fresh browsers of that language and width on the server."""
    with (
        visitor(chromium, server, language=language, width=width, dark=dark) as staff,
        visitor(chromium, server, language=language, width=width, dark=dark) as public,
    ):
        start = datetime.now(UTC) + server.ahead() - _BEFORE
        story = Story(mark=mark, start=start.replace(second=0, microsecond=0))
        yield Walk(staff=staff, public=public, story=story, hands=hands, looks=looks, axe=axe)
