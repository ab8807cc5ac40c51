"""Opening balances: given ones merged, the others inferred, all of them within what can be counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from clawback.errors import LedgerError
from clawback.ledgers.account_kernels import ABSENT
from clawback.ledgers.accounts import AccountTable
from clawback.ledgers.ledger import Int64s, Ledger, Uint8s
from clawback.ledgers.reading import Opening
from clawback.ledgers.walk_kernels import Account as Word
from clawback.ledgers.walk_kernels import Words
from clawback.money import INT64_MAX, Currency, format_amount

__all__ = ["Given", "beyond", "given_openings", "settle_openings"]

Account = tuple[str, str]


class Given(NamedTuple):
    """Given openings: the numbers of the accounts and their balances; and those of accounts without transfers."""

    numbers: Int64s
    balances: Int64s
    idle: tuple[Opening, ...]


def given_openings(
    openings: Iterable[Opening], currency: Currency, accounts: AccountTable, base: Ledger | None
) -> Given:
    """The openings given in `currency`.

    `base` is the ledger that is appended to: its accounts have the first numbers, and its given openings stay.
    A new opening that equals them, or the balance with which `base` closes, only follows on. Raises
    LedgerError for two that differ.
    """
    merged = _merged(openings, currency)
    given = {} if base is None else _given_before(base)
    idle = []
    for number, (account, units) in zip(accounts.find(list(merged)).tolist(), merged.items(), strict=True):
        if number == ABSENT:
            idle.append(Opening(*account, currency.code, units))
            continue
        known = given.setdefault(number, units)
        if units != known and (base is None or units != known + int(base.index.net_final[number])):
            raise _two(account, known, units, currency)
    numbers = np.fromiter(given, np.int64, len(given))
    return Given(numbers, np.fromiter(given.values(), np.int64, len(given)), tuple(idle))


def _given_before(base: Ledger) -> dict[int, int]:
    kept = np.flatnonzero(base.opening_given)
    return dict(zip(kept.tolist(), base.opening[kept].tolist(), strict=True))


def _merged(openings: Iterable[Opening], currency: Currency) -> dict[Account, int]:
    merged: dict[Account, int] = {}
    for opening in openings:
        account = (opening.agent, opening.account)
        if opening.currency != currency.code:
            continue
        if abs(opening.units) > INT64_MAX:
            raise beyond(account, "the opening balance")
        if merged.setdefault(account, opening.units) != opening.units:
            raise _two(account, merged[account], opening.units, currency)
    return merged


def settle_openings(at: Int64s, units: Int64s, words: Words) -> tuple[Int64s, Uint8s, int]:
    """Each account's opening, where it was given (1), and an account whose balance can leave int64, or -1.

    `units` are given to the accounts `at`; any other opening is the least, not below zero, with which the
    account is never overdrawn.
    """
    opening = np.maximum(0, -words[:, Word.LEAST])
    given = np.zeros(len(opening), np.uint8)
    opening[at], given[at] = units, 1
    too_much = words[:, Word.CREDITED] > INT64_MAX - np.maximum(opening, 0)
    too_little = words[:, Word.DEBITED] > INT64_MAX + np.minimum(opening, 0)
    out = np.flatnonzero(too_much | too_little)
    return opening, given, int(out[0]) if len(out) else -1


def beyond(account: Account, what: str) -> LedgerError:
    """The refusal of an account whose figures int64 cannot hold."""
    return LedgerError(
        f"{what} at account {'/'.join(account)} leads beyond what can be counted (int64 minor units)",
        remedy="check the amounts and the unit they are in",
    )


def _two(account: Account, one: int, other: int, currency: Currency) -> LedgerError:
    figures = f"{format_amount(one, currency)} and {format_amount(other, currency)}"
    return LedgerError(
        f"account {'/'.join(account)} has two opening balances, {figures} {currency.code}",
        remedy="leave one of them out",
    )
