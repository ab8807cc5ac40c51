"""Entries of an explorer's CSV export: normal, internal or token transfers, told apart by their header.

"Transaction Hash","Blockno","UnixTimestamp","DateTime (UTC)","From","To","ContractAddress","Value_IN(ETH)",
"Value_OUT(ETH)","CurrentValue @ $1/Eth","TxnFee(ETH)","TxnFee(USD)","Historical $Price/Eth","Status","ErrCode",...
...,"ParentTxFrom","ParentTxTo","ParentTxETH_Value","From","TxTo","ContractAddress","Value_IN(ETH)",...,"Type"
...,"From","To","TokenValue","USDValueDayOfTx","ContractAddress","TokenName","TokenSymbol"
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from decimal import Context, Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from clawback.errors import LedgerError, MoneyError
from clawback.ledgers.ethereum.entry import (
    NATIVE_DECIMALS,
    NETWORKS,
    Entry,
    Layer,
    Token,
    address,
    hash_of,
    micros,
    number,
)
from clawback.ledgers.jsontext import JSON_BYTES
from clawback.ledgers.lines import read_whole
from clawback.ledgers.reading import Notes, ReadOptions
from clawback.money import currency

__all__ = ["csv_entries", "is_csv"]

_HASHES = ("Txhash", "Transaction Hash")
_VALUE = re.compile(r"Value_(IN|OUT)\(([A-Za-z0-9]{2,12})\)")
_AMOUNT = re.compile(r"([0-9]{1,60}|[0-9]{1,3}(,[0-9]{3}){1,20})(\.[0-9]{1,80})?([eE][+-]?[0-9]{1,2})?")
_EXACT = Context(prec=400)


def is_csv(start: bytes) -> bool:
    """Whether a file's first bytes are those of such an export."""
    first = start.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].replace(b'"', b"").split(b",")
    return b"UnixTimestamp" in first and any(name.encode() in first for name in _HASHES)


def csv_entries(path: Path, options: ReadOptions, notes: Notes) -> list[Entry]:
    """The entries of a file, in its order. Raises LedgerError for a file that is no such export."""
    content = read_whole(path, JSON_BYTES)
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise LedgerError("the file holds a NUL", file=str(path), line=line, remedy="fetch it again")
    try:
        reader = csv.reader(StringIO(content.decode("utf-8")), strict=True)
        header = [cell.strip() for cell in next(reader, [])]
        names = _names(header, path)
        if "coin" not in names:
            notes.say("where a source does not name its network, it is taken as Ethereum's own (chain id 1)")
        return _entries(reader, header, names, options, notes, path)
    except UnicodeDecodeError:
        raise LedgerError("the text is not UTF-8", file=str(path), remedy="save it as UTF-8") from None
    except csv.Error as error:
        raise LedgerError(
            f"the file cannot be read ({error})", file=str(path), line=reader.line_num
        ) from None


def _names(header: list[str], path: Path) -> dict[str, str]:
    """Our name of a column by the export's; the ticker of the network's coin under `coin`."""
    names = dict.fromkeys(_HASHES, "hash")
    for cell in header:
        if match := _VALUE.fullmatch(cell):
            names[cell] = match[1].lower()
            names["coin"] = match[2].upper()
        if cell.startswith("TxnFee(") and cell != "TxnFee(USD)":
            names[cell] = "fee"
    if "coin" not in names and "TokenValue" not in header:
        raise LedgerError(
            "the header names neither Value_IN and Value_OUT nor TokenValue",
            file=str(path),
            line=1,
            remedy="see docs/how-to/ethereum",
        )
    return names


def _entries(
    reader: Any, header: list[str], names: dict[str, str], options: ReadOptions, notes: Notes, path: Path
) -> list[Entry]:
    found: list[Entry] = []
    row = 0
    for cells in reader:
        if not cells:
            continue
        row += 1
        try:
            if not len(header) <= len(cells) <= len(header) + 1:  # an export may end its rows with a comma
                raise LedgerError(f"the row has {len(cells)} cells, the header {len(header)}")
            named = {names.get(name, name): cell.strip() for name, cell in zip(header, cells, strict=False)}
            found.append(_entry(named, names.get("coin"), options))
        except (LedgerError, MoneyError) as error:
            placed = LedgerError(
                error.reason,
                file=str(path),
                row=row,
                line=reader.line_num,
                field=error.field,
                remedy=error.remedy,
            )
            notes.bad(placed, ",".join(cells))
    return found


def _entry(row: Mapping[str, str], coin: str | None, options: ReadOptions) -> Entry:
    if "TokenValue" in row:
        return _of_token(row, options)
    failed = row.get("Status", "") not in ("", "0")
    shared = _shared(row, _network(coin))
    value = 0 if failed else _value(row)
    if "TxTo" in row:
        return Entry(layer=Layer.INTERNAL, mark=None, token=None, value=value, failed=failed, **shared)
    fee = _units(row, "fee", NATIVE_DECIMALS) if row.get("fee") else 0
    return Entry(layer=Layer.NORMAL, mark="", token=None, value=value, fee=fee, failed=failed, **shared)


def _network(coin: str | None) -> str:
    """The network that a coin tells: its first by chain id, or the coin's own name."""
    known = "POL" if coin == "MATIC" else coin
    return next((network for network, ticker in NETWORKS.items() if ticker == known), coin or "1")


def _shared(row: Mapping[str, str], network: str) -> dict[str, Any]:
    creditor = "TxTo" if "TxTo" in row else "To"
    return {
        "hash": hash_of(row, "hash"),
        "network": network,
        "settled_at": micros(row, "UnixTimestamp"),
        "block": number(row, "Blockno") if "Blockno" in row else 0,
        "index": None,
        "debtor": address(row, "From"),
        "creditor": address(row, creditor if row.get(creditor) else "ContractAddress"),
    }


def _of_token(row: Mapping[str, str], options: ReadOptions) -> Entry:
    symbol = row.get("TokenSymbol", "")
    decimals = _decimals(symbol.upper(), options)
    return Entry(
        layer=Layer.TOKEN,
        mark=None,
        token=Token(contract=address(row, "ContractAddress"), symbol=symbol, decimals=decimals),
        value=_units(row, "TokenValue", decimals),
        **_shared(row, "1"),
    )


def _decimals(code: str, options: ReadOptions) -> int:
    """An export does not say a token's decimals: those of the table, else of `--decimals`."""
    try:
        return currency(code).decimals
    except MoneyError:
        if options.decimals is None:
            raise
        return options.decimals


def _value(row: Mapping[str, str]) -> int:
    """What is moved stands under what comes in or under what goes out; in both, where an account pays itself."""
    came, went = (_units(row, field, NATIVE_DECIMALS) for field in ("in", "out"))
    if came and went and came != went:
        raise LedgerError("Value_IN and Value_OUT differ", field="Value_IN")
    return came or went


def _units(row: Mapping[str, str], field: str, decimals: int) -> int:
    text = row.get(field, "")
    if not _AMOUNT.fullmatch(text):
        raise LedgerError(f"{text!r:.80} is not an amount", field=field)
    units = Decimal(text.replace(",", "")).scaleb(decimals, _EXACT)
    if units != units.to_integral_value(context=_EXACT):
        raise LedgerError(f"{text} has more than {decimals} decimals", field=field)
    return int(units)
