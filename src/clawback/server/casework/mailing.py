"""Messages leave the house: each at least once, with an id by which a second one is known for the same.

In a demo they are marked as given, and shown on a page. In production e-mail goes out where a mail server is set
(CLAWBACK_MAIL); what has no e-mail address stands on the page for a person to give by telephone.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, Literal, TypeVar

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet

from clawback.server.casework.models.message import ToGive

__all__ = ["Mail", "give"]

Mail = tuple[str, str, str, str]
"""Whereto, subject, text, and the name before the @ of its id."""

Each = TypeVar("Each", bound=ToGive)

_Outcome = Literal["given", "left", "failed", "none"]
_log = logging.getLogger(__name__)
_MOST: Final = 50
_LATER: Final = timedelta(hours=1)


def give(messages: QuerySet[Each], mail: Callable[[Each], Mail], at: datetime) -> int:
    """Gives what waits and can be given, the oldest first; returns how many left. What fails is tried again an hour
    later, and is the last of its turn: a mail server that is away must not keep clocks waiting."""
    count = 0
    for _turn in range(_MOST):
        outcome = _give_next(messages, mail, at)
        count += outcome == "given"
        if outcome in ("failed", "none"):
            break
    return count


def _give_next(messages: QuerySet[Each], mail: Callable[[Each], Mail], at: datetime) -> _Outcome:
    """One message under a lock that other workers skip; it is `left` for a person, or `none` waits."""
    with transaction.atomic():
        waiting = messages.filter(Q(try_at=None) | Q(try_at__lte=at), given_at=None).order_by("pk")
        message = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if message is None:
            return "none"
        outcome: _Outcome = "given" if settings.CLAWBACK_DEMO else _mailed(*mail(message))
        if outcome == "given":
            message.given_at = at
        else:
            message.attempts, message.try_at = message.attempts + 1, at + _LATER
        message.save(update_fields=["given_at", "attempts", "try_at"])
        return outcome


def _mailed(to: str, subject: str, text: str, name: str) -> _Outcome:
    if not settings.CLAWBACK_MAIL or "@" not in to or set(to) & set(" \n,;"):
        return "left"
    mail = EmailMessage(subject, text, to=[to], headers={"Message-ID": f"<{name}@{settings.CLAWBACK_MAIL}>"})
    try:
        return "given" if mail.send() == 1 else "failed"
    except (OSError, ValueError, smtplib.SMTPException):  # ValueError: what is no address at all
        _log.exception("message %s could not be given", name)
        return "failed"
