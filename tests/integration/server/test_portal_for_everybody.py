"""Pages for people with a code show no member: they are the same in every browser."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.integration.server.pages_world import browser_of
from tests.integration.server.test_redress_pages import without_tokens
from tests.integration.server.world import make_world
from tests.integration.server.world_portal import let_in, reported_by_web

pytestmark = pytest.mark.usefixtures("database")


def test_a_member_s_browser_shows_the_portal_as_any_other() -> None:
    world = make_world()
    _, code, _ = reported_by_web(world)
    member, anybody = browser_of(world, "analyst"), Client(headers={"host": "localhost"})
    for address in ("/report/", "/status/", "/notice/"):
        shown = member.get(address)
        assert without_tokens(shown) == without_tokens(anybody.get(address))
        assert world.people["analyst"].name not in shown.content.decode()
    let_in(member, code)
    let_in(anybody, code)
    assert without_tokens(member.get("/status/")) == without_tokens(anybody.get("/status/"))
    assert world.people["analyst"].name in member.get("/").content.decode()
