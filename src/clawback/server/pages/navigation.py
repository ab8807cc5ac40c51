"""The ways in the head of every page: each is shown to those who have something there, where the page exists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clawback.server.people.facts import MemberFacts
from clawback.server.people.may import may_anywhere

__all__ = ["MORE", "WAYS", "Way", "more_for", "ways_for"]


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
    Way(
        "reports",
        _("Reports"),
        lambda member: member.kind != "agent" and may_anywhere(member, "see", "report"),
    ),
    Way("operations", _("Operations"), _sees("see", "operation")),
    Way("objections", _("Objections"), _sees("see", "objection")),
    Way("due-lines", _("Returns to pay"), _sees("send", "plan line")),
    Way("referrals", _("Referrals"), _sees("accept", "referral")),
    Way("organisation", _("Members and roles"), _sees("add", "member")),
    Way("search", _("Search"), _sees("search", "case")),
    Way("journal", _("Journal"), _sees("see", "journal")),
)
"""In the order in which they stand. Whoever builds a page of lists adds a line."""

MORE: Final[tuple[Way, ...]] = (
    Way("law", _("Law"), _sees("see", "law")),
    Way("organisation", _("Members and roles"), _sees("see", "organisation")),
    Way("organisations", _("Other organisations"), _sees("add", "organisation")),
    Way("agent-codes", _("Directory of codes"), _sees("list", "agent code")),
    Way("roles-asked", _("Roles that wait"), _sees("grant", "role")),
    Way("tokens", _("Tokens of machines"), _sees("see", "token")),
    Way("endpoints", _("Endpoints of machines"), _sees("see", "endpoint")),
    Way("holds-for-peers", _("Holds for peers"), _sees("see", "hold for a peer")),
    Way("federation", _("Federation"), _sees("see", "federation")),
    Way("silent-agents", _("Agents that do not answer"), _sees("see", "guard figures")),
    Way("outbox", _("Messages to reporters"), _sees("see", "message")),
    Way("openings", _("What was opened"), _sees("see", "opening")),
    Way("exports", _("Exports"), _sees("ask", "export")),
    Way("interests", _("Your interests"), _sees("declare", "interest")),
    Way("quarantine", _("After a restore"), _sees("see", "quarantine")),
)
"""Those that are needed now and then, under one head."""


def ways_for(member: MemberFacts, path: str) -> list[dict[str, object]]:
    """Text, path and whether the reader is there, of each way that exists and leads the member somewhere."""
    return list(_leading(WAYS, member, path))


def more_for(member: MemberFacts, path: str) -> list[dict[str, object]]:
    """The same of those that are needed now and then, without what stands in front already."""
    there = {way["path"] for way in ways_for(member, path)}
    return [way for way in _leading(MORE, member, path) if way["path"] not in there]


def _leading(ways: tuple[Way, ...], member: MemberFacts, path: str) -> Iterator[dict[str, object]]:
    for way in ways:
        if way.to(member):
            there = reverse(way.name)
            here = path == there or (there != "/" and path.startswith(there))
            yield {"text": way.text, "path": there, "here": here}
