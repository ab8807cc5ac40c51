"""Living through the demo's past: stories side by side, in order of time, with the clocks that ran out between."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from clawback.server.casework.following import VERBS
from clawback.server.casework.operations.linker import Linker
from clawback.server.clocks.models import Clock
from clawback.server.clocks.running import run_due
from clawback.server.errors import ServerError
from clawback.server.people.acting import Act
from clawback.server.people.models import Member, Organisation

__all__ = ["Life", "Story", "live_through"]


class Life:
    """The present of the demo, `now`, and the instant that is lived through, `at`."""

    def __init__(self, now: datetime) -> None:
        self.now = self.at = now
        self._members = {each.user.username: each for each in Member.objects.select_related("user")}

    def act(self, username: str) -> Act:
        """What somebody decides at this instant."""
        return Act(member=self._members[username].facts(self.at), at=self.at)

    def member(self, username: str) -> Member:
        """The person with that name."""
        return self._members[username]

    def organisation(self, code: str) -> Organisation:
        """The organisation with that short name."""
        return Organisation.objects.get(code=code)

    def ago(self, hours: float) -> datetime:
        """So long before the present."""
        return self.now - timedelta(hours=hours)

    def go_to(self, at: datetime) -> None:
        """Clocks that are due until then run, each at its own time."""
        while due := Clock.objects.filter(done_at=None, try_at__lte=at).order_by("try_at").first():
            run_due(VERBS, max(due.try_at, due.due_at))
            failed = Clock.objects.filter(done_at=None).exclude(error="").first()
            if failed is not None:
                raise ServerError(f"the demo's clock {failed.verb} {failed.kind} failed: {failed.error}")
        self.at = at


Story = Callable[[Life], Iterator[float]]
"""Yields how many hours before the present it goes on; what follows happens then."""


def live_through(life: Life, stories: Iterable[Story], tell: Callable[[int], None]) -> None:
    """All stories to their ends, and on to the present; `tell` gets each day, in days before the present."""
    told = [story(life) for story in stories]
    linker = Linker()
    steps = [(life.ago(next(story)), place) for place, story in enumerate(told)]
    heapq.heapify(steps)
    days = -1
    while steps:
        at, place = heapq.heappop(steps)
        if (life.now - at).days != days:
            days = (life.now - at).days
            tell(days)
        life.go_to(at)
        hours = next(told[place], None)
        linker.catch_up(lambda: life.at)
        if hours is not None:
            heapq.heappush(steps, (life.ago(hours), place))
    life.go_to(life.now)
