"""`clawback ledger`: what it prints, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clawback.cli.app import run

CSV = Path(__file__).parents[2] / "data/formats/csv"


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A ledger folder of the sample."""
    assert run(["ledger", "build", str(CSV / "sample.csv"), str(tmp_path / "ledger")]) == 0
    capsys.readouterr()
    return str(tmp_path / "ledger")


def test_build_says_what_the_folder_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = [str(CSV / "sample.csv"), str(CSV / "later.csv")]
    assert run(["ledger", "build", *parts, str(tmp_path / "ledger")]) == 0
    printed = capsys.readouterr()
    assert "ledger: 28 transfers in EUR among 16 accounts; sha256:" in printed.out
    assert printed.err == ""


def test_append_gives_the_snapshot_of_a_build(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ledger", "append", folder, str(CSV / "later.csv")]) == 0
    appended = capsys.readouterr().out.split()[-1]
    run(["ledger", "build", str(CSV / "later.csv"), str(CSV / "sample.csv"), str(tmp_path / "other")])
    assert appended == capsys.readouterr().out.split()[-1]


def test_info_for_people_and_for_programs(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ledger", "info", folder, "--output", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["transfers"], said["accounts"], said["openings"], said["notes"]) == (26, 16, "inferred", [])
    assert run(["ledger", "info", folder]) == 0
    lines = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert (lines["transfers"], lines["first"], lines["snapshot"]) == (
        "26",
        "2026-03-01T08:00:00Z",
        said["snapshot"],
    )


def test_check_says_that_all_is_as_it_was_written(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ledger", "check", folder]) == 0
    assert "26 transfers are as they were written" in capsys.readouterr().out


def test_check_of_a_damaged_folder(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = next(Path(folder).glob("*/debits.npy"))
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert run(["ledger", "check", folder]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "debits.npy: is damaged" in printed.err
    assert len(printed.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "x.csv"], "no folder is named"),
        (["build", str(CSV / "bad.csv"), "{new}"], "bad.csv, row"),
        (["build", str(CSV / "sample.csv"), "{new}", "--timezone", "Mars/Olympus"], "is not a time zone"),
        (["build", str(CSV / "sample.csv"), "{new}", "--currency", "USD"], "no transfers in USD, but in EUR"),
        (["append", "{new}", str(CSV / "later.csv")], "is no ledger folder"),
        (["info", "{new}"], "is no ledger folder"),
    ],
)
def test_bad_input(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new"
    assert run(["ledger", *(word.format(new=new) for word in arguments)]) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert (printed.out, len(printed.err.splitlines())) == ("", 1)
    assert not new.exists()
