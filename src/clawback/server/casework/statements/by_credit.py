"""An account of which nothing is known but a credit to it: its institution is asked by the credit's name, and the
answer says which account it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clawback.clock import from_micros
from clawback.federation.node.site import transfer_key
from clawback.money import format_amount
from clawback.server.casework.merging import merge_alias
from clawback.server.casework.models import Account
from clawback.server.casework.naming import canonical
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
    uetrs, ids = (ledger.further.get(name) for name in ("uetr", "end_to_end_id"))
    found = set()
    for place in range(len(ledger)):
        key = transfer_key(
            uetr=None if uetrs is None else uetrs[place].as_py(),
            end_to_end_id=None if ids is None else ids[place].as_py(),
            amount=format_amount(int(ledger.amount[place]), ledger.currency),
            currency=ledger.currency.code,
            settled_on=from_micros(int(ledger.settled_at[place])).date().isoformat(),
        )
        if key is not None and name_by_credit(key) == number:
            found.add(canonical(ledger.numbers[int(ledger.creditor[place])].as_py()))
    return found.pop() if len(found) == 1 else None


def says_which(act: Act, known: Account, account: Account) -> None:
    """The institution's answer is of that account: whatever named it by its credit names it from now on."""
    merge_alias(act, known.number, account, None)
