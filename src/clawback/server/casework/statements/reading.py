"""An agent's upload: a CSV (docs/how-to/csv.md) or a camt.053, read by clawback.ledgers, against what was asked.

Nothing but CSV and camt.053, unpacked, is read; no name, no text of a transfer is taken out of it.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from clawback.errors import InputError
from clawback.server.casework.accounts import canonical
from clawback.server.casework.refusals import (
    FactsWrong,
    StatementDoesNotFit,
    StatementTooLarge,
    StatementUnreadable,
)
from clawback.server.casework.statements.by_credit import is_by_credit, named_in
from clawback.server.casework.statements.facts import NOBODY, PSEUDONYMS, Account, EntryFact

if TYPE_CHECKING:
    from clawback import Ledger

__all__ = ["MOST_BYTES", "MOST_ENTRIES", "Asked", "Read", "read_upload"]

MOST_BYTES = 5 * 1024 * 1024
MOST_ENTRIES = 50_000
_MOST_ERRORS = 100
_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK")
UNKNOWN_AGENT = "unknown"
_CLAIM = re.compile(r"CL-([0-9]{1,18})")


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What an upload is read for: one account, one currency; `zone` is for times of a camt.053 without an offset."""

    account: Account
    currency: str
    zone: tzinfo | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """What an upload says. `account` is the one that it is of; `opening` the balance that the file itself states."""

    account: Account
    entries: tuple[EntryFact, ...]
    opening: int | None


def read_upload(name: str, data: bytes, asked: Asked) -> Read:
    """The entries of the account, in the file's order of time.

    Raises StatementTooLarge; StatementUnreadable, with up to 100 errors by row; StatementDoesNotFit where an entry is
    not of the account.
    """
    if len(data) > MOST_BYTES:
        raise StatementTooLarge(f"the file has {len(data)} bytes, the most is {MOST_BYTES}", file=name)
    if data.startswith(_PACKED):
        raise _unreadable([InputError("the file is packed", file=name, remedy="upload it unpacked")])
    ledger = _ledger(name, data, asked)
    if len(ledger) > MOST_ENTRIES:
        raise StatementTooLarge(f"the file has {len(ledger)} entries, the most is {MOST_ENTRIES}", file=name)
    rows, asked = _rows(name, data), _known(ledger, asked, name)
    return Read(
        account=asked.account,
        entries=tuple(_entries(ledger, asked, name, rows)),
        opening=_opening(ledger, asked),
    )


def _known(ledger: Ledger, asked: Asked, file: str) -> Asked:
    """With the account's own number, where it was asked for by a credit alone."""
    agent, number = asked.account
    if not is_by_credit(number):
        return asked
    named = named_in(ledger, number)
    if named is None:
        raise StatementDoesNotFit(
            f"no entry is the credit {number}",
            file=file,
            field="uetr, end_to_end_id",
            remedy="give the column uetr, or end_to_end_id, as the payment had it",
        )
    return replace(asked, account=(agent, named))


def _is_xml(data: bytes) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def _ledger(name: str, data: bytes, asked: Asked) -> Ledger:
    import clawback

    is_xml = _is_xml(data)
    with tempfile.TemporaryDirectory(prefix="clawback-") as folder:
        path, bad = Path(folder) / "upload", Path(folder) / "bad.csv"
        path.write_bytes(data)
        try:
            ledger = clawback.read_ledger(
                path,
                format="camt.053" if is_xml else "csv",
                currency=asked.currency,
                timezone=asked.zone if is_xml else None,
                skip_bad=None if is_xml else bad,
            )
        except InputError as error:
            errors = [*_bad_rows(name, bad), _renamed(error, name)]
            raise _unreadable(errors[: _MOST_ERRORS if len(errors) > 1 else 1]) from None
        errors = list(_bad_rows(name, bad))
    if errors:
        raise _unreadable(errors)
    return ledger


def _bad_rows(name: str, bad: Path) -> Iterator[InputError]:
    if not bad.exists():
        return
    with bad.open(encoding="utf-8", newline="") as file:
        for count, row in enumerate(csv.DictReader(file)):
            if count == _MOST_ERRORS:
                return
            yield InputError(
                row["reason"],
                file=name,
                row=int(row["row"]) if row["row"] else None,
                line=int(row["line"]) if row["line"] else None,
                field=row["field"] or None,
            )


def _renamed(error: InputError, name: str) -> InputError:
    """The error under the name that the agent gave the file."""
    return InputError(
        error.reason, file=name, row=error.row, line=error.line, field=error.field, remedy=error.remedy
    )


def _unreadable(errors: list[InputError]) -> StatementUnreadable:
    found = StatementUnreadable(
        errors[0].reason,
        file=errors[0].file,
        row=errors[0].row,
        line=errors[0].line,
        field=errors[0].field,
        remedy=errors[0].remedy,
    )
    found.rows = tuple(errors)
    return found


def _rows(name: str, data: bytes) -> dict[str, int]:
    """transfer_id -> data row of a CSV, for errors."""
    if _is_xml(data):
        return {}
    read = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return {row.get("transfer_id") or "": number for number, row in enumerate(read, 1)}


def _entries(ledger: Ledger, asked: Asked, file: str, rows: dict[str, int]) -> Iterator[EntryFact]:
    from clawback.ledgers.reading import KINDS

    accounts = list(zip(ledger.agents.to_pylist(), ledger.numbers.to_pylist(), strict=True))
    names = ledger.transfer_id.to_pylist()
    uetrs, ids = _further(ledger, "uetr"), _further(ledger, "end_to_end_id")
    reversed_, references = _further(ledger, "reverses"), _further(ledger, "reference")
    for place, name in enumerate(names):
        debtor, creditor = accounts[ledger.debtor[place]], accounts[ledger.creditor[place]]
        try:
            debit = _is_debit(debtor, creditor, asked.account)
            other = _other(creditor if debit else debtor, asked.account)
        except FactsWrong as error:
            raise StatementDoesNotFit(
                error.reason, file=file, row=rows.get(name), field="debtor_account, creditor_account"
            ) from None
        if debit is None:
            raise StatementDoesNotFit(
                f"the entry {name[:60]} is not of the account {asked.account[1]}",
                file=file,
                row=rows.get(name),
                field="debtor_account, creditor_account",
            )
        yield EntryFact(
            place=place,
            debit=debit,
            other=other,
            amount=int(ledger.amount[place]),
            settled_at=int(ledger.settled_at[place]),
            kind=KINDS[ledger.kind[place]],
            name=name[:120],
            uetr=(uetrs[place] or "")[:36],
            end_to_end_id=(ids[place] or "")[:35],
            reverses=(reversed_[place] or "")[:120],
            claim=_claim(references[place] or ""),
        )


def _claim(reference: str) -> int:
    """The claim that a reference names, as the request writes it: CL-12. 0 for any other text."""
    found = _CLAIM.fullmatch(reference.strip())
    return int(found[1]) if found else 0


def _further(ledger: Ledger, column: str) -> list[str | None]:
    found = ledger.further.get(column)
    return [None] * len(ledger) if found is None else found.to_pylist()


def _is_debit(debtor: Account, creditor: Account, own: Account) -> bool | None:
    """Whether the account pays; None where it is neither side, or it cannot be told which."""
    sides = [_is(side, own) for side in (debtor, creditor)]
    if sides == [True, True]:
        ours = [side[0] in ("", own[0]) for side in (debtor, creditor)]
        return ours[0] if ours != [False, False] else None
    return sides[0] if any(sides) else None


def _is(account: Account, own: Account) -> bool:
    return account[1] != NOBODY and canonical(account[1]) == own[1]


def _other(account: Account, own: Account) -> Account:
    """The other side under its canonical name; an agent that is not named stays unknown."""
    agent, number = account
    if number == NOBODY:
        return PSEUDONYMS, NOBODY
    if _is(account, own) and agent in ("", own[0]):
        return own
    return (agent or UNKNOWN_AGENT)[:40], canonical(number)


def _opening(ledger: Ledger, asked: Asked) -> int | None:
    for place, number in enumerate(ledger.numbers.to_pylist()):
        if number != NOBODY and canonical(number) == asked.account[1] and ledger.opening_given[place]:
            return int(ledger.opening[place])
    return None
