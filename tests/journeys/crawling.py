"""What pages a person reaches by links: one address of each kind of page, however many records there are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from playwright.sync_api import Page

LINK = re.compile(r'<a\b[^>]*?\bhref="(/[^"#]*)')


def kind_of(path: str) -> str:
    """The path without its numbers and what was asked: /cases/7/?after=3 is /cases/N/."""
    return re.sub(r"/\d+(?=/|$)", "/N", path.split("?")[0])


def reached(
    page: Page, address: str, starts: list[str], known: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """(kind, path) of every page of HTML that links lead to from these, the first of each kind; not what is known, but
    from there on. A page that a link leads to and that is not there is told, too: its kind begins with `dead`."""
    waiting, seen = list(starts), {kind_of(start) for start in starts} | set(known)
    while waiting:
        path = waiting.pop(0)
        answer = page.request.get(f"{address}{path}", timeout=120_000)
        if answer.status == 404 and path in starts:
            continue  # where another begins
        if answer.status != 200:
            yield f"dead {answer.status}", path
            continue
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        if kind_of(path) not in known:
            yield kind_of(answer.url.removeprefix(address)), path
        for link in LINK.findall(answer.text()):
            found = link.replace("&amp;", "&")
            if kind_of(found) not in seen:
                seen.add(kind_of(found))
                waiting.append(found)
