"""Opening balances of a trace: given, inferred, or both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Integral

import numpy as np

from clawback.errors import TraceError
from clawback.ledgers.ledger import Int64s, Ledger, Uint8s
from clawback.money import INT64_MAX
from clawback.tracing.accounts import find_account

__all__ = ["Openings", "choose_openings"]

_Given = Mapping[tuple[str, str], int]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Openings:
    """The opening balance of each account, and where it was given (1) or inferred (0)."""

    balance: Int64s
    given: Uint8s

    def kind(self) -> str:
        """`given`, `inferred` or `mixed`, over the whole ledger."""
        if self.given.all():
            return "given"
        return "mixed" if self.given.any() else "inferred"


def choose_openings(ledger: Ledger, opening: str | _Given | None) -> Openings:
    """The openings that a trace starts from.

    None: what the ledger has, the rest inferred. `given`: the same, but it must have some. `infer`: the least
    openings, not below zero, with which no account is ever overdrawn. A mapping (agent, account) -> minor
    units: those, the rest inferred; accounts that occur in no transfer are left aside. Raises TraceError.
    """
    if opening is None or opening == "given":
        if opening == "given" and not ledger.opening_given.any():
            raise TraceError(
                "the ledger has no given opening balances", remedy="leave --opening away, or name a file"
            )
        return Openings(balance=ledger.opening, given=ledger.opening_given)
    inferred = np.maximum(0, -ledger.index.net_least)
    nowhere = np.zeros(len(inferred), np.uint8)
    if isinstance(opening, str):
        if opening != "infer":
            raise TraceError(f"{opening!r} is not a way to open", remedy="choose infer, given or a CSV file")
        return _read_only(inferred, nowhere)
    return _with(ledger, inferred, nowhere, opening)


def _with(ledger: Ledger, balance: Int64s, given: Uint8s, openings: _Given) -> Openings:
    for (agent, account), given_units in openings.items():
        units = _whole(given_units, f"{agent}/{account}")
        at = find_account(ledger, agent, account)
        if at is not None:
            _check_range(ledger, at, units, f"{agent}/{account}")
            balance[at] = units
            given[at] = 1
    return _read_only(balance, given)


def _whole(units: object, name: str) -> int:
    """Floats, texts and truth values are no amounts."""
    if isinstance(units, bool) or not isinstance(units, Integral):
        raise TraceError(f"the opening balance of {name} is a whole number of minor units, not {units!r}")
    return int(units)


def _check_range(ledger: Ledger, at: int, units: int, name: str) -> None:
    """An account's balance must stay within int64 whatever the order of its events."""
    index = ledger.index
    debits = index.debits["amount"][index.debit_start[at] : index.debit_start[at + 1]]
    credited = ledger.amount[index.credit_rank[index.credit_start[at] : index.credit_start[at + 1]]]
    if units + int(credited.sum()) > INT64_MAX or units - int(debits.sum()) < -INT64_MAX:
        raise TraceError(
            f"the opening balance of {name} leads beyond what can be counted (int64 minor units)"
        )


def _read_only(balance: Int64s, given: Uint8s) -> Openings:
    balance.flags.writeable = False
    given.flags.writeable = False
    return Openings(balance=balance, given=given)
