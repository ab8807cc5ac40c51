"""IBM AMLworld's transactions CSV (HI-Small_Trans.csv and its kin), its labels kept beside.

    Timestamp,From Bank,Account,To Bank,Account,Amount Received,Receiving Currency,Amount Paid,Payment Currency,\
Payment Format,Is Laundering
    2022/09/01 00:20,010,8000EBD30,010,8000EBD30,3697.34,US Dollar,3697.34,US Dollar,Reinvestment,0

Two columns are named Account (`Account.1` once a data frame has written the file again), so columns go by their
place. A transfer's id is its row number from 1; the bank is the agent; times have minutes and are taken as UTC. The
amount is what was paid, in the currency it was paid in; a row whose two currencies differ is of kind exchange, and
`reference` says what was received. `label` is `Is Laundering` as it stands. Source of the format: Altman et al.,
Realistic Synthetic Financial Transactions for Anti-Money Laundering Models (NeurIPS 2023).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from clawback.errors import InputError, LedgerError
from clawback.ledgers.batches import batches
from clawback.ledgers.columns import Rounded, named, rounded_units, times
from clawback.ledgers.delimited import Block, Header, read_blocks
from clawback.ledgers.reading import KINDS, Format, Notes, ReadOptions
from clawback.money import currency

__all__ = ["CURRENCIES", "FORMAT"]

_COLUMNS = (
    ("Timestamp",),
    ("From Bank",),
    ("Account", "From Account"),
    ("To Bank",),
    ("Account", "Account.1", "To Account"),
    ("Amount Received",),
    ("Receiving Currency",),
    ("Amount Paid",),
    ("Payment Currency",),
    ("Payment Format",),
    ("Is Laundering",),
)
"""Each column's names, by place."""

CURRENCIES = {
    "Australian Dollar": "AUD",
    "Bitcoin": "BTC",
    "Brazil Real": "BRL",
    "Canadian Dollar": "CAD",
    "Euro": "EUR",
    "Mexican Peso": "MXN",
    "Ruble": "RUB",
    "Rupee": "INR",
    "Saudi Riyal": "SAR",
    "Shekel": "ILS",
    "Swiss Franc": "CHF",
    "UK Pound": "GBP",
    "US Dollar": "USD",
    "Yen": "JPY",
    "Yuan": "CNY",
}
"""The fifteen currencies of the data set, as it names them."""

_KINDS = {
    "ACH": "transfer",
    "Bitcoin": "transfer",
    "Cash": "cash",
    "Cheque": "transfer",
    "Credit Card": "card",
    "Credit Cards": "card",
    "Reinvestment": "transfer",
    "Wire": "transfer",
}
_EXCHANGE = KINDS.index("exchange")
_TIME = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?$"


@dataclass(kw_only=True, slots=True)
class _Counts:
    rounded: int = 0
    nothing: int = 0
    exchanged: int = 0

    def say(self, notes: Notes) -> None:
        notes.say("the times of the data set name no zone and are taken as UTC")
        if self.rounded:
            notes.say(
                f"amounts with more digits than their currency, rounded half-even to its unit: {self.rounded}"
            )
        if self.nothing:
            notes.say(f"rows whose amount rounds to nothing, left out: {self.nothing}")
        if self.exchanged:
            notes.say(
                "rows that pay in one currency and are received in another, each a transfer of kind exchange in the "
                f"currency paid (what was received stands in its reference alone): {self.exchanged}"
            )


def _recognise(path: Path, head: bytes) -> bool:
    first = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].decode("utf-8", "replace")
    return _fits([cell.strip().strip('"') for cell in first.split(",")])


def _fits(cells: list[str]) -> bool:
    return len(cells) == len(_COLUMNS) and all(
        cell in names for cell, names in zip(cells, _COLUMNS, strict=True)
    )


def _header(path: Path) -> Header:
    def header(cells: list[str]) -> dict[str, int]:
        if not _fits(cells):
            raise LedgerError(
                "the header is not that of AMLworld's transactions",
                file=str(path),
                line=1,
                remedy="see docs/how-to/amlworld",
            )
        return {f"{place + 1} {names[0]}": place for place, names in enumerate(_COLUMNS)}

    return header


def _read(paths: Sequence[Path], options: ReadOptions, notes: Notes) -> Iterator[Any]:
    """The transfers in the order of the file. Raises LedgerError."""
    if len(paths) != 1:
        raise LedgerError(
            "several AMLworld files cannot be one ledger: their ids are row numbers",
            remedy="convert each to CSV and give the transfers ids of their own",
        )
    counts = _Counts()
    for block in read_blocks(paths[0], ",", _header(paths[0]), notes):
        yield from _transfers(block, counts, notes)
    counts.say(notes)


def _transfers(block: Block, counts: _Counts, notes: Notes) -> Iterator[Any]:
    texts = dict(
        zip((names[0] + str(i) for i, names in enumerate(_COLUMNS)), block.columns.values(), strict=True)
    )
    settled = times(pc.replace_substring(texts["Timestamp0"], "/", "-"), _TIME)
    paid_in, unknown = _coded(texts["Payment Currency8"], CURRENCIES, "currency")
    received_in, unknown_too = _coded(texts["Receiving Currency6"], CURRENCIES, "currency")
    kinds, strange = _coded(texts["Payment Format9"], _KINDS, "payment format")
    amounts = _amounts(texts["Amount Paid7"], paid_in)
    bad = {
        place: (field, error)
        for field, errors in (
            ("Account", named(texts["Account2"]) | named(texts["Account4"])),
            ("Payment Format", strange),
            ("Receiving Currency", unknown_too),
            ("Amount Paid", amounts.bad),
            ("Payment Currency", unknown),
            ("Timestamp", settled.bad),
        )
        for place, error in errors.items()
    }
    sound = block.without_bad(bad, notes)
    kept = sound[amounts.values[sound] > 0]
    exchanged = (paid_in != received_in)[kept]
    counts.nothing += len(sound) - len(kept)
    counts.rounded += int(np.count_nonzero(amounts.rounded[sound]))
    counts.exchanged += int(np.count_nonzero(exchanged))
    codes = np.array([KINDS.index(kind) for kind in _KINDS.values()], np.uint8)
    places = pa.array(kept, pa.int64())
    return batches(
        len(kept),
        transfer_id=pa.array(block.rows[kept]),
        settled_at=settled.values[kept],
        debtor_agent=texts["From Bank1"].take(places),
        debtor_account=texts["Account2"].take(places),
        creditor_agent=texts["To Bank3"].take(places),
        creditor_account=texts["Account4"].take(places),
        amount=amounts.values[kept],
        currency=pa.DictionaryArray.from_arrays(
            paid_in[kept].astype(np.int32), pa.array(list(CURRENCIES.values()))
        ),
        kind=np.where(exchanged, _EXCHANGE, codes[kinds[kept]]).astype(np.uint8),
        reference=_received(texts["Amount Received5"].take(places), received_in[kept], exchanged),
        label=texts["Is Laundering10"].take(places),
    )


def _coded(
    texts: Any, names: dict[str, str], what: str
) -> tuple[npt.NDArray[np.int64], dict[int, InputError]]:
    """The place of each text among the names; what is not one of them."""
    found = pc.index_in(texts, pa.array(list(names)))
    places = found.fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
    bad: dict[int, InputError] = {
        int(place): LedgerError(f"{texts[int(place)].as_py()!r} is not a {what} of the data set")
        for place in np.flatnonzero(found.is_null().to_numpy(zero_copy_only=False))
    }
    return places, bad


def _amounts(texts: Any, paid_in: npt.NDArray[np.int64]) -> Rounded:
    """Minor units, each row in its own currency."""
    values, rounded = np.zeros(len(texts), np.int64), np.zeros(len(texts), np.bool_)
    bad: dict[int, InputError] = {}
    for place, code in enumerate(CURRENCIES.values()):
        rows = np.flatnonzero(paid_in == place)
        if len(rows):
            parsed = rounded_units(texts.take(pa.array(rows)), currency(code))
            values[rows], rounded[rows] = parsed.values, parsed.rounded
            bad |= {int(rows[i]): error for i, error in parsed.bad.items()}
    return Rounded(values=values, bad=bad, rounded=rounded)


def _received(amounts: Any, received_in: npt.NDArray[np.int64], exchanged: npt.NDArray[np.bool_]) -> Any:
    codes = pa.array(list(CURRENCIES.values())).take(pa.array(received_in))
    text = pc.binary_join_element_wise(pa.scalar("received"), amounts, codes, " ")
    return pc.if_else(pa.array(exchanged), text, pa.scalar(None, pa.string()))


FORMAT = Format(name="amlworld", recognise=_recognise, read=_read, family="amlworld")
