"""Ledger folders: built, appended to, opened; and what is no ledger folder, or a damaged one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from clawback import read_ledger
from clawback.errors import LedgerError
from clawback.ledgers.check import check
from clawback.ledgers.info import info
from clawback.ledgers.ledger import Index, Ledger
from clawback.ledgers.manifest import read_current
from clawback.ledgers.reading import ReadOptions
from clawback.ledgers.store import append, build, open_ledger
from clawback.ledgers.writing import writer_of
from tests.unit.ledgers.transfers import table

AS_READ = ReadOptions()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger folder of ten transfers."""
    place = tmp_path / "ledger"
    build(table(1, 10), place, AS_READ)
    return place


def test_a_folder_holds_what_memory_holds(folder: Path) -> None:
    assert_same(open_ledger(folder), read_ledger(table(1, 10)))
    assert_same(check(folder), read_ledger(str(folder)))


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 1)])
def test_appending_gives_what_building_gives(tmp_path: Path, order: tuple[int, ...]) -> None:
    parts = {1: table(1, 4), 2: table(5, 5, reverses=["T4"], kind=["reversal"]), 3: table(6, 9)}
    place = tmp_path / "ledger"
    build(parts[order[0]], place, AS_READ)
    for number in order[1:]:
        append(place, parts[number], AS_READ)
    whole = pa.concat_tables(parts.values(), promote_options="default")
    assert_same(check(place), read_ledger(whole))


def test_openings_of_accounts_that_have_no_transfers_yet_wait_for_them(tmp_path: Path) -> None:
    nodes = "nodeid,isFraud,init_balance,fraudStep\n"
    (tmp_path / "nodes.csv").write_text(nodes + "1,0,0.50,-1\n2,0,0.70,-1\n3,0,0.90,-1\n4,0,1.00,-1\n")
    (tmp_path / "transactions.csv").write_text("sourceNodeId,targetNodeId,value,time\n1,2,0.25,0\n")
    ledger = build(tmp_path / "transactions.csv", tmp_path / "ledger", AS_READ)
    assert (ledger.numbers.to_pylist(), ledger.opening.tolist()) == (["1", "2"], [50, 70])
    later = {"currency": ["USD"], "debtor_agent": [""], "creditor_agent": [""], "amount": ["0.10"]}
    ledger = append(tmp_path / "ledger", table(2, 2, **later), AS_READ)
    assert (ledger.numbers.to_pylist(), ledger.opening.tolist()) == (["1", "2", "3"], [50, 70, 90])
    ledger = append(
        tmp_path / "ledger", table(3, 3, **later, debtor_account=["4"], creditor_account=["1"]), AS_READ
    )
    assert (ledger.opening.tolist(), ledger.opening_given.tolist()) == ([50, 70, 90, 100], [1, 1, 1, 1])


def test_a_ledger_folder_is_a_source_too(folder: Path, tmp_path: Path) -> None:
    build(table(11, 12), tmp_path / "later", AS_READ)
    ledger = build([tmp_path / "later", folder], tmp_path / "both", AS_READ)
    assert_same(ledger, append(folder, tmp_path / "later", AS_READ))


def test_info_tells_what_a_folder_holds(folder: Path) -> None:
    found = info(folder)
    assert (found.transfers, found.accounts, found.currency) == (10, 8, "EUR")
    assert (found.first, found.last) == ("2026-01-01T01:00:00Z", "2026-01-01T10:00:00Z")
    assert (found.openings, found.order_conflicts) == ("inferred", 0)
    assert found.snapshot == open_ledger(folder).snapshot


def test_a_reader_keeps_its_snapshot_while_others_append(folder: Path) -> None:
    before = open_ledger(folder)
    append(folder, table(11, 12), AS_READ)
    assert len(before) == 10
    assert before.transfer_id.to_pylist() == [f"T{number}" for number in range(1, 11)]
    assert int(before.index.debits["amount"].sum()) == 5500
    assert len(open_ledger(folder)) == 12


def test_two_writers_at_once(folder: Path) -> None:
    with writer_of(folder), pytest.raises(LedgerError, match="another process is writing"):
        append(folder, table(11, 12), AS_READ)
    assert len(append(folder, table(11, 12), AS_READ)) == 12


def test_a_build_over_a_ledger(folder: Path) -> None:
    with pytest.raises(LedgerError, match="holds a ledger already"):
        build(table(1, 2), folder, AS_READ)
    assert len(check(folder)) == 10


def test_a_build_into_a_folder_with_other_files(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("dear")
    with pytest.raises(LedgerError, match="holds other files"):
        build(table(1, 2), tmp_path, AS_READ)
    assert (tmp_path / "thesis.tex").read_text() == "dear"


def test_a_build_into_an_empty_folder(tmp_path: Path) -> None:
    assert len(build(table(1, 2), tmp_path, AS_READ)) == 2


def test_a_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="has been used"):
        build(table(1, 2, transfer_id=["T1", "T1"]), tmp_path / "ledger", AS_READ)
    assert list(tmp_path.iterdir()) == []


def test_an_append_that_fails_leaves_the_ledger(folder: Path) -> None:
    with pytest.raises(LedgerError, match="has been used by the ledger, row 10"):
        append(folder, table(10, 11), AS_READ)
    assert_same(check(folder), read_ledger(table(1, 10)))
    assert len(list(folder.iterdir())) == 2


def test_a_build_where_no_folder_can_be_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be made: No such file or directory"):
        build(table(1, 2), tmp_path / "no" / "ledger", AS_READ)


@pytest.mark.parametrize("act", [open_ledger, check, info, lambda place: append(place, table(1, 2), AS_READ)])
def test_what_is_no_ledger_folder(tmp_path: Path, act: Callable[[Path], object]) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(LedgerError, match="is no ledger folder"):
            act(place)


def test_a_folder_of_a_newer_version(folder: Path) -> None:
    (folder / "CURRENT").write_text("clawback-ledger 2 " + "0" * 64 + "\n")
    with pytest.raises(LedgerError, match="written by a newer clawback"):
        open_ledger(folder)


@pytest.mark.parametrize(
    "text", ["", "clawback-ledger 1", "clawback-ledger 1 ../../etc\n", "\xff", "x" * 9999]
)
def test_a_current_that_is_none(folder: Path, text: str) -> None:
    (folder / "CURRENT").write_text(text)
    with pytest.raises(LedgerError, match="CURRENT: is damaged"):
        open_ledger(folder)


def snapshot_files(folder: Path) -> list[Path]:
    """The files of the snapshot that the folder shows."""
    return sorted((folder / read_current(folder)).iterdir())


def test_any_file_cut_short_or_gone(folder: Path) -> None:
    for path in snapshot_files(folder):
        whole = path.read_bytes()
        for cut in (0, len(whole) // 2, len(whole) - 1):
            path.write_bytes(whole[:cut])
            with pytest.raises(LedgerError, match=path.name):
                open_ledger(folder)
        path.unlink()
        with pytest.raises(LedgerError, match=path.name):
            open_ledger(folder)
        path.write_bytes(whole)
    assert len(check(folder)) == 10


def test_any_byte_altered_is_found(folder: Path) -> None:
    for path in snapshot_files(folder):
        whole = path.read_bytes()
        for at in {0, 9, 150, len(whole) // 2, len(whole) - 1}:
            if at < len(whole):
                path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
                with pytest.raises(LedgerError, match=path.name):
                    check(folder)
        path.write_bytes(whole)
    assert len(check(folder)) == 10


def test_a_manifest_that_says_another_thing(folder: Path) -> None:
    path = folder / read_current(folder) / "ledger.json"
    said = json.loads(path.read_text())
    path.write_text(json.dumps(said | {"transfers": 9}))
    with pytest.raises(LedgerError, match=r"ledger\.json: is damaged"):
        open_ledger(folder)


def assert_same(one: Ledger, other: Ledger) -> None:
    """Both say the same, to the last array."""
    assert one.snapshot == other.snapshot
    for name in ("currency", "monotone", "order_conflicts", "agents", "numbers", "transfer_id", "further"):
        assert getattr(one, name) == getattr(other, name)
    for name in ("opening", "opening_given", "assumed", "settled_at", "debtor", "creditor", "amount", "kind"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    for field in fields(Index):
        mine, theirs = getattr(one.index, field.name), getattr(other.index, field.name)
        np.testing.assert_array_equal(mine, theirs)
        assert mine.dtype == theirs.dtype
        assert (mine.flags.writeable, type(mine), mine.flags.c_contiguous) == (False, np.ndarray, True)
