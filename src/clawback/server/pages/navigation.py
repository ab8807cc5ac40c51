"""The ways in the head of every page: each is shown to those who have something there, where the page exists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clawback.server.people.facts import MemberFacts
from clawback.server.people.may import may_anywhere

__all__ = ["WAYS", "Way", "ways_for"]


class Way(NamedTuple):
    """`name` is a url name; `to` says whether the member has anything to do there."""

    name: str
    text: str | Promise
    to: Callable[[MemberFacts], bool]


def _sees(verb: str, kind: str) -> Callable[[MemberFacts], bool]:
    return lambda member: may_anywhere(member, verb, kind)


WAYS: Final[tuple[Way, ...]] = (
    Way("home", _("Home"), lambda _: True),
    Way("inbox", _("Inbox"), _sees("place", "hold request")),
    Way("cases", _("Cases"), _sees("see", "case")),
    Way("reports", _("Reports"), _sees("see", "report")),
    Way("objections", _("Objections"), _sees("decide", "objection")),
    Way("plans", _("Return plans"), _sees("see", "plan")),
    Way("search", _("Search"), _sees("search", "case")),
    Way("journal", _("Journal"), _sees("see", "journal")),
    Way("people", _("People"), _sees("see", "organisation")),
)
"""In the order in which they stand. Whoever builds a page of lists adds a line."""


def ways_for(member: MemberFacts, path: str) -> list[dict[str, object]]:
    """Text, path and whether the reader is there, of each way that exists and leads the member somewhere."""
    found: list[dict[str, object]] = []
    for way in WAYS:
        try:
            there = reverse(way.name)
        except NoReverseMatch:
            continue
        if way.to(member):
            here = path == there or (there != "/" and path.startswith(there))
            found.append({"text": way.text, "path": there, "here": here})
    return found
