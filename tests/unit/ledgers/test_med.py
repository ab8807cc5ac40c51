"""MED tracking graphs: JSON and XML say the same, participants are agents, BRL to the cent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clawback.clock import parse_time, parse_zone
from clawback.ledgers.med import FORMAT
from tests.unit.ledgers.sources import DATA, first_bytes, read, refused, written

SAMPLE = DATA / "med/sample.json"


def graph(**changes: Any) -> dict[str, Any]:
    """A graph of one transfer; `changes` go to the transfer."""
    transfer = {"id": "E1", "debtorAccountId": 1, "creditorAccountId": 2, "amount": "5.00"}
    return {
        "accounts": [{"id": 1, "participant": "12345678"}, {"id": 2, "participant": "87654321"}],
        "transactions": [{**transfer, "settlementTime": "2026-02-03T12:00:00Z", **changes}],
    }


def saved(folder: Path, content: Any) -> Path:
    return written(folder, "graph.json", json.dumps(content))


def test_a_transfer_is_between_participants_accounts() -> None:
    rows, _ = read(FORMAT, SAMPLE)
    assert rows[0] == {
        "transfer_id": "E1234567820260203120000000000001a",
        "settled_at": parse_time("2026-02-03T12:00:00Z"),
        "order_at": parse_time("2026-02-03T12:00:00Z"),
        "debtor_agent": "12345678",
        "debtor_account": "1",
        "creditor_agent": "87654321",
        "creditor_account": "2",
        "amount": 100050,
        "currency": "BRL",
        "kind": "transfer",
        "end_to_end_id": "E1234567820260203120000000000001a",
    }


def test_a_return_is_a_reversal_that_names_no_transfer() -> None:
    row = read(FORMAT, SAMPLE)[0][2]
    assert row["kind"] == "reversal"
    assert "reverses" not in row
    assert row["settled_at"] == parse_time("2026-02-03T13:00:00Z")


def test_xml_says_the_same_as_json() -> None:
    assert read(FORMAT, DATA / "med/sample.xml")[0] == read(FORMAT, SAMPLE)[0]


def test_the_root_and_what_a_graph_leaves_out_are_said() -> None:
    texts = read(FORMAT, SAMPLE)[1].texts
    assert texts[0].endswith("E1234567820260203120000000000001a")
    assert "only the transfers that it follows" in texts[1]


def test_keys_may_be_spelled_as_intermediaries_do(tmp_path: Path) -> None:
    content = {
        "status": 200,
        "body": {
            "rootEndToEnd": "E1",
            "trackingGraph": {
                "Accounts": [{"accountId": 1, "ispb": "12345678"}, {"accountId": 2, "ispb": "87654321"}],
                "Transactions": [
                    {
                        "end_to_end_id": "E1",
                        "debtor_account_id": 1,
                        "creditor_account_id": 2,
                        "amount": 5.0,
                        "settlement_time": "2026-02-03T12:00:00Z",
                    }
                ],
            },
        },
    }
    assert read(FORMAT, saved(tmp_path, content))[0] == read(FORMAT, saved(tmp_path, graph()))[0]


def test_a_time_without_a_zone_needs_one(tmp_path: Path) -> None:
    path = saved(tmp_path, graph(settlementTime="2026-02-03T12:00:00"))
    assert refused(FORMAT, path).field == "settlementTime"
    row = read(FORMAT, path, timezone=parse_zone("America/Sao_Paulo"))[0][0]
    assert row["settled_at"] == parse_time("2026-02-03T15:00:00Z")


def test_the_format_is_recognised() -> None:
    for name in ("sample.json", "sample.xml"):
        assert FORMAT.recognise(DATA / "med" / name, first_bytes(DATA / "med" / name))
    assert not FORMAT.recognise(Path("x"), b'{"status": "1", "result": []}')
    assert not FORMAT.recognise(Path("x"), b"<Document/>")


def test_the_bad_twins_are_refused() -> None:
    error = refused(FORMAT, DATA / "med/bad.json")
    assert (error.row, error.field) == (2, "creditorAccountId")
    assert "document type" in refused(FORMAT, DATA / "med/bad.xml").reason


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": "5.001"}, "amount"),
        ({"amount": 0}, "amount"),
        ({"amount": True}, "amount"),
        ({"amount": None}, "amount"),
        ({"id": ""}, "id"),
        ({"id": "E\ud800"}, "id"),
        ({"endToEndId": "E2"}, "id"),
        ({"debtorAccountId": 7}, "debtorAccountId"),
        ({"settlementTime": "2026-02-03"}, "settlementTime"),
        ({"settlementTime": {"a": 1}}, "settlementTime"),
    ],
)
def test_a_bad_transfer_is_refused(tmp_path: Path, changes: dict[str, Any], field: str) -> None:
    error = refused(FORMAT, saved(tmp_path, graph(**changes)))
    assert (error.row, error.field) == (1, field)


def test_a_bad_transfer_can_be_set_aside(tmp_path: Path) -> None:
    content = graph()
    content["transactions"].append(7)
    rows, notes = read(FORMAT, saved(tmp_path, content), skip_bad=tmp_path / "bad.csv")
    notes.close()
    assert (len(rows), notes.skipped) == (1, 1)


@pytest.mark.parametrize(
    ("accounts", "field"),
    [
        ([{"id": 1, "participant": "1234"}], "accounts[1].participant"),
        ([{"id": 1, "participant": "12345678"}] * 2, "accounts[2].id"),
        ([7], "accounts[1]"),
        (7, "accounts"),
    ],
)
def test_bad_accounts_are_refused(tmp_path: Path, accounts: Any, field: str) -> None:
    assert refused(FORMAT, saved(tmp_path, {**graph(), "accounts": accounts})).field == field


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"transactions": [], "transactions": []}', "twice"),
        ('{"Transactions": [], "transactions": []}', "two spellings"),
        ('{"transactions": [NaN]}', "NaN is not a number"),
        ('{"transactions": ', "not JSON"),
        ('{"a": ' * 100_000, "nested too deeply"),
        ("[]", "no graph"),
        (b"\xff{", "UTF-8"),
        ("<a><b></a>", "not XML"),
        ("<Graph><Amount>1</Amount><Amount>2</Amount></Graph>", "stands twice"),
        ("<a>" * 40 + "</a>" * 40, "nested too deeply"),
    ],
)
def test_what_is_no_graph_is_refused(tmp_path: Path, text: str | bytes, reason: str) -> None:
    assert reason in refused(FORMAT, written(tmp_path, "graph", text)).reason


def test_several_graphs_are_not_one_ledger() -> None:
    assert "numbers its accounts by itself" in refused(FORMAT, SAMPLE, SAMPLE).reason
