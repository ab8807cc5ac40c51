"""`clawback journal`: what it prints of the sample, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from clawback.cli.journal import show, verify
from clawback.errors import InputError, JournalError
from tests.unit.journal.sample import DECISIONS, FOLDER, KEYS, journal, record, to_bytes

SAMPLE, KEY, KEPT = FOLDER / "sample.journal", FOLDER / "sample.keys", FOLDER / "kept.checkpoint"


def test_the_sample_is_verified(capsys: pytest.CaptureFixture[str]) -> None:
    verify(SAMPLE, key=KEY, checkpoint=(KEPT,))
    printed = capsys.readouterr().out
    assert "8 entries, until 2026-11-24T10:19:00Z, all as they were signed" in printed
    assert "3 in the file, 1 kept from before" in printed
    assert "8 of 8 entries by witness.example/w1" in printed


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("altered.journal", "altered.journal: one of entries 3 to 4 was altered"),
        ("rebuilt.journal", "rebuilt.journal: two stories: one of entries 0 to 4"),
        ("sample.keys", "sample.keys, line 1: this is not a journal"),
    ],
)
def test_a_refusal_names_file_and_entry(name: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        verify(FOLDER / name, key=KEY, checkpoint=(KEPT,))


def test_keys_and_checkpoints_are_named_too(tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(b"\xff\n")
    (tmp_path / "log").write_text(f"{KEYS[0].text()}\nx\n")
    for key, says in (
        ("bad", "bad: this is not a file of keys"),
        ("log", "log, line 2: this is not a public key"),
    ):
        with pytest.raises(JournalError, match=says):
            verify(SAMPLE, key=tmp_path / key)
    with pytest.raises(JournalError, match="bad: a note is not UTF-8"):
        verify(SAMPLE, key=KEY, checkpoint=(tmp_path / "bad",))


def test_every_entry_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    show(SAMPLE)
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "     0 2026-11-24T09:30:00Z  code/R-1 report report/R-1"
    assert printed[3] == "       checkpoint signed as centre.example/journal"
    assert len(printed) == len(DECISIONS) + 3 + 1
    assert "Nothing is proved" in printed[-1]


def test_one_entry_is_shown_with_its_values(capsys: pytest.CaptureFixture[str]) -> None:
    show(SAMPLE, entry=6)
    printed = capsys.readouterr().out
    assert "\nbefore.amount  98000  committed to as " in printed
    show(FOLDER / "redacted.journal", entry=6)
    printed = capsys.readouterr().out
    assert "98000" not in printed
    assert "\nbefore.amount  (not shown)  committed to as " in printed
    with pytest.raises(JournalError, match="there is no entry 8"):
        show(SAMPLE, entry=8)


def test_a_forged_name_moves_no_cursor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "forged.journal"
    forged = to_bytes(journal([record(0)], [1])).replace("— centre".encode(), "— \u202ecentre".encode())
    path.write_bytes(forged)
    with pytest.raises(JournalError, match="altered or damaged"):
        show(path)
    assert "checkpoint signed as \\u202ecentre" in capsys.readouterr().out
    path.write_bytes(to_bytes([record(0)]).replace(b"report/R-1", b"report/\xe2\x80\xae"))
    with pytest.raises(JournalError, match="field subject: entry 0: this is not a text"):
        show(path)
