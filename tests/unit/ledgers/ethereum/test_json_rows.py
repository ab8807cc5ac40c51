"""Answers of an explorer's API, kept as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clawback.ledgers.ethereum import FORMAT
from tests.unit.ledgers.ethereum.chain import A, B, C, answer, hash_, internal, normal, token
from tests.unit.ledgers.sources import first_bytes, read, refused, written


def test_a_transaction_is_a_transfer_between_addresses(tmp_path: Path) -> None:
    rows, notes = read(FORMAT, answer(tmp_path, normal(**{"from": A.upper().replace("X", "x")})))
    assert rows == [
        {
            "transfer_id": hash_("1"),
            "settled_at": 1_700_000_000_000_000,
            "order_at": 1_700_000_000_000_000,
            "debtor_agent": "",
            "debtor_account": A,
            "creditor_agent": "",
            "creditor_account": B,
            "amount": 10**18,
            "currency": "ETH",
            "kind": "transfer",
        }
    ]
    assert notes.currencies["ETH"].decimals == 18


def test_gas_is_a_fee_to_the_outside(tmp_path: Path) -> None:
    rows, _ = read(FORMAT, answer(tmp_path, normal(gasPrice="2000000000")))
    assert [(row["transfer_id"][-4:], row["creditor_account"], row["amount"]) for row in rows] == [
        (":fee", "outside", 42_000_000_000_000),
        ("1111", B, 10**18),
    ]
    assert rows[0]["kind"] == "fee"


@pytest.mark.parametrize("failed", [{"isError": "1"}, {"isError": "0", "txreceipt_status": "0"}])
def test_what_failed_moves_nothing_but_its_gas(tmp_path: Path, failed: dict[str, str]) -> None:
    rows, notes = read(FORMAT, answer(tmp_path, normal(gasPrice="1", **failed)))
    assert [row["kind"] for row in rows] == ["fee"]
    assert "failed transfers, which moved nothing but their gas: 1" in notes.texts


def test_a_contract_that_is_made_is_the_creditor(tmp_path: Path) -> None:
    rows, _ = read(FORMAT, answer(tmp_path, normal(to="", contractAddress=C)))
    assert rows[0]["creditor_account"] == C


@pytest.mark.parametrize(("marks", "end"), [({"traceId": "0_1_2"}, ":0_1_2"), ({"traceId": ""}, ":i1")])
def test_an_internal_transfer_is_named_by_its_trace(tmp_path: Path, marks: dict[str, str], end: str) -> None:
    rows, _ = read(FORMAT, answer(tmp_path, internal(**marks)))
    assert [row["transfer_id"] for row in rows] == [hash_("1") + end]


def test_blockscout_s_names_of_fields_are_read(tmp_path: Path) -> None:
    row = internal(index="7", transactionHash=hash_("2"), callType="call")
    del row["traceId"], row["hash"]
    assert read(FORMAT, answer(tmp_path, row))[0][0]["transfer_id"] == hash_("2") + ":7"


@pytest.mark.parametrize("call", [{"type": "delegatecall"}, {"type": "call", "callType": "staticcall"}])
def test_borrowed_code_moves_nothing(tmp_path: Path, call: dict[str, str]) -> None:
    rows, notes = read(FORMAT, answer(tmp_path, internal(**call)))
    assert rows == []
    assert "internal and token transfers of nothing, left out: 1" in notes.texts


@pytest.mark.parametrize(("marks", "ends"), [({}, [":log1", ":log2"]), ({"logIndex": "9"}, [":log9"])])
def test_token_transfers_are_named_by_their_log(
    tmp_path: Path, marks: dict[str, str], ends: list[str]
) -> None:
    rows, _ = read(FORMAT, answer(tmp_path, token(**marks), token(**marks)))
    assert [row["transfer_id"] for row in rows] == [hash_("1") + end for end in ends]
    assert all(
        (row["currency"], row["amount"], row["kind"]) == ("USDT", 5_000_000, "transfer") for row in rows
    )


def test_single_things_are_left_out(tmp_path: Path) -> None:
    rows, notes = read(FORMAT, answer(tmp_path, token(tokenID="5", value="1")))
    assert rows == []
    assert any("NFT" in text for text in notes.texts)


def test_a_list_of_rows_alone_is_read(tmp_path: Path) -> None:
    import json

    path = written(tmp_path, "rows.json", json.dumps([normal()]))
    assert FORMAT.recognise(path, first_bytes(path))
    assert len(read(FORMAT, path)[0]) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": "3e18"}, "value"),
        ({"value": "-1"}, "value"),
        ({"value": "0x10"}, "value"),
        ({"value": 1.5}, "value"),
        ({"value": ["1"]}, "value"),
        ({"from": "0xabc"}, "from"),
        ({"to": "somebody"}, "to"),
        ({"to": "", "contractAddress": ""}, "contractAddress"),
        ({"hash": "0x1"}, "hash"),
        ({"timeStamp": "999999999999999"}, "timeStamp"),
        ({"timeStamp": ""}, "timeStamp"),
        ({"blockNumber": None}, "blockNumber"),
        ({"isError": "maybe"}, "isError"),
        ({"chainid": "main"}, "chainid"),
        ({"traceId": "0/1"}, "traceId"),
        ({"tokenSymbol": "X", "tokenDecimal": "78", "contractAddress": C}, "tokenDecimal"),
    ],
)
def test_a_bad_row_is_refused_or_set_aside(tmp_path: Path, changes: dict[str, Any], field: str) -> None:
    path = answer(tmp_path, normal(), normal(hash=hash_("2")) | changes)
    error = refused(FORMAT, path)
    assert (error.file, error.row, error.field) == (str(path), 2, field)
    rows, notes = read(FORMAT, path, skip_bad=tmp_path / "bad.csv")
    notes.close()
    assert (len(rows), notes.skipped) == (1, 1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"status":"0","message":"NOTOK","result":"Max rate limit reached"}', "Max rate limit reached"),
        ('{"status":"1","result":{}}', "no list"),
        ('{"status":"1","result":[7]}', "not an object"),
        ('{"status":"1","result":[{"hash":"1","hash":"2"}]}', "'hash' twice"),
        ('{"status":"1","result":[Infinity]}', "Infinity is not a number"),
        ('{"status":"1","result":[', "not JSON"),
        ("[" * 200_000, "nested too deeply"),
    ],
)
def test_what_is_no_answer_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    assert reason in refused(FORMAT, written(tmp_path, "answer.json", text)).reason
