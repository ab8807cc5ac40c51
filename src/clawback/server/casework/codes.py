"""Codes of people who have no account here: found by their keyed hash; guessing slows down, and never locks out."""

from __future__ import annotations

from datetime import datetime, timedelta

from clawback.server.casework.models import CodeTry
from clawback.server.casework.refusals import TooManyTries, UnknownCode
from clawback.server.casework.sealing import digest

__all__ = ["check_pace", "wrong_code"]

_FREE = 5
_WINDOW = timedelta(hours=1)
_LONGEST = 60


def check_pace(address: str, at: datetime) -> None:
    """Raises TooManyTries where an address tried five wrong codes in an hour and does not wait: a second after the
    fifth, twice as long after each further one, a minute at most."""
    tries = CodeTry.objects.filter(address=digest("address", address), tried_at__gt=at - _WINDOW)
    count = tries.count()
    last = tries.order_by("-tried_at").first()
    if count < _FREE or last is None:
        return
    wait = timedelta(seconds=min(_LONGEST, 2 ** (count - _FREE)))
    if at < last.tried_at + wait:
        raise TooManyTries("several codes were wrong", remedy=f"wait {wait.total_seconds():.0f} seconds")


def wrong_code(address: str, at: datetime) -> UnknownCode:
    """Notes a wrong try; what to raise."""
    CodeTry.objects.create(address=digest("address", address), tried_at=at)
    CodeTry.objects.filter(tried_at__lt=at - _WINDOW).delete()
    return UnknownCode("no report or hold has this code", field="code", remedy="look at it again")
