"""Whose accounts an upload names: known rows are found again, however the file names their agent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from clawback.server.casework.any_of import any_text_of
from clawback.server.casework.models import Account
from clawback.server.casework.statements.facts import PSEUDONYMS, EntryFact
from clawback.server.casework.statements.facts import Account as Name
from clawback.server.casework.statements.reading import UNKNOWN_AGENT
from clawback.server.people.models import Organisation

__all__ = ["known_rows", "renamed"]

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


def renamed(entries: Iterable[EntryFact]) -> tuple[EntryFact, ...]:
    """The entries, each other side under the name of its row where there is one.

    A number without an agent, and an IBAN with an agent that is none of ours (a BIC), is the account known by that
    number, where it is exactly one.
    """
    listed = list(entries)
    rows = known_rows(each.other for each in listed)
    ours = set(Organisation.objects.filter(kind="agent").values_list("code", flat=True))
    by_number: dict[str, list[Name]] = {}
    for name in rows:
        by_number.setdefault(name[1], []).append(name)
    return tuple(replace(each, other=_name(each.other, rows, by_number, ours)) for each in listed)


def known_rows(names: Iterable[Name]) -> dict[Name, Account]:
    """The rows of accounts with these numbers, whatever their agent, by name."""
    numbers = {number for agent, number in names if agent != PSEUDONYMS}
    found = Account.objects.filter(number__in=any_text_of(numbers))
    return {(each.agent_code, each.number): each for each in found}


def _name(
    told: Name, rows: Mapping[Name, Account], by_number: Mapping[str, list[Name]], ours: set[str]
) -> Name:
    agent, number = told
    same = by_number.get(number, [])
    if told in rows or agent in ours or len(same) != 1:
        return told
    return same[0] if agent == UNKNOWN_AGENT or _IBAN.fullmatch(number) else told
