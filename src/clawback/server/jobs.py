"""The worker: a sign of life, what is due, messages, a signed checkpoint; over and over. Any number may run at once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db import Error, connection

from clawback import clock
from clawback.journal.keys import Signer
from clawback.server.casework.following import VERBS
from clawback.server.casework.quarantining import watch
from clawback.server.casework.redress.reaching import give_agent_messages
from clawback.server.casework.tallying import put_together
from clawback.server.casework.victims.drafts import drop_drafts
from clawback.server.casework.victims.giving import give_messages
from clawback.server.clocks.outages import beat
from clawback.server.clocks.running import run_one
from clawback.server.clocks.time import ahead, now
from clawback.server.record.checkpoints import sign, signer_of

__all__ = ["TICK", "tick", "work"]

TICK = timedelta(seconds=1)
"""How long the worker rests when nothing is due: a checkpoint is no older than this and the work between."""

_MOST_IN_A_TICK = 200
_log = logging.getLogger(__name__)


def tick(signer: Signer) -> int:
    """One round; returns how many clocks ran. A round ends after so many that life and checkpoints go on under load.

    Clocks come first: what fails after them, such as a full disk, fails in every round and ends no hold late.
    """
    beat(clock.now(), ahead())
    count = 0
    while count < _MOST_IN_A_TICK and run_one(VERBS, now()):
        count += 1
    folder = settings.CLAWBACK_FOLDER
    drop_drafts(now())
    put_together()
    if watch(folder, now()) is None:
        give_messages(now())
        give_agent_messages(now())
        if sign(signer, now()):
            watch(folder, now())
    return count


def work(rest: Callable[[float], bool]) -> None:
    """Works until `rest(seconds)` answers True. Whatever fails is logged and tried again: holds must end in time."""
    signer = signer_of(settings.CLAWBACK_FOLDER, settings.CLAWBACK_ORIGIN)
    pause = 0.0
    while not rest(pause):
        try:
            pause = TICK.total_seconds() if tick(signer) < _MOST_IN_A_TICK else 0.0
        except Exception:  # noqa: BLE001 - a worker that ends stops every clock
            _log.exception("a round failed; trying again")
            with suppress(Error):
                connection.close()
            pause = TICK.total_seconds() * 5
