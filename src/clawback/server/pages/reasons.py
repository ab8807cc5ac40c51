"""Why a fact is read so, in the reader's language: the clauses of rules are known, and their values stay."""

from __future__ import annotations

import re
from functools import cache

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

__all__ = ["in_words"]

_CLAUSES: tuple[str, ...] = (
    _("agent not said"),
    _("agent %(name)s"),
    _("%(number)s digits"),
    _("%(number)s digits after a word for an account of %(name)s"),
    _("%(number)s digits whose check digit holds"),
    _("64 hexadecimal digits"),
    _("digits spelled after a word for %(name)s"),
    _("its prefix"),
    _("its form"),
    _("the form of %(name)s"),
    _("mobile range of %(name)s"),
    _("fixed line of %(name)s"),
    _("number of %(name)s"),
    _("check digit holds"),
    _("check digits hold"),
    _("after a word for a telephone"),
    _("after a word for a card or account"),
    _("after a word for getting one"),
    _("a telephone after a word for %(name)s"),
    _("after a word for %(name)s"),
    _("the number of a %(name)s account"),
    _("an address of %(name)s whose form and checksum hold"),
    _("the form of an address of %(name)s"),
    _("an e-mail address"),
    _("of the e-mail address"),
    _("an IP address"),
    _("a UUID of version 4"),
    _("a URL"),
    _("of the URL"),
    _("the host of a URL"),
    _("a host under a public suffix"),
    _("a link of %(name)s"),
    _("a name with @"),
    _("%(name)s named near"),
    _("a name in a clause of %(name)s"),
    _("a UPI address"),
    _("a PIX key"),
    _("a sort code and %(number)s digits"),
    _("an IFSC and an account's number"),
    _("a BSB and an account's number"),
    _("an agency and an account's number"),
    _("a routing number whose check digit holds, and an account's"),
    _("a sign and a number of Japan Post"),
    _("a program that shows or steers another's screen"),
    _("a package's name"),
    _("quoted after a word for an app"),
    _("quoted before a word for an app"),
    _("quoted after a word for getting one"),
    _("capital letters after a word for an app"),
    _("between words for getting and an app"),
)
"""Every clause that the rules of `clawback.identifiers` write; the first that is met whole is the one."""
_VALUES = {"%(number)s": "(?P<number>[0-9]+)", "%(name)s": r"(?P<name>[^\s,;]+)"}


def in_words(because: str) -> str:
    """The reason in the language of the thread; a clause that none of the rules writes stays as it is."""
    return gettext("; ").join(_sentence(each) for each in because.split("; ")) if because else ""


def _sentence(text: str) -> str:
    whole = _clause(text)
    if whole is not None:
        return whole
    parts = text.split(", ")
    return gettext(", ").join(_clause(each) or each for each in parts)


def _clause(text: str) -> str | None:
    for pattern, words in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            return gettext(words) % found.groupdict() if found.groupdict() else gettext(words)
    return None


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(_pattern(each)), each) for each in _CLAUSES]


def _pattern(words: str) -> str:
    pattern = re.escape(words)
    for name, value in _VALUES.items():
        pattern = pattern.replace(re.escape(name), value)
    return pattern
