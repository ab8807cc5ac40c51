"""The demo's world."""

from __future__ import annotations

import pytest

from clawback import clock

pytestmark = pytest.mark.usefixtures("database")


def test_it_is_made_once() -> None:
    from clawback.server.demo.making import make_demo
    from clawback.server.record.models import Head

    make_demo(clock.now())
    size = Head.objects.get().size
    make_demo(clock.now())
    assert Head.objects.get().size == size > 200
