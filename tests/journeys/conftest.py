"""One demo for the journeys of a file: it costs half a minute, and days go by in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.journeys.server import Server, demo_server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with demo_server() as running:
        yield running
