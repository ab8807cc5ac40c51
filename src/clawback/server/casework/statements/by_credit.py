"""An account of which nothing is known but a credit to it: its institution is asked by the credit's name, and the
answer says which account it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clawback.server.casework.merging import merge_alias
from clawback.server.casework.models import Account
from clawback.server.casework.naming import canonical
from clawback.server.casework.statements.keys import keys_in
from clawback.server.people.acting import Act

if TYPE_CHECKING:
    from clawback import Ledger

__all__ = ["is_by_credit", "name_by_credit", "named_in", "says_which"]

_KINDS = ("UETR:", "E2E:")
_LENGTH = 64


def name_by_credit(key: str) -> str:
    """What stands for the account's number while it is known by the credit with that name alone."""
    return canonical(key[:_LENGTH])


def is_by_credit(number: str) -> bool:
    """Whether the account is known by a credit alone."""
    return number.startswith(_KINDS)


def named_in(ledger: Ledger, number: str) -> str | None:
    """The number of the account, as an upload has it, that got the credit; None where it has no such credit, or it
    cannot be told which."""
    found = {
        canonical(ledger.numbers[int(ledger.creditor[rank])].as_py())
        for rank, key in keys_in(ledger)
        if name_by_credit(key) == number
    }
    return found.pop() if len(found) == 1 else None


def says_which(act: Act, known: Account, account: Account) -> None:
    """The institution's answer is of that account: whatever named it by its credit names it from now on."""
    merge_alias(act, known.number, account, None)
