"""Made-up rows of an explorer's answers, and the files that hold them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.unit.ledgers.sources import DATA, written

ETHEREUM = DATA / "ethereum"
A, B, C, D = (f"0x{letter * 40}" for letter in "abcd")
ETH = 10**18


def hash_(letter: str) -> str:
    return f"0x{letter * 64}"


def normal(**changes: Any) -> dict[str, Any]:
    """A transaction of one coin from A to B, without gas."""
    row = {
        "blockNumber": "100",
        "timeStamp": "1700000000",
        "hash": hash_("1"),
        "transactionIndex": "0",
        "from": A,
        "to": B,
        "value": str(ETH),
        "gasPrice": "0",
        "gasUsed": "21000",
        "isError": "0",
        "txreceipt_status": "1",
        "contractAddress": "",
        "input": "0x",
    }
    return row | changes


def internal(**changes: Any) -> dict[str, Any]:
    """A call within the same transaction, from B to C."""
    row = {"traceId": "0_1", "errCode": "", "type": "call", "from": B, "to": C, "gasPrice": None}
    return normal() | row | changes


def token(**changes: Any) -> dict[str, Any]:
    """Five of a token of six decimals from A to B in the same transaction."""
    row = {
        "contractAddress": D,
        "tokenSymbol": "USDT",
        "tokenDecimal": "6",
        "value": "5000000",
        "gasPrice": "9",
    }
    return normal() | row | changes


def answer(folder: Path, *rows: Any, name: str = "answer.json", **top: Any) -> Path:
    """A file of the explorer's answer with these rows."""
    return written(folder, name, json.dumps({"status": "1", "message": "OK", "result": list(rows), **top}))
