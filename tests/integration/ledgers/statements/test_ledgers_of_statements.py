"""Statements of several banks and formats, read as a user reads them."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from clawback.ledgers.read import read_ledger

SAMPLES = Path(__file__).parents[4] / "tests/data/formats"


def test_statements_of_different_formats_are_read_together() -> None:
    """A transfer that a camt.053 and an MT940 both tell of is one transfer."""
    paths = [SAMPLES / name for name in ("camt.053/sample.xml", "camt.053/sample-02.xml", "mt940/sample.sta")]
    ledger = read_ledger(paths, timezone=ZoneInfo("Europe/Berlin"))
    ids = ledger.transfer_id.to_pylist()
    assert len(ids) == 12
    assert "GA-1" not in ids
    assert "GA-1" in ledger.further["alias"].to_pylist()
