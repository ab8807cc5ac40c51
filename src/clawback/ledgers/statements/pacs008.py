"""pacs.008 credit transfers between banks: each names both accounts, and there is no statement.

ISO 20022 FI to FI Customer Credit Transfer, pacs.008.001.02 to the newest. What is given is taken as settled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from clawback.errors import InputError, LedgerError
from clawback.ledgers.reading import Notes, ReadOptions
from clawback.ledgers.statements.naming import Names
from clawback.ledgers.statements.pacs008_payment import Group, group_of, transfer_of
from clawback.ledgers.statements.places import ledger_error
from clawback.ledgers.statements.rows import rows
from clawback.ledgers.statements.tally import Tally
from clawback.ledgers.statements.told import Transfer
from clawback.ledgers.statements.tree import tree
from clawback.ledgers.statements.xml import drop, pieces, raw

__all__ = ["read_payments"]


def read_payments(paths: Sequence[Path], options: ReadOptions, notes: Notes) -> Iterator[Any]:
    """Batches of all payments in `paths`, by settlement, then by id. One that several messages carry (from
    bank to bank, or sent again) counts once. Raises LedgerError."""
    read = [one for path in paths for one in _read(path, notes)]
    transfers = list({_identity(one): one for one in reversed(_renamed(read))}.values())
    tally = Tally(carried=len(read) - len(transfers), bare=sum(one.bare for one in transfers))
    tally.say(notes)
    yield from rows(transfers, [], notes)


def _identity(one: Transfer) -> tuple[object, ...]:
    """The same for messages that carry the same payment: its UETR, else its place in a message sent twice."""
    where = () if one.uetr else one.place
    return (one.name, one.debtor, one.creditor, one.amount, one.currency, *where)


def _renamed(transfers: list[Transfer]) -> list[Transfer]:
    names = Names((), {account for one in transfers for account in (one.debtor, one.creditor)})
    return [replace(one, debtor=names.of(one.debtor), creditor=names.of(one.creditor)) for one in transfers]


def _read(path: Path, notes: Notes) -> Iterator[Transfer]:
    group = Group("", None)
    row = place = 0
    for event, name, element in pieces(path, "pacs.008", ("GrpHdr", "CdtTrfTxInf")):
        if event == "end" and name == "GrpHdr":
            group, place = group_of(tree(element)), 0
        elif event == "end":
            row, place = row + 1, place + 1
            try:
                yield transfer_of(tree(element), group, place, notes)
            except InputError as error:
                bad = ledger_error(error, str(path), row=row, line=element.sourceline, field="CdtTrfTxInf")
                notes.bad(bad, raw(element))
            drop(element)
    if row == 0:
        raise LedgerError("the message holds no credit transfer", file=str(path))
