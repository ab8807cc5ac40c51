"""What reporters are told: that something happened, and never what."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from clawback.errors import JournalError
from clawback.server.casework.mailing import Mail, give
from clawback.server.casework.models import Message
from clawback.server.casework.sealing import opened

__all__ = ["contact_of", "give_messages", "text_of"]


def give_messages(at: datetime) -> int:
    """Gives what waits and can be given, to contacts that are e-mail addresses; returns how many left."""
    return give(Message.objects.all(), _mail, at)


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


def _mail(message: Message) -> Mail:
    with override(message.report.language):
        subject = _("Your report")
    return contact_of(message), subject, text_of(message), str(message.pk)


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
