"""What the second contacts of agents are told, with nothing of anybody in it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from clawback.server.casework.mailing import Mail, give
from clawback.server.casework.models import AgentMessage, AgentReminder

__all__ = ["give_agent_messages", "text_for_agent"]


def give_agent_messages(at: datetime) -> int:
    """Gives what waits and can be given, to contacts that are e-mail addresses; returns how many left."""
    return give(AgentMessage.objects.all(), lambda message: _mail(message, "agent"), at) + give(
        AgentReminder.objects.all(), lambda message: _mail(message, "agent-reminder"), at
    )


def text_for_agent(message: AgentMessage | AgentReminder) -> str:
    """The whole text: which request waits and what follows; no link, no amount, no account, no name."""
    said = _SAID[message.step]() % {"request": message.request}
    return f"{said} {_('Sign in at the address that you know.')}"


def _mail(message: AgentMessage | AgentReminder, name: str) -> Mail:
    subject = _("A request waits for your answer")
    return message.to, subject, text_for_agent(message), f"{name}-{message.pk}"


_SAID: Final = {
    "reminded": lambda: _(
        "Request %(request)s waits for an answer of your institution; half of its time is over."
    ),
    "second contact": lambda: _(
        "Nobody of your institution has answered request %(request)s: please see to it."
    ),
    "regulator": lambda: _("Request %(request)s lapsed unanswered, and stands on the regulator's list."),
}
