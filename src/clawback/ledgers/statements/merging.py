"""Several statements, of one format or of several, made one ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from clawback.errors import LedgerError
from clawback.ledgers.reading import Notes, ReadOptions
from clawback.ledgers.statements.balances import check_balances
from clawback.ledgers.statements.joining import join, openings
from clawback.ledgers.statements.matching import pairs
from clawback.ledgers.statements.naming import Names
from clawback.ledgers.statements.order import Chain
from clawback.ledgers.statements.recognising import is_mt940, message_in
from clawback.ledgers.statements.records import Account, Statement
from clawback.ledgers.statements.repeats import once, without_notified
from clawback.ledgers.statements.rows import rows
from clawback.ledgers.statements.tally import Tally
from clawback.ledgers.statements.told import Told, Transfer, merged, one_sided
from clawback.ledgers.streams import head

__all__ = ["read_statements"]


def read_statements(paths: Sequence[Path], options: ReadOptions, notes: Notes, named: str) -> Iterator[Any]:
    """Batches of all statements in `paths` as one ledger, each file in its own format; `named` is that of a
    file whose content does not tell.

    Both sides of a transfer become one, statements of an account join, openings go to `notes`. Raises
    LedgerError.
    """
    tally = Tally()
    statements = [one for path in paths for one in _read(path, notes, named, tally)]
    for one in statements:
        check_balances(one, notes)
    books = _books(_renamed(statements), notes, tally)
    told = [(chain, one) for chain, of in enumerate(books) for one in _told(of)]
    transfers, place_of = _transfers([one for _, one in told], tally)
    places: list[list[int]] = [[] for _ in books]
    for (chain, _), place in zip(told, place_of, strict=True):
        places[chain].append(place)
    chains = [
        Chain(of[0].account, found, of[0].keeps_balance) for of, found in zip(books, places, strict=True)
    ]
    tally.bare = sum(one.bare for one in transfers)
    tally.say(notes)
    yield from rows(transfers, chains, notes)


def _read(path: Path, notes: Notes, named: str, tally: Tally) -> Iterator[Statement]:
    start = head(path)
    if not start.strip():
        raise LedgerError("the file is empty", file=str(path))
    message = message_in(start)
    if message is None and is_mt940(path, start):
        found = "mt940"
    else:
        found = message[:8] if message is not None and message.startswith("camt.") else named
    if found == "mt940":
        from clawback.ledgers.statements.mt940 import read_mt940

        return read_mt940(path, notes, tally)
    from clawback.ledgers.statements.camt import read_camt

    return read_camt(path, found, notes, tally)


def _renamed(statements: Sequence[Statement]) -> list[Statement]:
    """The same under one name for each account."""
    own = {one.account for one in statements}
    named = {side.other for one in statements for side in one.sides}
    names = Names(own, named)
    moved = {account for account in own | named if names.of(account) != account}
    return [
        replace(
            one,
            account=names.of(one.account),
            sides=[
                replace(side, other=names.of(side.other)) if side.other in moved else side
                for side in one.sides
            ],
        )
        if one.account in moved or any(side.other in moved for side in one.sides)
        else one
        for one in statements
    ]


def _books(statements: Sequence[Statement], notes: Notes, tally: Tally) -> list[list[Statement]]:
    """Statements whose entries follow on: all of an account, and each notification by itself. In an order that
    does not depend on that of the files. Openings go to `notes`."""
    accounts: defaultdict[Account, tuple[list[Statement], list[Statement]]] = defaultdict(lambda: ([], []))
    for one in once(statements, tally):
        accounts[one.account][0 if one.keeps_balance else 1].append(one)
    books = []
    for account, (whole, notified) in sorted(accounts.items()):
        whole = join(whole, notes)
        notes.openings.extend(openings(account, whole))
        notified.sort(key=lambda one: (one.id, one.number, len(one.sides)))
        whole, notified = without_notified(whole, notified, tally)
        books.extend([whole] if whole else [])
        books.extend([one] for one in notified)
    return books


def _told(book: Sequence[Statement]) -> Iterator[Told]:
    place = 0
    for statement in book:
        for side in statement.sides:
            place += 1
            yield Told(statement.account, side.other, side, (statement.id, place))


def _transfers(told: Sequence[Told], tally: Tally) -> tuple[list[Transfer], list[int]]:
    """The transfers, and beside `told` which of them each side is a side of."""
    found = pairs(told, tally)
    debit_of = {credit: debit for debit, credit in found.items()}
    transfers: list[Transfer] = []
    place_of = [0] * len(told)
    for i, one in enumerate(told):
        if i in debit_of:
            continue
        place_of[i] = len(transfers)
        transfers.append(merged(one, told[found[i]]) if i in found else one_sided(one))
    for credit, debit in debit_of.items():
        place_of[credit] = place_of[debit]
    return transfers, place_of
