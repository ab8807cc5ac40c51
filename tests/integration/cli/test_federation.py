"""`clawback federation`: what it prints, and what it says of bad input."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import clawback
from clawback.cli.app import run

FOLDER = Path(__file__).parents[2] / "data/federation"
SAMPLE = Path(__file__).parents[2] / "data/formats/csv/sample.csv"


def test_the_folder_is_the_sample_ledger_cut_by_agent(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    status = run(["federation", "trace", str(FOLDER), "--claim", "T3", "--output", "json"])
    found = json.loads(capfdbinary.readouterr().out)
    central = clawback.trace(clawback.read_ledger(str(SAMPLE)), claims=["T3"]).to_dict()
    for bound in central["bounds"]:
        del bound["balance"]
    assert status == 0
    assert {name: found[name] for name in ("claims", "rules", "bounds", "limits")} == {
        name: central[name] for name in ("claims", "rules", "bounds", "limits")
    }
    assert sorted(found["ledger"]["snapshots"]) == ["B1", "B2", "B3", "B4"]
    assert found["ledger"]["currency"] == "EUR"
    assert found["federation"]["messages"] > 0


def test_one_rule_and_limits(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    options = ["--rule", "lifo", "--max-hops", "1", "--hop-window", "24h", "--min-amount", "10.00"]
    run(["federation", "trace", str(FOLDER), "--claim", "T3", *options, "--output", "json"])
    found = json.loads(capfdbinary.readouterr().out)
    limits = clawback.Limits(max_hops=1, hop_window="24h", min_amount="10.00")
    central = clawback.trace(
        clawback.read_ledger(str(SAMPLE)), claims=["T3"], rule="lifo", limits=limits
    ).to_dict()
    assert found["rules"] == central["rules"]
    assert found["limits"] == central["limits"]


def test_what_went_to_an_agent_without_a_file_is_awaiting(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for name in ("B1", "B2"):
        shutil.copy(FOLDER / f"{name}.csv", tmp_path)
    assert run(["federation", "trace", str(tmp_path), "--claim", "T3", "--output", "json"]) == 0
    found = json.loads(capfdbinary.readouterr().out)
    positions = found["rules"]["fifo"]["positions"]
    assert {each["agent"] for each in positions if each["kind"] == "awaiting"} == {"B3", "B4"}
    assert sum(float(each["total"]) for each in positions) == pytest.approx(
        float(found["rules"]["fifo"]["traced"]["T3"])
    )
    assert "awaiting" in found["notes"][-1]


def test_a_table_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["federation", "trace", str(FOLDER), "--claim", "T3", "--rule", "fifo"]) == 0
    printed = capsys.readouterr().out
    assert "4 nodes traced 1 claim;" in printed
    assert "4080" in printed


def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "ledgers"
    shutil.copytree(FOLDER, folder)
    return folder


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--claim", "T99"], "names no transfer"),
        (["--claim", "T3", "--claim", "T3"], "named twice"),
        ([], "no claim is named"),
        (["--claim", "T3", "--exit", "B9/X"], "occurs in no transfer"),
        (["--claim", "T3", "--exit", "B9"], "is not an account"),
        (["--claim", "T3", "--rule", "best"], "rule"),
        (["--claim", "T3", "--max-hops", "-1"], "max_hops"),
        (["--claim", "T3", "--hop-window", "soon"], "not a duration"),
        (["--claim", "T3", "--min-amount", "1.001"], "min_amount"),
    ],
)
def test_bad_options_end_with_one_clear_message(
    options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["federation", "trace", str(FOLDER), *options]) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert said.err.count("\n") == 1
    assert not said.out


def test_bad_folders_end_with_one_clear_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def words(folder: Path) -> str:
        assert run(["federation", "trace", str(folder), "--claim", "T3"]) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        return said

    assert "is no folder" in words(tmp_path / "nowhere")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "no ledger in it" in words(empty)
    folder = copied(tmp_path)
    text = (folder / "B2.csv").read_text("utf-8")
    (folder / "B2.csv").write_text(text.replace(",EUR,", ",USD,"), "utf-8")
    assert "is in EUR and" in words(folder)
    (folder / "B2.csv").write_text(text, "utf-8")
    shutil.copy(folder / "B1.csv", folder / "B9.csv")
    assert "touches no account of B9" in words(folder)
    (folder / "B9.csv").write_text("not,a,ledger\n1,2,3\n", "utf-8")
    assert "B9.csv" in words(folder)
    (folder / "B9.csv").unlink()
    (folder / "B1.csv").unlink()
    assert "not in the folder" in words(folder)
    shutil.copy(folder / "B2.csv", folder / "B2.csv.gz")
    assert "both of B2" in words(folder)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--nodes", "1"], "from 2 to 20"),
        (["--nodes", "99"], "from 2 to 20"),
        (["--nodes", "3", "--fail", "node4"], "there is no node4"),
        (["--picture", "x.png"], "SVG"),
    ],
)
def test_a_demo_that_cannot_be_ends_with_a_message(
    options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["federation", "demo", *options]) == 2
    assert words in capsys.readouterr().err


def test_the_demo_holds_what_stands_and_draws_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "flow.svg"
    assert run(["federation", "demo", "--nodes", "3", "--fail", "node2", "--picture", str(picture)]) == 0
    printed = capsys.readouterr().out
    assert "awaiting node2" in printed
    assert "node2 is back" in printed
    assert printed.count("standing") == 3
    assert "MULE" not in printed
    assert picture.read_text("utf-8").startswith("<svg")
    assert "MULE" not in picture.read_text("utf-8")


def test_a_list_of_another_coordinator_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = tmp_path / "other.key"
    assert run(["federation", "keys", str(key)]) == 0
    public = capsys.readouterr().out.split('"')[1]
    assert run(["federation", "members", "show", str(FOLDER / "members.jws"), f"--coordinator={public}"]) == 2
    assert "no coordinator" in capsys.readouterr().err
    assert run(["federation", "keys", str(key), "--show"]) == 0
    assert public in capsys.readouterr().out
