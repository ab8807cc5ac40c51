"""Making the demo's world, once: whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from clawback.server.demo.living import Life, live_through
from clawback.server.demo.people import make_people
from clawback.server.demo.stories.house import house, police
from clawback.server.demo.stories.landlord import landlord
from clawback.server.demo.stories.never_called import never_called
from clawback.server.demo.stories.newest import (
    at_risk,
    friend_in_need,
    just_now,
    not_a_claim,
    parents_flat,
)
from clawback.server.demo.stories.one_group import one_group
from clawback.server.demo.stories.parcel_fee import parcel_fee
from clawback.server.demo.stories.sure_gain import sure_gain
from clawback.server.demo.stories.work_from_home import work_from_home
from clawback.server.people.models import Organisation
from clawback.server.walls import everything

__all__ = ["make_demo"]

_STORIES = (
    *(never_called, sure_gain, parcel_fee, landlord, parents_flat, friend_in_need),
    *(at_risk, not_a_claim, just_now, police, house, one_group, work_from_home),
)


def make_demo(at: datetime, tell: Callable[[int], None] = lambda _days: None) -> None:
    """Makes people and lives through three weeks of casework up to `at`; nothing where they are there.

    `tell` gets each day that begins, in days before the present: this takes some seconds.
    """
    with everything(), transaction.atomic():
        if Organisation.objects.exists():
            return
        now = at.replace(second=0, microsecond=0)
        make_people(now)
        live_through(Life(now), _STORIES, tell)
