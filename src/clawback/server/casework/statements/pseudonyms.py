"""Counterparties that no part reaches have a pseudonym from the moment of arrival: a keyed hash, a key an answer.

While the key lives, an account that a part reaches later is found among them; a clock destroys the key, and what is
still a pseudonym then links to nothing any more.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from hashlib import sha256

from clawback.server.casework.models import Account, Entry, PseudonymKey, Statement
from clawback.server.casework.statements.facts import Account as Name
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["destroy_key", "new_pseudonym_key", "pseudonym", "relink"]


def new_pseudonym_key() -> bytes:
    return secrets.token_bytes(32)


def pseudonym(key: bytes, account: Name) -> str:
    """What stands for the account in one answer."""
    return hmac.new(key, "\n".join(account).encode(), sha256).hexdigest()[:40]


def relink(accounts: Iterable[Account]) -> int:
    """Gives entries whose pseudonym is one of these accounts its name; returns how many."""
    named = list(accounts)
    count = 0
    for key in PseudonymKey.objects.all():
        hashes = {pseudonym(bytes(key.data), (each.agent_code, each.number)): each for each in named}
        for entry in Entry.objects.filter(statement=key.statement_id, pseudonym__in=hashes):
            entry.other, entry.pseudonym = hashes[entry.pseudonym], ""
            entry.save(update_fields=["other", "pseudonym"])
            count += 1
            # What was computed with the pseudonym is not the answer any more.
            statement = Statement.objects.get(pk=key.statement_id)
            statement.relinked += 1
            statement.save(update_fields=["relinked"])
    return count


def destroy_key(number: int, act: Act) -> None:
    """The time of a statement's pseudonyms is over (by a clock)."""
    with deciding(act) as decision:
        found = Statement.objects.get(pk=number)
        PseudonymKey.objects.filter(statement=found).delete()
        decision.enter("destroy", found, after={"pseudonym_key": "destroyed"})
