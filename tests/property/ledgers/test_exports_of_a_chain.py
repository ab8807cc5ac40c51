"""However a chain's rows are spread over exports, and however often they are exported, the ledger is one."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from clawback.ledgers.ethereum import FORMAT
from tests.unit.ledgers.sources import read

ADDRESSES = [f"0x{digit * 40}" for digit in "abcde"]


@st.composite
def chains(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows of transactions, each with a place of its own in its block, some with calls and tokens."""
    rows: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 6))):
        block = draw(st.integers(1, 3))
        shared = {
            "hash": f"0x{number:064x}",
            "blockNumber": str(block),
            "timeStamp": str(1_700_000_000 + block),
            "transactionIndex": str(number),
        }
        for layer in [
            {"gasPrice": "7", "gasUsed": "3"},
            *draw(st.lists(st.sampled_from(LAYERS), max_size=2, unique_by=str)),
        ]:
            ends = {"from": draw(st.sampled_from(ADDRESSES)), "to": draw(st.sampled_from(ADDRESSES))}
            rows.append(shared | ends | {"value": str(draw(st.integers(0, 10**12)))} | layer)
    return rows


LAYERS = [
    {"traceId": "0", "errCode": ""},
    {"traceId": "0_1", "errCode": ""},
    {"tokenSymbol": "T", "tokenDecimal": "3", "contractAddress": ADDRESSES[0], "logIndex": "4"},
]


@settings(max_examples=40)
@given(st.data(), chains())
def test_overlapping_exports_are_one_ledger(data: st.DataObject, rows: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        whole = saved(folder, "whole", rows)
        parts = data.draw(st.lists(st.lists(st.sampled_from(rows)), max_size=3))
        shares = [
            saved(folder, f"part{n}", part)
            for n, part in enumerate([*parts, data.draw(st.permutations(rows))])
        ]
        expected = read(FORMAT, whole)[0]
        found = read(FORMAT, *shares)[0]
    assert found == expected


def saved(folder: str, name: str, rows: list[dict[str, Any]]) -> Path:
    path = Path(folder) / name
    path.write_text(json.dumps({"status": "1", "result": rows}), "utf-8")
    return path
