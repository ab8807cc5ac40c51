"""`clawback extract`: what it prints, and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from clawback.cli.app import run

SAMPLE = str(Path(__file__).parents[2] / "data/reports/sample.txt")
GIVEN = ["--country", "cn", "--received", "2026-11-24T09:00:00+08:00"]


def test_json_is_the_design_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", SAMPLE, *GIVEN, "--output", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["language", "identifiers", "amounts", "times", "scam_types"]
    assert list(found["amounts"][0]) == ["amount", "currency", "text", "start", "end", "total"]
    assert list(found["times"][0]) == ["from", "to", "text", "start", "end"]
    assert found["times"][0]["from"] == "2026-11-20T00:00:00+08:00"
    assert found["scam_types"][0]["type"] == "task"
    first = found["identifiers"][0]
    assert list(first) == ["kind", "value", "text", "start", "end", "role", "certain", "because"]
    assert (first["kind"], first["value"]) == ("handle", "wechat:wxid_dan8899")


def test_the_table_names_whose_a_number_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", SAMPLE, *GIVEN]) == 0
    printed = capsys.readouterr().out
    assert "Likely kind of scam: task" in printed
    assert [line for line in printed.splitlines() if "+8613912345678" in line and "victim" in line]


def test_a_chat_says_in_which_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chat = tmp_path / "chat.txt"
    chat.write_text("20/11/26, 18:05 - Amy: hello\n20/11/26, 18:06 - Bob: call 07700 900123\n", "utf-8")
    assert run(["extract", str(chat), "--country", "GB"]) == 0
    assert "message 2, Bob" in " ".join(capsys.readouterr().out.split())


def test_standard_input_is_read() -> None:
    program = "from clawback.cli import main; main()"
    command = [sys.executable, "-c", program, "extract", "-", "--output", "json"]
    ran = subprocess.run(command, input="转了3万2千".encode(), capture_output=True, check=True)
    assert json.loads(ran.stdout)["amounts"][0]["amount"] == "32000.00"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract", SAMPLE, "--country", "China"], "is not a country"),
        (["extract", SAMPLE, "--received", "2026-11-24T09:00:00"], "offset"),
        (["extract", "no-such-file.txt"], "No such file"),
    ],
)
def test_what_is_wrong_is_said(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert said in capsys.readouterr().err
