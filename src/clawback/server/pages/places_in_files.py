"""Where in a file a fact stands, in the reader's language: pages, messages, headers and parts are known."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

__all__ = ["place_in_words"]

_PLACES: Final = {
    re.compile(r"page (?P<number>\d+)"): _("page %(number)s"),
    re.compile(r"message (?P<number>[^,]+)(?:, (?P<rest>.*))?", re.DOTALL): _("message %(number)s"),
    re.compile(r"header (?P<number>.+)"): _("line %(number)s of the e-mail"),
    re.compile(r"part (?P<number>\d+)"): _("part %(number)s of the e-mail"),
}


def place_in_words(place: str) -> str:
    """As clawback.reports names it, in words; who wrote a message, and when, stays."""
    for pattern, words in _PLACES.items():
        if match := pattern.fullmatch(place):
            told = gettext(words) % {"number": match["number"]}
            rest = (match.groupdict().get("rest") or "").strip(", ")
            return f"{told}, {rest}" if rest else told
    return place
