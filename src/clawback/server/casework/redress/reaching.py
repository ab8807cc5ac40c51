"""Messages to the second contacts of agents leave the house, as those to reporters do: with nothing of anybody in them.

In a demo they are marked as given. By e-mail where the contact is an address and a mail server is set; the others stand
on the page of messages for a person to give by telephone.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from clawback.server.casework.models import AgentMessage, AgentReminder

__all__ = ["give_agent_messages", "text_for_agent"]

_log = logging.getLogger(__name__)
_MOST: Final = 50
_LATER: Final = timedelta(hours=1)

AnyMessage = AgentMessage | AgentReminder
_ABOUT: Final[dict[type[AnyMessage], str]] = {AgentMessage: "agent", AgentReminder: "agent-reminder"}
"""How the name of a mail begins."""


def give_agent_messages(at: datetime) -> int:
    """Gives what waits and can be given; returns how many left. What fails is tried again an hour later."""
    return sum(_given(kind, at) for kind in (AgentMessage, AgentReminder))


def _given(kind: type[AnyMessage], at: datetime) -> int:
    count = 0
    for _turn in range(_MOST):
        outcome = _give_next(kind, at)
        count += outcome == "given"
        if outcome in ("failed", "none"):
            break
    return count


def text_for_agent(message: AnyMessage) -> str:
    """The whole text: which request waits and what follows; no link, no amount, no account, no name."""
    said = _SAID[message.step]() % {"request": message.request}
    return f"{said} {_('Sign in at the address that you know.')}"


def _give_next(kind: type[AnyMessage], at: datetime) -> str:
    """One message under a lock that other workers skip: `given`, `left` for a person, `failed`, or `none` waits."""
    with transaction.atomic():
        waiting = kind._default_manager.filter(  # noqa: SLF001 - public in Django
            Q(try_at=None) | Q(try_at__lte=at), given_at=None
        )
        message = waiting.order_by("pk").select_for_update(skip_locked=True, of=("self",)).first()
        if message is None:
            return "none"
        outcome = "given" if settings.CLAWBACK_DEMO else _mailed(message)
        if outcome == "given":
            message.given_at = at
        else:
            message.attempts, message.try_at = message.attempts + 1, at + _LATER
        message.save(update_fields=["given_at", "attempts", "try_at"])
        return outcome


def _mailed(message: AnyMessage) -> str:
    if not settings.CLAWBACK_MAIL or "@" not in message.to or set(message.to) & set(" \n,;"):
        return "left"
    name = f"<{_ABOUT[type(message)]}-{message.pk}@{settings.CLAWBACK_MAIL}>"
    mail = EmailMessage(
        _("A request waits for your answer"),
        text_for_agent(message),
        to=[message.to],
        headers={"Message-ID": name},
    )
    try:
        return "given" if mail.send() == 1 else "failed"
    except (OSError, ValueError, smtplib.SMTPException):  # ValueError: what is no address at all
        _log.exception("message %s to an agent could not be given", message.pk)
        return "failed"


_SAID: Final = {
    "reminded": lambda: _(
        "Request %(request)s waits for an answer of your institution; half of its time is over."
    ),
    "second contact": lambda: _(
        "Nobody of your institution has answered request %(request)s: please see to it."
    ),
    "regulator": lambda: _("Request %(request)s lapsed unanswered, and stands on the regulator's list."),
}
