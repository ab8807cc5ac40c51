"""The pages about people that a member may open: the list stands on the home page."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clawback.server.pages.seeing import may_do
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject

__all__ = ["own_pages"]

_PAGES: Final[tuple[tuple[str, str | Promise, str, str], ...]] = (
    ("organisation", _("Members and roles"), "see", "organisation"),
    ("roles-asked", _("Roles that wait"), "grant", "role"),
    ("organisations", _("Other organisations"), "add", "organisation"),
    ("law", _("Law"), "see", "law"),
    ("openings", _("What was opened"), "see", "opening"),
    ("exports", _("Exports"), "ask", "export"),
    ("interests", _("Your interests"), "declare", "interest"),
    ("quarantine", _("After a restore"), "see", "quarantine"),
)


def own_pages(act: Act) -> list[tuple[str, str | Promise]]:
    """(url name, its words) of each that may() allows."""
    ours = act.by.organisation
    return [
        (name, words)
        for name, words, verb, kind in _PAGES
        if may_do(act, verb, Subject(kind=kind, owner=ours))
    ]
