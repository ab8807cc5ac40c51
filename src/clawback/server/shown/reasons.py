"""Why money was let go, or a line pays less, where the reason is ours: the sentences that decisions write, in the
reader's language. What a person wrote stays as it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from clawback.server.shown.words import WORDS

__all__ = ["in_words"]

_SENTENCES: Final = (
    _("the claim was rejected: %(why)s"),
    _("the report was withdrawn"),
    _("the report was referred elsewhere"),
    _("joined to report %(number)s"),
    _("no approver confirmed it in time"),
    _("came back: %(why)s"),
    _("released: %(why)s"),
    _("expired: %(why)s"),
    _("attributed: %(why)s"),
    _("its time was over at %(time)s"),
    _("a return was paid"),
    _("divided again"),
    _("an institution reimbursed the victim: divided again over both"),
    _("the hold ended before it was paid"),
    _("the claim is over"),
    _("the evidence shows that less of the claims stands there"),
    _("the evidence shows another claim's money there"),
    _("value was given in good faith"),
    _("objection %(number)s upheld"),
    _("objection %(number)s partly upheld"),
    _("return, line %(number)s"),
)
_VALUES: Final = {
    "%(number)s": r"(?P<number>[A-Z]*-?\d+)",
    "%(time)s": r"(?P<time>\d{4}-\S+)",
    "%(why)s": "(?P<why>.+)",
}


def in_words(reason: str) -> str:
    """The sentence in the language of the thread; a reason within it too, and a word of ours."""
    for pattern, sentence in _patterns():
        found = pattern.fullmatch(reason)
        if found is not None:
            values = {name: in_words(value) for name, value in found.groupdict().items()}
            return gettext(sentence) % values if values else gettext(sentence)
    return str(WORDS.get(reason, reason))


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(_pattern(each)), each) for each in _SENTENCES]


def _pattern(sentence: str) -> str:
    pattern = re.escape(sentence)
    for name, value in _VALUES.items():
        pattern = pattern.replace(re.escape(name), value)
    return pattern
