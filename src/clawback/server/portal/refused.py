"""Why something was refused, in a reporter's words and language."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clawback.server.casework import refusals
from clawback.server.people.refusals import Refusal

__all__ = ["in_words"]

_SAID: Final[dict[type[Refusal], str | Promise]] = {
    refusals.TooManyTries: gettext_lazy("Several tries were wrong. Please wait a minute, then try again."),
    refusals.UnknownCode: gettext_lazy(
        "We do not know this code. Please compare it with what you wrote down."
    ),
    refusals.WrongFactor: gettext_lazy("This is not the word that you chose."),
    refusals.SecondFactorNeeded: gettext_lazy(
        "You chose no word when you reported. Call us: we will call you back."
    ),
    refusals.NotKept: gettext_lazy("This report was erased."),
    refusals.WithdrawalAsked: gettext_lazy("You asked for it before: we will call you."),
    refusals.FileRefused: gettext_lazy(
        "We cannot take this file. We take PDF, PNG, JPEG and text, at most 10 MiB; pictures of at most 50 million "
        "pixels, PDF of at most 500 pages."
    ),
    refusals.LineContested: gettext_lazy("Somebody objects to this already: a reviewer decides first."),
}
_FIELDS: Final[dict[str, str | Promise]] = {
    "creditor": gettext_lazy("The account that you paid from and the account that you paid to are the same."),
    "file": gettext_lazy("There are 20 files already: no more can be added."),
    "text": gettext_lazy("Write something, at most 5,000 characters."),
    "line": gettext_lazy("The time to object to this plan is over. Call us, and we look at it together."),
    "contact": gettext_lazy("Write an e-mail address or a telephone number."),
}


def in_words(refusal: Refusal) -> str:
    """A sentence that says what to do."""
    found = _SAID.get(type(refusal)) or _FIELDS.get(refusal.field or "")
    return str(found) if found else _("This cannot be done now. Call us, and we look at it together.")
