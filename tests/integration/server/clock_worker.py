"""A worker process of the tests: runs what is due, prints how many rows; `pause` stops in the middle of the first."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from clawback.server.starting import set_up

set_up()

from clawback.server.casework.following import VERBS  # noqa: E402 - after Django's set-up
from clawback.server.clocks.running import run_due  # noqa: E402
from clawback.server.people.acting import Act  # noqa: E402
from tests.integration.server.world import HOUR, NOON  # noqa: E402


def paused(number: int, act: Act) -> None:
    """Does the whole of it, and never comes to the commit."""
    VERBS["hold", "expire"](number, act)
    print("in the middle", flush=True)
    time.sleep(600)


verbs = {**VERBS, ("hold", "expire"): paused} if "pause" in sys.argv else VERBS
print(run_due(verbs, NOON + 48 * HOUR))
