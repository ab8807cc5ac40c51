"""Messages leave the house: each at least once, with an id by which a second one is known for the same.

In a demo they are marked as given, and shown on a page. In production e-mail goes out where a mail server is set
(CLAWBACK_MAIL); what has no e-mail address stands on the page for a person to give by telephone.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from clawback.errors import JournalError
from clawback.server.casework.models import Message
from clawback.server.casework.sealing import opened

__all__ = ["contact_of", "give_messages", "text_of"]

_log = logging.getLogger(__name__)
_MOST: Final = 50
_LATER: Final = timedelta(hours=1)


def give_messages(at: datetime) -> int:
    """Gives what waits and can be given; returns how many left. What fails is tried again an hour later."""
    count = 0
    for _turn in range(_MOST):
        outcome = _give_next(at)
        count += outcome == "given"
        if outcome in ("failed", "none"):  # a mail server that is away must not keep clocks waiting
            break
    return count


def text_of(message: Message) -> str:
    """The whole text, in the report's language: no link, no amount, no request, no code."""
    with override(message.report.language):
        return "\n\n".join((str(_SAID[message.kind]()), _open(), _never()))


def contact_of(message: Message) -> str:
    """Where it goes; empty where the report was erased."""
    try:
        told = opened(message.report)
    except JournalError:
        return ""
    return told.get("first contact" if message.to_first_contact else "contact", "")


def _waiting(at: datetime) -> QuerySet[Message]:
    due = Q(try_at=None) | Q(try_at__lte=at)
    return Message.objects.filter(due, given_at=None).order_by("pk")


def _give_next(at: datetime) -> str:
    """One message under a lock that other workers skip: `given`, `left` for a person, `failed`, or `none` waits."""
    with transaction.atomic():
        message = _waiting(at).select_for_update(skip_locked=True, of=("self",)).first()
        if message is None:
            return "none"
        outcome = "given" if settings.CLAWBACK_DEMO else _mailed(message)
        if outcome == "given":
            message.given_at = at
        else:
            message.attempts, message.try_at = message.attempts + 1, at + _LATER
        message.save(update_fields=["given_at", "attempts", "try_at"])
        return outcome


def _mailed(message: Message) -> str:
    to = contact_of(message)
    if not settings.CLAWBACK_MAIL or "@" not in to or "\n" in to:
        return "left"
    with override(message.report.language):
        subject = _("Your report")
    mail = EmailMessage(
        subject, text_of(message), to=[to], headers={"Message-ID": f"<{message.pk}@{settings.CLAWBACK_MAIL}>"}
    )
    try:
        return "given" if mail.send() == 1 else "failed"
    except (OSError, smtplib.SMTPException):
        _log.exception("message %s could not be given", message.pk)
        return "failed"


def _open() -> str:
    return _("Open the address that you know, and enter your code.")


def _never() -> str:
    return _("We never ask for your code, for a payment or for access to your device.")


_SAID: Final = {
    "received": lambda: _("We have your report."),
    "changed": lambda: _("There is something new in your report."),
    "asked": lambda: _("There is a message for you in your report."),
    "contact-changed": lambda: _("The contact of your report was changed. If that was not you, call us."),
    "account-changed": lambda: _("The account of your report was changed. If that was not you, call us."),
    "to-be-erased": lambda: _("The day on which your report will be erased is set."),
}
