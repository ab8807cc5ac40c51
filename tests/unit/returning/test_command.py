"""`clawback return` as a person, a program and a spreadsheet see it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import get_args

import pytest

from clawback.cli.return_ import Method, return_
from clawback.returning import METHODS, divide_plan, read_plan, to_dict
from tests.unit.returning.build import PLANS

TWO = PLANS / "two-victims.toml"


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)


def test_the_command_knows_every_method() -> None:
    assert get_args(Method) == ("all", *METHODS)


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.toml")), ids=lambda path: path.stem)
def test_a_table_says_it_in_words_first_and_fits(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    return_(path)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Held ")
    assert max(map(len, lines)) <= 80
    headings = [line.split() for line in lines if line.strip().startswith("claim ")]
    assert headings == [["claim", "still", "lacks", *METHODS]]
    assert [line for line in lines if line.startswith("How ")] == [f"How {name} divides" for name in METHODS]


def test_one_method_alone(capsys: pytest.CaptureFixture[str]) -> None:
    return_(TWO, method="pari-passu")
    out = capsys.readouterr().out
    assert ["T17", "1000.00", "3.34"] in [line.split() for line in out.splitlines()]
    assert "rising-tide" not in out


def test_long_amounts_and_ids_stand_one_below_the_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.toml"
    text = TWO.read_text("utf-8").replace("T18", "0x" + "b" * 90)
    for old, new in {"EUR": "ETH", "10.00": "1", "6.00": "0.6", "4.00": "0.4", "9.00": "0.9"}.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    path.write_text(text.replace("1000.00", "7").replace("1990.00", "0.000000000000000001"), "utf-8")
    return_(path)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert ["T17", "traced", "0.600000000000000000", "6.400000000000000000"] in [
        line.split() for line in lines
    ]
    assert "b" * 20 in "".join(lines)


def test_an_id_is_never_read_as_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(
        TWO.read_text("utf-8").replace("T17 =", '"[red]:x:" =').replace('"T17"', '"[red]:x:"'), "utf-8"
    )
    return_(path)
    assert "[red]:x: 6.00 + T18 4.00 = 10.00" in capsys.readouterr().out


def test_json_is_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    return_(TWO, output="json")
    plan = read_plan(TWO)
    assert json.loads(capsys.readouterr().out) == to_dict(plan, divide_plan(plan))


def test_csv_has_a_row_per_method_and_claim(capsys: pytest.CaptureFixture[str]) -> None:
    return_(TWO, output="csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["method"], row["claim"]) for row in rows] == [
        (method, claim) for method in METHODS for claim in ("T17", "T18", "")
    ]
    assert rows[1] == {
        "method": "traced", "claim": "T18", "pays": "4.00", "unpaid": "1986.00", "remainder": "", "currency": "EUR",
    }  # fmt: skip
    assert rows[2]["remainder"] == "0.00"


def test_csv_writes_what_looks_like_a_formula_as_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(TWO.read_text("utf-8").replace("T17 =", '"=A1" =').replace('"T17"', '"=A1"'), "utf-8")
    return_(path, method="traced", output="csv")
    assert "traced,'=A1,6.00" in capsys.readouterr().out
