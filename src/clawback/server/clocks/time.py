"""What time it is here: the machine's, and in a demo so much ahead of it as its visitors went."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from clawback import clock
from clawback.server.clocks.models import DemoTime
from clawback.server.errors import ServerError

__all__ = ["ahead", "go_ahead", "now"]


def now() -> datetime:
    """The present instant, aware, UTC."""
    return clock.now() + ahead()


def ahead() -> timedelta:
    """How far the demo's time is ahead; zero in production."""
    if not settings.CLAWBACK_DEMO:
        return timedelta()
    return DemoTime.objects.filter(pk=1).values_list("ahead", flat=True).first() or timedelta()


def go_ahead(by: timedelta) -> None:
    """Takes the demo's time forward. Raises ServerError in production, and for going back."""
    if not settings.CLAWBACK_DEMO or by < timedelta():
        raise ServerError("only a demo has a time of its own, and it goes forward")
    with transaction.atomic():
        found, _ = DemoTime.objects.select_for_update().get_or_create(pk=1, defaults={"ahead": timedelta()})
        found.ahead += by
        found.save()
