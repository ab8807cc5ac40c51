"""Running what is due: each row exactly once, though workers crash or two run.

A worker takes one row under a lock that others skip, does what follows in the same transaction, and marks the row
done with it. Killed in the middle, neither happened, and the row is free again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from clawback.server.clocks.models import Clock
from clawback.server.people.acting import Act
from clawback.server.people.refusals import Refusal

__all__ = ["Verbs", "run_due", "run_one"]

Verbs = Mapping[tuple[str, str], Callable[[int, Act], object]]
"""(kind, verb) -> the decision, called with the subject's id."""

_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(minutes=10)
_log = logging.getLogger(__name__)


def run_due(verbs: Verbs, at: datetime) -> int:
    """Runs all that is due at `at`, also what that makes due; returns how many rows."""
    count = 0
    while run_one(verbs, at):
        count += 1
    return count


def run_one(verbs: Verbs, at: datetime) -> bool:
    """Runs the row that is longest due; False where none is, or other workers have them all."""
    with transaction.atomic():
        due = Clock.objects.select_for_update(skip_locked=True).filter(
            done_at=None, due_at__lte=at, try_at__lte=at
        )
        clock = due.order_by("due_at", "id").first()
        if clock is None:
            return False
        _run(clock, verbs, at)
        return True


def _run(clock: Clock, verbs: Verbs, at: datetime) -> None:
    # The row is closed first: what is done may set the same clock again.
    Clock.objects.filter(pk=clock.pk).update(done_at=at, outcome="done")
    try:
        with transaction.atomic():
            verbs[clock.kind, clock.verb](clock.subject, Act(member=None, at=at, name="clock"))
    except Refusal as refusal:
        Clock.objects.filter(pk=clock.pk).update(outcome="moot", error=str(refusal)[:500])
    except Exception as error:  # noqa: BLE001 - whatever it is, the other rows go on
        _log.exception("the clock %s %s %s failed", clock.verb, clock.kind, clock.subject)
        wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(clock.attempts, 10))
        Clock.objects.filter(pk=clock.pk).update(
            done_at=None, outcome="", attempts=F("attempts") + 1, try_at=at + wait, error=repr(error)[:500]
        )
