"""A statement's opening balance plus its entries is its closing balance, or the statement is refused."""

from __future__ import annotations

from collections import Counter

from clawback.errors import LedgerError
from clawback.ledgers.reading import Notes
from clawback.ledgers.statements.records import Statement
from clawback.money import format_amount

__all__ = ["check_balances"]


def check_balances(statement: Statement, notes: Notes) -> None:
    """Raises LedgerError, naming both balances, where a currency of the statement does not add up; says where
    it cannot be checked. A notification has no balances."""
    if not statement.keeps_balance:
        return
    moved = Counter[str]()
    for side in statement.sides:
        moved[side.currency] += -side.amount if side.debit else side.amount
    known = statement.opening.keys() | statement.closing.keys()
    if known and moved.keys() - known:
        raise LedgerError(
            f"{statement} has entries in {min(moved.keys() - known)}, its balances are in {', '.join(sorted(known))}",
            file=statement.file,
            field="Bal",
        )
    if statement.unread:
        notes.say(
            f"the balances of {statement} are not checked; entries that could not be read: {statement.unread}"
        )
        return
    for currency in sorted(known | moved.keys()):
        _check(statement, currency, moved[currency], notes)


def _check(statement: Statement, code: str, moved: int, notes: Notes) -> None:
    opening, closing = statement.opening.get(code), statement.closing.get(code)
    if opening is None or closing is None:
        lacks = " and ".join(
            what for what, balance in (("opening", opening), ("closing", closing)) if balance is None
        )
        notes.say(f"{statement} gives no {lacks} balance in {code}; its entries cannot be checked")
        return
    if opening.units + moved == closing.units:
        return
    first, change, sum_, last = (
        format_amount(units, notes.currency(code))
        for units in (opening.units, moved, opening.units + moved, closing.units)
    )
    raise LedgerError(
        f"{statement} does not add up: its opening balance {first} and its entries ({change}) make {sum_}, "
        f"its closing balance is {last} {code}",
        file=statement.file,
        field=":62F:" if statement.source == "mt940" else "Bal (CLBD)",
        remedy="entries are missing or doubled: fetch the statement again",
    )
