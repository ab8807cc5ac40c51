"""The book of an institution whose node is run here: its own ledger file, or the statements that it gave.

Transfers are named to others by UETR, else by end-to-end id, amount and day, as banks know them on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.db.models import Q

from clawback.clock import from_micros
from clawback.errors import FederationError
from clawback.federation.book import Book, ListBook, Movement
from clawback.federation.node.site import NamedKeys, transfer_key
from clawback.money import Currency, currency, format_amount
from clawback.server.casework.models import Claim
from clawback.server.casework.statements.building import known, openings, written
from clawback.server.casework.statements.known import facts_of

if TYPE_CHECKING:
    from clawback import Ledger

__all__ = ["book_of", "key_of_claim", "stated_book"]


def book_of(path: Path, agent: str) -> tuple[Book, NamedKeys]:
    """The book and the names of its transfers; read again when the file is another. Raises FederationError,
    LedgerError."""
    try:
        when = path.stat().st_mtime_ns
    except OSError:
        raise FederationError("the ledger cannot be read", file=str(path)) from None
    return _read(path, agent, when)


@lru_cache(maxsize=16)
def _read(path: Path, agent: str, _when: int) -> tuple[Book, NamedKeys]:
    from clawback import read_ledger
    from clawback.federation.ledger_book import LedgerBook

    ledger = read_ledger(str(path))
    return LedgerBook(ledger, agent), NamedKeys(_names(ledger))


def _names(ledger: Ledger) -> Iterator[tuple[str, str]]:
    uetrs, ids = (ledger.further.get(name) for name in ("uetr", "end_to_end_id"))
    for rank in range(len(ledger)):
        name = transfer_key(
            uetr=None if uetrs is None else uetrs[rank].as_py(),
            end_to_end_id=None if ids is None else ids[rank].as_py(),
            amount=format_amount(int(ledger.amount[rank]), ledger.currency),
            currency=ledger.currency.code,
            settled_on=from_micros(int(ledger.settled_at[rank])).date().isoformat(),
        )
        if name is not None:
            yield ledger.transfer_id[rank].as_py(), name


def stated_book(agent: str, money: Currency) -> tuple[Book, NamedKeys]:
    """The book as far as the institution's own statements and its victims' reports tell it."""
    claims = Claim.objects.filter(
        Q(debtor_account__agent_code=agent) | Q(creditor_account__agent_code=agent),
        currency=money.code,
        state="confirmed",
    )
    found = known(facts_of(list(claims.values_list("pk", flat=True)), money.code))
    movements, named = [], []
    for name, each, debtor, creditor, kind, reverses in written(found):
        if agent not in (debtor[0], creditor[0]):
            continue
        movements.append(
            Movement(
                key=name,
                settled_at=each.settled_at,
                debtor=debtor,
                creditor=creditor,
                amount=each.amount,
                kind=kind,
                reverses=reverses,
            )
        )
        key = transfer_key(
            uetr=each.uetr,
            end_to_end_id=each.end_to_end_id,
            amount=format_amount(each.amount, money),
            currency=money.code,
            settled_on=from_micros(each.settled_at).date().isoformat(),
        )
        if key is not None:
            named.append((name, key))
    book = ListBook(movements, lambda account: account[0] == agent, openings(found))
    return book, NamedKeys(named)


def key_of_claim(claim: Claim) -> str | None:
    """The name that both banks give its transfer; None where it has none."""
    return transfer_key(
        uetr=claim.uetr,
        end_to_end_id=claim.end_to_end_id,
        amount=format_amount(claim.amount, currency(claim.currency)),
        currency=claim.currency,
        settled_on=claim.settled_day.isoformat(),
    )
