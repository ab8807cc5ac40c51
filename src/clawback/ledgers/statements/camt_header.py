"""What stands above the entries of a camt.053 or camt.054: the account, the number, the balances."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from clawback.errors import LedgerError
from clawback.ledgers.reading import Notes
from clawback.ledgers.statements.amounts import units_of
from clawback.ledgers.statements.parties import account_number, agent_of
from clawback.ledgers.statements.records import Account, Balance
from clawback.ledgers.statements.times import When, date_of
from clawback.ledgers.statements.tree import Tree, every, first, text

__all__ = ["Header", "balances_of", "header_of"]

_NUMBER = re.compile(r"[0-9]{1,18}")
_Stated = dict[str, list[tuple[str, Balance]]]
"""By currency: code and balance, in the order of the statement."""


@dataclass(frozen=True, slots=True)
class Header:
    """Of one statement: its id, its account, and its number (sequence number, page) as far as it has one."""

    id: str
    account: Account
    number: tuple[int, ...]


def header_of(statement: Tree) -> Header:
    """Reads a `Stmt` or `Ntfctn` element. Raises LedgerError where it names no account or has no Id."""
    name = text(statement, "Id")
    account = first(statement, "Acct")
    number = account_number(account)
    if name is None or number is None:
        field, what = ("Id", "no id") if name is None else ("Acct/Id", "no account number")
        raise LedgerError(f"the statement has {what}", field=field)
    return Header(name, (agent_of(first(account, "Svcr")), number), _numbers(statement))


def _numbers(statement: Tree) -> tuple[int, ...]:
    found = [
        text(statement, "ElctrncSeqNb") or text(statement, "LglSeqNb"),
        text(statement, "StmtPgntn", "PgNb") or text(statement, "NtfctnPgntn", "PgNb"),
    ]
    return tuple(int(one) if one is not None and _NUMBER.fullmatch(one) else 0 for one in found)


def balances_of(statement: Tree, notes: Notes) -> tuple[dict[str, Balance], dict[str, Balance]]:
    """Opening and closing booked balances by currency.

    Opening is OPBD, else PRCD; closing is CLBD. On a page in the middle an interim balance (ITBD) stands in:
    the first for an opening, the last for a closing that is not there. Raises InputError.
    """
    stated: _Stated = {}
    for element in every(statement, "Bal"):
        code = text(element, "Tp", "CdOrPrtry", "Cd")
        if code in ("OPBD", "PRCD", "CLBD", "ITBD"):
            currency, balance = _balance(element, notes)
            stated.setdefault(currency, []).append((code, balance))
    opening, closing = {}, {}
    for currency, found in stated.items():
        start, end = _ends(found)
        if start is not None:
            opening[currency] = start
        if end is not None:
            closing[currency] = end
    return opening, closing


def _balance(element: Tree, notes: Notes) -> tuple[str, Balance]:
    units, currency = units_of(first(element, "Amt"), notes)
    indicator = text(element, "CdtDbtInd")
    if indicator not in ("CRDT", "DBIT"):
        raise LedgerError(f"{indicator!r} is neither CRDT nor DBIT", field="Bal/CdtDbtInd")
    units = units if indicator == "CRDT" else -units
    for line in every(element, "CdtLine"):
        if text(line, "Incl") in ("true", "1") and first(line, "Amt") is not None:
            units -= units_of(first(line, "Amt"), notes)[0]
    return currency, Balance(
        units=units, date=date_of(When(text(element, "Dt", "DtTm"), text(element, "Dt", "Dt")))
    )


def _ends(found: Sequence[tuple[str, Balance]]) -> tuple[Balance | None, Balance | None]:
    of = {code: [balance for other, balance in found if other == code] for code, _ in found}
    interim = of.get("ITBD", [])
    starts, ends = of.get("OPBD") or of.get("PRCD") or [], of.get("CLBD", [])
    paged = len(interim) > 1 or bool(starts) != bool(ends)
    start = starts[0] if starts else interim[0] if interim and paged else None
    end = ends[-1] if ends else interim[-1] if interim and paged else None
    return start, end
