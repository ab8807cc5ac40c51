"""Whatever is typed into any form or address of pages and portal: never a fault of ours, and never believed as HTML."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.core.signals import got_request_exception

from tests.integration.server.pages_world import browser_of
from tests.integration.server.world import make_world
from tests.integration.server.world_attack import NASTY
from tests.integration.server.world_portal import browser

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.usefixtures("database")

HOSTILE = (
    "9" * 5_000,
    "²",
    "-1",
    "NaN",
    "\0",
    "\u202e\ud7ff\U0010ffff\x1b\x7f",
    "x\r\nSet-Cookie: a=b",
    "9999-12-31T23:59:59-14:00",
    "0001-01-01",
    NASTY * 3_000,
)
IN_EACH_FIELD = 1
"""So many of them are tried in each field alone, the others left as they stand; all of them in all fields at once."""

ADDRESSES = (
    *("/cases/?after={}", "/cases/?order={}", "/cases/?after=2026-01-01T00:00:00,{}", "/cases/?after={},1"),
    *("/journal/?before={}", "/journal/consistency/?first={}&second={}", "/journal/checkpoint?old={}"),
    *("/openings/?page={}", "/openings/?member={}", "/openings/?case=C-{}", "/reports/?all={}", "/?still={}"),
    *("/cases/1/hold-request/?account={}", "/sign-in/?next={}", "/holds/{}/", "/journal/{}/", "/{}/"),
    *("/plans/1/orders/1/{}/", "/reports/1/claims/1/{}/", "/report/{}/", "/law/{}/activate/"),
)


@contextmanager
def faults() -> Iterator[list[str]]:
    """What goes wrong in a view while this lasts."""
    found: list[str] = []

    def note(sender: object, request: object, **_: object) -> None:
        found.append(f"{request.path} {dict(request.POST)!s:.300}\n{traceback.format_exc(limit=-4)}")

    got_request_exception.connect(note)
    try:
        yield found
    finally:
        got_request_exception.disconnect(note)


def test_no_address_breaks_it() -> None:
    from urllib.parse import quote

    world = make_world()
    people = [browser_of(world, person) for person in ("analyst", "auditor", "responder")]
    with faults() as found:
        for client in (*people, browser()):
            client.raise_request_exception = False
            for address in ADDRESSES:
                for value in HOSTILE:
                    client.get(address.replace("{}", quote(value[:2_000], safe="")))
    assert found == []


def test_a_cookie_that_is_no_session_is_none() -> None:
    for value in ('"\\000\\000\\000\\000\\000\\000\\000\\000"', "x" * 5_000, "../../x", '"\\377"'):
        client = browser()
        answer = client.get("/sign-in/", headers={"cookie": f"sessionid={value}; csrftoken={value}"})
        assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/report/", "/status/", "/notice/", "/sign-in/", "/search/"])
@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x", "\\"]
)
def test_a_body_of_another_kind_is_no_fault(path: str, kind: str) -> None:
    client = browser_of(make_world(), "analyst")
    client.raise_request_exception = False
    for body in (
        b"",
        b"{",
        b"--x\r\nContent-Disposition: form-data; name=code\r\n\r\n1",
        b"\xff\xfe" * 600_000,
    ):
        assert client.post(path, body, content_type=kind).status_code < 500
