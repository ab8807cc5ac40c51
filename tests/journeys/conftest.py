"""One demo for all journeys: it costs half a minute."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.journeys.server import Server, demo_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with demo_server() as running:
        yield running
