"""Readers beside a writer; writers that may not write."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier, Event

import pytest

from clawback.errors import LedgerError
from clawback.ledgers.check import check
from clawback.ledgers.reading import ReadOptions
from clawback.ledgers.store import append, build, open_ledger
from tests.integration.ledgers import writer_without_rights
from tests.unit.ledgers.transfers import table

OPTIONS = ReadOptions()


def test_readers_see_whole_snapshots_only(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    written = {build(table(1, 10), folder, OPTIONS).snapshot: 10}
    begun, done = Barrier(3), Event()

    def look() -> set[tuple[str, int, int]]:
        """What was there before the writer came, as it wrote, and after it."""
        seen = {seen_now()}
        begun.wait()
        while not done.is_set():
            seen.add(seen_now())
        return seen | {seen_now()}

    def seen_now() -> tuple[str, int, int]:
        ledger = open_ledger(folder)
        return ledger.snapshot, int(ledger.index.net_final.sum()), len(ledger.transfer_id.to_pylist())

    with ThreadPoolExecutor(2) as readers:
        looking = [readers.submit(look) for _ in range(2)]
        begun.wait()
        try:
            for number in range(11, 26):
                written[append(folder, table(number, number), OPTIONS).snapshot] = number
        finally:
            done.set()
        seen = set.union(*(each.result() for each in looking))
    assert seen <= {(snapshot, 0, length) for snapshot, length in written.items()}
    assert len(seen) > 1


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that everybody can reach."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize("command", ["build", "append"])
def test_a_folder_that_is_read_only(open_place: Path, command: str) -> None:
    place = open_place / "ledger"
    if command == "append":
        build(table(1, 10), place, OPTIONS)
    place.mkdir(exist_ok=True)
    more = open_place / "more.csv"
    columns = (
        "transfer_id,settled_at,debtor_agent,debtor_account,creditor_agent,creditor_account,amount,currency"
    )
    more.write_text(f"{columns}\nT99,2026-02-01T00:00:00Z,A,1,A,2,3.00,EUR\n")
    place.chmod(0o555)
    names = [more, place] if command == "build" else [place, more]
    done = subprocess.run(
        [sys.executable, writer_without_rights.__file__, "ledger", command, *map(str, names)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be written: Permission denied" in done.stderr.splitlines()[-1]
    if command == "append":
        assert len(check(place)) == 10


def test_a_ledger_that_others_wrote_can_be_read_without_the_right_to_write(tmp_path: Path) -> None:
    build(table(1, 10), tmp_path / "ledger", OPTIONS)
    for path in (tmp_path / "ledger").rglob("*"):
        path.chmod(0o555)
    (tmp_path / "ledger").chmod(0o555)
    assert len(check(tmp_path / "ledger")) == 10


def test_a_source_that_is_gone_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"gone\.csv"):
        build(tmp_path / "gone.csv", tmp_path / "ledger", OPTIONS)
    assert list(tmp_path.iterdir()) == []
