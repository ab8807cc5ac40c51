"""Accounts and agents as ISO 20022 messages name them. Names of persons are not read."""

from __future__ import annotations

from functools import lru_cache

from clawback.ledgers.reading import OUTSIDE
from clawback.ledgers.statements.records import Account
from clawback.ledgers.statements.tree import Tree, first, text

__all__ = ["account_number", "agent_of", "party"]


def account_number(element: Tree | None) -> str | None:
    """The number in an account element (`DbtrAcct`, `Acct`): IBAN, else Othr/Id; None where it has none."""
    iban = text(element, "Id", "IBAN")
    if iban is not None:
        return "".join(iban.split()).upper()
    return text(element, "Id", "Othr", "Id")


def agent_of(element: Tree | None) -> str:
    """The agent in an element such as `Svcr`, `DbtrAgt`: BICFI or BIC, else the clearing member id, else
    Othr/Id; empty where it has none."""
    institution = first(element, "FinInstnId")
    found = (
        text(institution, "BICFI")
        or text(institution, "BIC")
        or text(institution, "ClrSysMmbId", "MmbId")
        or text(institution, "Othr", "Id")
    )
    return found or ""


@lru_cache(1 << 16)
def party(agent: str, number: str | None) -> Account | None:
    """The account of a party; of one that names only its agent, `AGENT/outside`; None of one that names
    neither. The same account is the same object: entries name few of them, over and over."""
    if number is None:
        return (agent, OUTSIDE) if agent else None
    return (agent, number)
