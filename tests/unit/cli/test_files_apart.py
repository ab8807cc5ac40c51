"""No output takes the place of what is read, nor of what is no file of its kind."""

import shutil
from pathlib import Path

import pytest

from clawback.cli.app import run

SAMPLE = Path("tests/data/formats/csv/sample.csv")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLE, tmp_path / "a.svg"))


def test_the_picture_does_not_replace_the_ledger(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trace", str(ledger), "--claim", "T3", "--picture", str(ledger)]) == 2
    assert "is read, and would be replaced" in capsys.readouterr().err
    assert ledger.read_bytes() == SAMPLE.read_bytes()


@pytest.mark.parametrize(("option", "name"), [("--picture", "a.png"), ("--workbook", "a.csv")])
def test_a_file_is_named_as_what_it_is(option: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trace", str(SAMPLE), "--claim", "T3", option, name]) == 2
    assert "name it ." in capsys.readouterr().err


def test_convert_keeps_files_that_are_not_its_own(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    beside = ledger.with_name("out.csv.openings.csv")
    beside.write_text("my own file\n")
    assert run(["convert", str(ledger), str(ledger.with_name("out.csv"))]) == 2
    assert "move it away" in capsys.readouterr().err
    assert beside.read_text() == "my own file\n"


def test_a_ledger_folder_is_not_made_among_other_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "ledger"
    folder.mkdir()
    (folder / "new-customers.csv").write_text("precious")
    assert run(["ledger", "build", str(SAMPLE), str(folder)]) == 2
    assert (folder / "new-customers.csv").read_text() == "precious"
    assert capsys.readouterr().err.count("\n") == 1


def test_an_unknown_command_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trcae"]) == 2
    assert capsys.readouterr().err == "clawback: there is no command 'trcae'; did you mean trace?\n"
