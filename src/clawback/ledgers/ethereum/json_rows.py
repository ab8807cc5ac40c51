"""Entries of an answer of Etherscan's or Blockscout's API, kept as JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clawback.errors import LedgerError
from clawback.ledgers.ethereum.entry import Entry, Layer, Token, address, hash_of, micros, number
from clawback.ledgers.jsontext import read_json, shown
from clawback.ledgers.reading import Notes

__all__ = ["is_json", "json_entries"]

_MARK = re.compile(r"[0-9A-Za-z_.-]{1,200}")
_NETWORK = re.compile(r"[0-9]{1,20}")
_ETHEREUM = "1"
_USED = (
    *(
        "blockNumber",
        "timeStamp",
        "hash",
        "transactionHash",
        "transactionIndex",
        "chainid",
        "chainId",
        "from",
        "to",
    ),
    *("value", "contractAddress", "gasPrice", "gasUsed", "isError", "txreceipt_status", "errCode", "type"),
    *("callType", "traceId", "index", "logIndex", "tokenSymbol", "tokenDecimal", "tokenID"),
)
_MOVES_NOTHING = ("delegatecall", "staticcall", "callcode")
"""Calls that run another's code in one's own account: their value is that of the call around them."""


def is_json(start: bytes) -> bool:
    """Whether a file's first bytes are those of such an answer."""
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text.startswith((b"{", b"[")):
        return False
    return b'"timeStamp"' in text or (b'"result"' in text and b'"status"' in text)


def json_entries(path: Path, notes: Notes) -> list[Entry]:
    """The entries of a file, in its order. Raises LedgerError for what is no answer with rows."""
    content = read_json(path)
    network = _text(content, "chainid", "chainId") if isinstance(content, Mapping) else ""
    if not network:
        notes.say("where a source does not name its network, it is taken as Ethereum's own (chain id 1)")
    rows = content.get("result") if isinstance(content, Mapping) else content
    if isinstance(rows, str):
        raise LedgerError(
            f"the file is an error of the explorer, not its answer: {rows[:200]!r}",
            file=str(path),
            field="result",
        )
    if not isinstance(rows, list):
        raise LedgerError(
            "the file has no list of results",
            file=str(path),
            field="result",
            remedy="see docs/how-to/ethereum",
        )
    found: list[Entry] = []
    for place, row in enumerate(rows, 1):
        try:
            entry = _entry(row, network)
        except LedgerError as error:
            placed = LedgerError(
                error.reason, file=str(path), row=place, field=error.field, remedy=error.remedy
            )
            notes.bad(placed, shown(row) if isinstance(row, Mapping) else repr(row))
        else:
            if entry is None:
                notes.say("tokens that are single things (NFT) are not money and were left out")
            else:
                found.append(entry)
    return found


def _text(row: Mapping[str, Any], *fields: str) -> str:
    """The text of the first of the fields that is there, or nothing."""
    given = next((row[field] for field in fields if row.get(field) is not None), "")
    if not isinstance(given, str):
        raise LedgerError(f"{given!r:.80} is not a text or number", field=fields[0])
    return str(given)


def _entry(given: Any, network: str) -> Entry | None:
    """The entry of a row; None for a token that is a single thing."""
    if not isinstance(given, Mapping):
        raise LedgerError("the row is not an object")
    row = {field: _text(given, field) for field in _USED if field in given}
    network = row.get("chainid") or row.get("chainId") or network or _ETHEREUM
    if not _NETWORK.fullmatch(network):
        raise LedgerError(f"{network!r:.80} is not a chain id", field="chainid")
    if "tokenSymbol" in row or "tokenDecimal" in row:
        return None if row.get("tokenID") else _of_token(row, network)
    if "traceId" in row or "errCode" in row or "callType" in row:
        return _internal(row, network)
    return _normal(row, network)


def _shared(row: Mapping[str, str], network: str) -> dict[str, Any]:
    """What the three kinds of rows have alike."""
    creditor = "to" if row.get("to") else "contractAddress"  # nobody is paid where a contract is made
    return {
        "hash": hash_of(row, "hash" if "hash" in row else "transactionHash"),
        "network": network,
        "settled_at": micros(row, "timeStamp"),
        "block": number(row, "blockNumber"),
        "index": number(row, "transactionIndex") if row.get("transactionIndex") else None,
        "debtor": address(row, "from"),
        "creditor": address(row, creditor),
    }


def _normal(row: Mapping[str, str], network: str) -> Entry:
    failed = _failed(row)
    fee = number(row, "gasUsed") * number(row, "gasPrice") if row.get("gasPrice") else 0
    return Entry(
        layer=Layer.NORMAL,
        mark="",
        token=None,
        value=0 if failed else number(row, "value"),
        fee=fee,
        failed=failed,
        **_shared(row, network),
    )


def _internal(row: Mapping[str, str], network: str) -> Entry:
    failed = _failed(row)
    borrowed = (row.get("callType") or row.get("type", "")).lower() in _MOVES_NOTHING
    return Entry(
        layer=Layer.INTERNAL,
        mark=_mark(row, "traceId", "index"),
        token=None,
        value=0 if failed or borrowed else number(row, "value"),
        failed=failed,
        **_shared(row, network),
    )


def _of_token(row: Mapping[str, str], network: str) -> Entry:
    token = Token(
        contract=address(row, "contractAddress"),
        symbol=row.get("tokenSymbol", ""),
        decimals=number(row, "tokenDecimal"),
    )
    if token.decimals > 77:
        raise LedgerError(f"a token has no {token.decimals} decimals", field="tokenDecimal")
    return Entry(
        layer=Layer.TOKEN,
        mark=_mark(row, "logIndex"),
        token=token,
        value=number(row, "value"),
        **_shared(row, network),
    )


def _mark(row: Mapping[str, str], *fields: str) -> str | None:
    """What the source calls this transfer within its transaction."""
    field = next((field for field in fields if row.get(field)), None)
    if field is None:
        return None
    if not _MARK.fullmatch(row[field]):
        raise LedgerError(f"{row[field]!r:.80} is not a number or path", field=field)
    return row[field]


def _failed(row: Mapping[str, str]) -> bool:
    for field in ("isError", "txreceipt_status"):
        if row.get(field, "") not in ("", "0", "1"):
            raise LedgerError(f"{row[field]!r:.80} is neither 0 nor 1", field=field)
    return row.get("isError") == "1" or row.get("txreceipt_status") == "0"
