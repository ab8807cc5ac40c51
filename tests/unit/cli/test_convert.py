"""`clawback convert` says what it wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from clawback.cli.app import run

SAMPLE = Path(__file__).parents[2] / "data/formats/csv/sample.csv"


def test_it_says_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.parquet"
    assert run(["convert", str(SAMPLE), str(out)]) == 0
    said = capsys.readouterr()
    assert said.out == f"26 transfers written to {out}\n"
    assert said.err == ""


def test_it_says_where_openings_are_and_what_to_know(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = SAMPLE.parents[1] / "amlsim/sample", tmp_path / "out.csv"
    assert run(["convert", str(source), str(out)]) == 0
    assert f"opening balances written to {out}.openings.csv\n" in capsys.readouterr().out


def test_naive_times_are_read_in_the_zone_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = SAMPLE.parents[1] / "arrow/bad.arrow", tmp_path / "out.csv"
    assert run(["convert", str(source), str(out)]) == 2
    assert "field settled_at: the times have no time zone; store them with one" in capsys.readouterr().err
    assert not out.exists()
    assert run(["convert", str(source), str(out), "--timezone", "Asia/Shanghai"]) == 0
    assert "\nT3,2026-03-02T01:15:00Z," in out.read_text()
