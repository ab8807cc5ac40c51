"""`clawback explain` as a person and a program see it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from clawback.cli.app import run

SAMPLE = str(Path(__file__).parents[2] / "data/formats/csv/sample.csv")
ASKED = ["explain", SAMPLE, "--claim", "T3", "--claim", "T7"]


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)


@pytest.mark.parametrize("rule", ["fifo", "lifo", "pro-rata", "own-first", "stolen-first"])
def test_the_lines_fit_a_terminal(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*ASKED, "--rule", rule, "--account", "B4/4070"]) == 0
    *lines, snapshot = capsys.readouterr().out.splitlines()
    assert lines[0] == f"The account B4/4070 under the rule {rule}. Amounts in EUR."
    assert max(map(len, lines)) <= 80
    assert [line for line in lines if line != line.rstrip()] == []
    numbers = [int(match[1]) for line in lines if (match := re.match(r"(\d+)\. 2026-03-0", line))]
    assert numbers == list(range(1, 7))
    assert snapshot.startswith("Ledger sha256:")


def test_json_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*ASKED, "--rule", "pro-rata", "--account", "B3/3060", "--output", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["clawback_explain"], found["agent"], found["account"]) == (1, "B3", "3060")
    assert found["opening"] == {"amount": "0.00", "source": "inferred"}
    assert [line["transfer_id"] for line in found["lines"]] == ["T5", "T9", "T11", "T15", "T18"]
    last = found["lines"][-1]
    assert last["counterparty"] == {"agent": "B1", "account": "1001"}
    assert last["moved"] == {"own": "44.04", "claims": {"T3": "131.95", "T7": "74.01"}}
    assert last["after"] == {"own": "466.83", "claims": {"T3": "1398.64", "T7": "784.53"}}
    assert found["positions"] == [
        {"kind": "standing", "total": "2183.17", "claims": {"T3": "1398.64", "T7": "784.53"}}
    ]


def test_json_of_an_account_that_no_claim_reaches(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*ASKED[:4], "--rule", "fifo", "--account", "B3/3050", "--output", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert not found["reached"]
    assert [(line["side"], line["credits"], line["debits"]) for line in found["lines"]] == [("own", 2, 4)]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--rule", "all", "--account", "B3/3060"], 'Invalid value "all"'),
        (["--account", "B3/3060"], "--rule is missing"),
        (["--rule", "fifo"], "--account is missing"),
        (["--rule", "fifo", "--account", "3060"], "'3060' is not an account; write AGENT/ACCOUNT"),
        (["--rule", "fifo", "--account", "B3/9"], "the account B3/9 occurs in no transfer of the ledger"),
    ],
)
def test_what_is_refused(more: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*ASKED, *more]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
