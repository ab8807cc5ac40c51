"""One browser and one demo for all journeys: a demo costs half a minute."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.server import Server, browser, demo_server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with demo_server() as running:
        yield running
