"""Browsers of people of a small world, and what their pages say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.test import Client

if TYPE_CHECKING:
    from tests.integration.server.world import World


def browser_of(world: World, person: str) -> Client:
    """A browser in which that person is signed in."""
    browser = Client(headers={"host": "localhost"})
    browser.post("/sign-in/", {"member": world.people[person].pk})
    return browser


def words_of(browser: Client, path: str, status: int = 200) -> str:
    """The text of a page, without its tags, blanks folded."""
    answer = browser.get(path)
    assert (path, answer.status_code) == (path, status)
    text = answer.content.decode()
    assert len(text) < 100_000
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))


def sent(browser: Client, path: str, **said: object) -> str:
    """Where a form leads, followed; the words that are said there."""
    answer = browser.post(path, said, follow=True)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))
