"""Long statements: what is read is let go."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

from tests.unit.ledgers.statements.build import A, B, detail, entry, one

READ = """
import resource, sys
from pathlib import Path
from clawback.ledgers.reading import Notes, ReadOptions
from clawback.ledgers.statements import CAMT053

def rows(path):
    return sum(batch.num_rows for batch in CAMT053.read([Path(path)], ReadOptions(), Notes()))

rows(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(rows(sys.argv[2]), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
ENTRIES = 20_000


def read(small: Path, large: Path) -> tuple[int, int]:
    """Rows of the large file, and by how many KiB reading it, after the small one, raised the most memory used."""
    done = subprocess.run(
        [sys.executable, "-c", READ, small, large], check=True, capture_output=True, text=True
    )
    rows, grown = done.stdout.split()
    return int(rows), int(grown)


def save(folder: Path, name: str, *entries: str) -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(one(A, *entries).encode(), 1))
    return path


def test_entries_and_details_of_a_long_statement_are_let_go(tmp_path: Path) -> None:
    told = detail(of=("BETADEFF", B), e2e="E", amt="1.00")
    small = save(tmp_path, "small", entry("1.00", "CRDT", told, status="PDNG"))
    many = save(tmp_path, "many", *[entry("1.00", "CRDT", told, status="PDNG")] * ENTRIES)
    rows, grown = read(small, many)
    assert rows == 0
    # As a tree the 15 MB of XML would take more than 150 MB.
    assert grown < 24 << 10


def test_a_batch_of_many_details(tmp_path: Path) -> None:
    told = detail(of=("BETADEFF", B), e2e="E", amt="1.00")
    pair = [entry(f"{ENTRIES}.00", way, *[told] * ENTRIES) for way in ("CRDT", "DBIT")]
    rows, grown = read(
        save(tmp_path, "small", *[entry("1.00", way) for way in ("CRDT", "DBIT")]),
        save(tmp_path, "many", *pair),
    )
    assert rows == 2 * ENTRIES
    assert grown < 200 << 10
