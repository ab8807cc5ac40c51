"""The book of an institution whose node is run here: its own ledger file, or the statements that it gave.

Transfers are named to others by UETR, else by end-to-end id, amount and day, as banks know them on both sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final
from weakref import WeakKeyDictionary

from django.db.models import Q

from clawback.errors import FederationError
from clawback.federation.book import Account, Book, ListBook, Movement
from clawback.federation.node.site import NamedKeys
from clawback.money import Currency, currency
from clawback.server.casework.caps import FALLBACK
from clawback.server.casework.models import Claim, QuestionClaim
from clawback.server.casework.statements.building import Known, openings
from clawback.server.casework.statements.keys import key_by, keys_in
from clawback.server.casework.statements.known import Found, find
from clawback.server.casework.statements.merging import Transfer
from clawback.server.casework.statements.told_credits import key_of
from clawback.server.casework.statements.walk import movements_of

__all__ = ["StandingBook", "book_of", "key_of_claim", "stated_book"]


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
    named = ((ledger.transfer_id[rank].as_py(), key) for rank, key in keys_in(ledger))
    return LedgerBook(ledger, agent), NamedKeys(named)


def stated_book(agent: str, money: Currency) -> tuple[Book, NamedKeys]:
    """The book as far as the institution's own statements and its victims' reports tell it."""
    claims = Claim.objects.filter(
        Q(debtor_account__agent_code=agent) | Q(creditor_account__agent_code=agent),
        currency=money.code,
        state="confirmed",
    )
    found = find(claims.values_list("pk", flat=True), money.code, FALLBACK)
    return _EMPTY if found is None else _stated(found, lambda each: each == agent, agent)


_EMPTY: Final[tuple[Book, NamedKeys]] = ListBook([], lambda account: False), NamedKeys([])
_books: WeakKeyDictionary[Found, dict[Hashable, tuple[Book, NamedKeys]]] = WeakKeyDictionary()


def _stated(found: Found, keeps: Callable[[str], bool], whose: Hashable) -> tuple[Book, NamedKeys]:
    """Made once for what is known, which is another once the facts are."""
    made = _books.setdefault(found, {})
    if whose not in made:
        made[whose] = _made(found.known, keeps)
    return made[whose]


def _made(found: Known, keeps: Callable[[str], bool]) -> tuple[Book, NamedKeys]:
    """The transfers by names that stay when more is known: a node remembers what it said of each."""
    own, named, used = dict[str, str](), [], Counter[str]()
    for name, each in zip(found.names, found.transfers, strict=True):
        key = key_of(each, found.facts.currency)
        said = key or f"{each.settled_at} {each.debtor} {each.creditor} {each.amount}"
        used[said] += 1
        own[name] = f"{said} {used[said]}" if used[said] > 1 else said
        if key is not None:
            named.append((own[name], key))
    movements = (
        replace(each, key=own[each.key], reverses=own.get(each.reverses or ""))
        for each, told in zip(movements_of(found), found.transfers, strict=True)
        if keeps(each.debtor[0]) or (keeps(each.creditor[0]) and not _awaits(found, told))
    )
    return ListBook(movements, lambda account: keeps(account[0]), openings(found)), NamedKeys(named)


def _awaits(found: Known, transfer: Transfer) -> bool:
    """Whether a node alone tells of the credit: its institution is yet to say what became of it."""
    return transfer.credit is not None and transfer.creditor not in found.current


class StandingBook:
    """The book of all institutions without a node, for a centre's node that stands in for them, and the names of its
    transfers: as far as statements and reports of the cases that it asks of tell. Read when it is first looked at."""

    def __init__(self, seat: int, money: Currency, answering: frozenset[str]) -> None:
        self._seat, self._money, self._answering = seat, money, answering

    @cached_property
    def _read(self) -> tuple[Book, NamedKeys]:
        asked = QuestionClaim.objects.filter(question__seat=self._seat, asked_at__isnull=False)
        live = asked.filter(claim__state="confirmed", question__case__closed_at=None)
        found = find(live.values_list("claim", flat=True), self._money.code, FALLBACK)
        answering = self._answering
        return _EMPTY if found is None else _stated(found, lambda each: each not in answering, answering)

    def is_own(self, account: Account) -> bool:
        return account[0] not in self._answering

    def rank(self, key: str) -> int | None:
        return self._read[0].rank(key)

    def movement(self, rank: int) -> Movement:
        return self._read[0].movement(rank)

    def ranks_after(self, account: Account, rank: int) -> list[int]:
        return self._read[0].ranks_after(account, rank)

    def balance_before(self, account: Account, rank: int) -> int:
        return self._read[0].balance_before(account, rank)

    def balance(self, account: Account) -> int:
        return self._read[0].balance(account)

    def reversed_by(self, rank: int) -> int | None:
        return self._read[0].reversed_by(rank)

    def key_of(self, own: str) -> str | None:
        return self._read[1].key_of(own)

    def own_of(self, key: str) -> tuple[str, ...]:
        return self._read[1].own_of(key)


def key_of_claim(claim: Claim) -> str | None:
    """The name that both banks give its transfer; None where it has none."""
    money = currency(claim.currency)
    return key_by(claim.uetr, claim.end_to_end_id, claim.amount, money, claim.settled_day)
