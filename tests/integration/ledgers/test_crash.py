"""A writer may die at any moment, or run out of disk: the ledger is as it was before, or as it is after."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from clawback.ledgers.reading import ReadOptions
from clawback.ledgers.store import append, build
from tests.integration.ledgers import crashing_writer
from tests.unit.ledgers.transfers import table

ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger folder, small, so that a death takes no time."""
    build(table(1, 30), tmp_path / "ledger", ReadOptions())
    return tmp_path / "ledger"


@pytest.fixture
def snapshots(tmp_path: Path) -> dict[str, str]:
    """The snapshots that a reader may see, with and without what is appended."""
    place = tmp_path / "expected"
    before = build(table(1, 30), place, ReadOptions()).snapshot
    after = append(place, table(101, 103), ReadOptions()).snapshot
    after_again = append(place, table(901, 901), ReadOptions()).snapshot
    build(table(1, 30), tmp_path / "other", ReadOptions())
    before_again = append(tmp_path / "other", table(901, 901), ReadOptions()).snapshot
    return {"before": before, "after": after, before: before_again, after: after_again}


def deaths(folder: Path, how: str) -> list[dict[str, Any]]:
    """What the crashing writer prints."""
    command = [sys.executable, crashing_writer.__file__, str(folder), how]
    done = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def assert_before_or_after(found: list[dict[str, Any]], snapshots: dict[str, str]) -> None:
    """A reader sees the one or the other whole, a writer goes on from it, and sweeps what the dead one left."""
    for death in found:
        assert death["seen"] in (snapshots["before"], snapshots["after"])
        assert death["again"] == snapshots[death["seen"]]
        assert len(death["names"]) == 2
        if death["written"]:
            assert death["seen"] == snapshots["after"]


def test_a_writer_dies_at_every_file_operation(folder: Path, snapshots: dict[str, str]) -> None:
    found = deaths(folder, "steps")
    assert_before_or_after(found, snapshots)
    assert [death["written"] for death in found] == [False] * (len(found) - 1) + [True]
    assert {death["status"] for death in found[:-1]} == {-9}
    assert {death["seen"] for death in found} == {snapshots["before"], snapshots["after"]}


def test_a_writer_dies_at_random_moments(folder: Path, snapshots: dict[str, str]) -> None:
    found = deaths(folder, "moments")
    assert_before_or_after(found, snapshots)
    assert -signal.SIGALRM in {death["status"] for death in found}


def test_a_disk_that_is_full(folder: Path, snapshots: dict[str, str]) -> None:
    found = deaths(folder, "sizes")
    assert_before_or_after(found, snapshots)
    assert {death["status"] for death in found} == {crashing_writer.WRITTEN, crashing_writer.REFUSED}
    assert all(death["seen"] == snapshots["before"] for death in found if not death["written"])
