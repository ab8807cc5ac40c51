"""`clawback trace --workbook` in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.unit.cli.spreadsheet import read
from tests.unit.cli.workbooks import positions, wrong_values

SAMPLE = Path(__file__).parents[2] / "data/formats/csv/sample.csv"


def clawback(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from clawback.cli import main; main()", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_file_is_written_and_computes_to_the_trace(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    asked = ("trace", SAMPLE, "--claim", "T3", "--claim", "T7")
    done = clawback(*asked, "--workbook", path)
    assert done.returncode == 0, done.stderr
    assert f"The workbook is in {path}" in done.stdout.replace("\n", " ").replace("  ", " ")
    with path.open("rb") as file:
        book = read(file)
    assert wrong_values(book) == {}
    assert positions(book, "pro-rata")["B3/3060", "standing", "T3"] == 139864
    listed = clawback(*asked, "--rule", "lifo", "--output", "csv").stdout.splitlines()[1:]
    assert len(listed) == len(positions(book, "lifo"))


def test_a_workbook_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    done = clawback("trace", SAMPLE, "--claim", "T3", "--workbook", tmp_path / "none/case.xlsx")
    assert done.returncode == 2
    assert "case.xlsx: cannot be written" in done.stderr
    done = clawback("trace", SAMPLE, "--claim", "T3", "--workbook", tmp_path)
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []
