"""Counterparties that no part reaches have a pseudonym from the moment of arrival: a keyed hash, a key an answer.

While the key lives, an account that a part reaches later is found among them; a clock destroys the key, and what is
still a pseudonym then links to nothing any more.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from hashlib import sha256

from django.db.models import F

from clawback.server.casework.any_of import any_of, any_text_of
from clawback.server.casework.models import Account, Entry, PseudonymKey, Statement
from clawback.server.casework.statements.facts import Account as Name
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["destroy_key", "new_pseudonym_key", "pseudonym", "relink", "renamed_in"]


def new_pseudonym_key() -> bytes:
    return secrets.token_bytes(32)


def pseudonym(key: bytes, account: Name) -> str:
    """What stands for the account in one answer."""
    return hmac.new(key, "\n".join(account).encode(), sha256).hexdigest()[:40]


def relink(accounts: Iterable[Account]) -> int:
    """Gives entries whose pseudonym is one of these accounts its name; returns how many."""
    named = list(accounts)
    hashes = {
        pseudonym(bytes(data), (each.agent_code, each.number)): each
        for data in PseudonymKey.objects.values_list("data", flat=True)
        for each in named
    }
    entries = list(Entry.objects.filter(pseudonym__in=any_text_of(hashes)))
    for entry in entries:
        entry.other, entry.pseudonym = hashes[entry.pseudonym], ""
    Entry.objects.bulk_update(entries, ["other", "pseudonym"], batch_size=500)
    _changed(each.statement_id for each in entries)
    return len(entries)


def renamed_in(accounts: Iterable[int]) -> None:
    """The agent of these accounts is another now: so are the entries that name them."""
    _changed(Entry.objects.filter(other__in=list(accounts)).values_list("statement", flat=True))


def _changed(statements: Iterable[int]) -> None:
    """What was computed with these answers before is not of them any more."""
    Statement.objects.filter(pk__in=any_of(set(statements))).update(relinked=F("relinked") + 1)


def destroy_key(number: int, act: Act) -> None:
    """The time of a statement's pseudonyms is over (by a clock)."""
    with deciding(act) as decision:
        found = Statement.objects.get(pk=number)
        PseudonymKey.objects.filter(statement=found).delete()
        decision.enter("destroy", found, after={"pseudonym_key": "destroyed"})
