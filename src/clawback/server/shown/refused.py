"""Why something was refused, in the reader's language: a sentence for each refusal, the article of a law."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import get_language, gettext, gettext_lazy

from clawback.law import Refused
from clawback.server.casework.refusals import LawRefuses
from clawback.server.people.refusals import NotAllowed, Refusal
from clawback.server.shown.refusal_words import LAW, NOT_ALLOWED, SENTENCES
from clawback.server.shown.words import WORDS

__all__ = ["told"]

_WITH_NUMBERS: Final = ("NoSuchRecord", "TooManyTries", "TransferAlreadyClaimed", "NeedsApprover")
"""Refusals whose English text has numbers that are of use in any language: of a record, of seconds to wait."""


def told(refusal: Refusal) -> str:
    """A sentence for the reader. The detail of our own errors is English, for those who read it; others get the
    sentence of the error's class, and its numbers."""
    if isinstance(refusal, LawRefuses) and refusal.answer is not None:
        return _law(refusal.answer)
    if isinstance(refusal, NotAllowed):
        return _not_allowed(refusal)
    if (get_language() or "en").startswith("en"):
        return _sentence(f"{refusal.reason}; {refusal.remedy}" if refusal.remedy else refusal.reason)
    found = str(_of_class(type(refusal)))
    numbers = re.findall(r"\d+", f"{refusal.reason} {refusal.remedy or ''}")
    if numbers and type(refusal).__name__ in _WITH_NUMBERS:
        return gettext("%(sentence)s (%(numbers)s)") % {"sentence": found, "numbers": ", ".join(numbers)}
    return found


def _of_class(kind: type[Refusal]) -> object:
    """The sentence of the class, or of the nearest above it that has one."""
    names = [each.__name__ for each in kind.__mro__]
    return next(
        (SENTENCES[name] for name in names if name in SENTENCES), gettext_lazy("This cannot be done now.")
    )


def _law(answer: Refused) -> str:
    said = {name: str(WORDS.get(text, text)) for name, text in answer.details}
    text = str(LAW.get(answer.code, answer.reason)).format(**said)
    return gettext("%(sentence)s (%(article)s)") % {"sentence": _sentence(text), "article": answer.article}


def _not_allowed(refusal: NotAllowed) -> str:
    """A condition's own sentence; that no role allows it, where that is all."""
    known = NOT_ALLOWED.get(refusal.reason)
    return _sentence(str(known if known is not None else SENTENCES["NotAllowed"]))


def _sentence(text: str) -> str:
    """With a capital letter and a full stop, where the script has them."""
    text = text[:1].upper() + text[1:]
    return text if not text[-1:].isascii() or text.endswith((".", "?", "!")) else f"{text}."
