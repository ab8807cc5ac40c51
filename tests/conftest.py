"""How hard Hypothesis looks: HYPOTHESIS_PROFILE names a profile of this file.

| profile | examples a property | drawn |
| --- | --- | --- |
| here (the default) | 100 | anew each run; what failed is tried first next time |
| ci (the default where CI is set) | 100 | the same for the same code, so that a commit has one verdict |
| thorough | 5,000 | anew each run: before a release, or overnight |

A property that says its own `max_examples` keeps it, in every profile. No example is timed: machines are shared.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A process that a test starts compiles what it imports once, not each time: that takes it five seconds.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# The browser's loop of events runs beneath every later test of the same process. Django takes it for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

settings.register_profile(
    "here", max_examples=100, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, database=None)
settings.register_profile("thorough", settings.get_profile("here"), max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "here"))


LONG = (
    *("tests/journeys/test_all_pages.py", "tests/journeys/test_first_case.py"),
    *("tests/integration/server/test_every_role.py", "tests/property/tracing/test_equality.py"),
    *("tests/integration/server/test_hostile_forms.py", "tests/integration/server/test_holds_machine.py"),
    *("tests/integration/server/test_serve.py", "tests/integration/server/test_killed.py"),
    *("tests/integration/server/test_commands_as_typed.py", "tests/integration/server/test_signing_in.py"),
)
"""Files whose tests take a minute or minutes, or that make a server for themselves."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, so that of two processes none has one left for itself at the end. The first process gets
    all of them (`--dist worksteal` gives each an even part of the list, and takes from a part's end): what a file made
    for its tests serves them all."""
    places = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.location[0], len(LONG)))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a process: a second beside it is refused."""
    from tests.journeys.server import browser

    with browser() as running:
        yield running
