"""Whatever a file unpacks to, reading it as `csv` keeps to a few blocks of memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import zstandard

GIGABYTE = 1 << 30
MIBIBYTES_ALLOWED = 450  # with the interpreter, Arrow and NumPy
HEADER = b"transfer_id,settled_at,debtor_account,creditor_account,amount,currency\n"
ROW = b"T1,2026-03-01T08:00:00Z,A,B,1.00,EUR\n"
READ = """
import re, sys
from pathlib import Path
from clawback.errors import LedgerError
from clawback.ledgers.formats import find
from clawback.ledgers.reading import Notes, ReadOptions

path, options = Path(sys.argv[1]), ReadOptions(format="csv")
rows = 0
try:
    for batch in find(path, options).read([path], options, Notes(options=options)):
        rows += len(batch)
except LedgerError as error:
    print(error)
print(rows)
# Of this program alone: what getrusage tells begins with the memory of the process that started it.
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) >> 10)
"""


def packed(path: Path, start: bytes, repeated: bytes, total: int) -> Path:
    """A file of `start` and then `total` bytes of one text, again and again."""
    piece = repeated * ((1 << 20) // len(repeated))
    with zstandard.ZstdCompressor(level=1).stream_writer(path.open("wb")) as file:
        file.write(start)
        for _ in range(total // len(piece)):
            file.write(piece)
    return path


def read_apart(path: Path) -> list[str]:
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    *said, mebibytes = done.stdout.splitlines()
    assert int(mebibytes) < MIBIBYTES_ALLOWED
    return said


@pytest.mark.parametrize(
    ("start", "content"),
    [(b"", b"a"), (b"", b"\0"), (HEADER, b'"'), (HEADER + ROW + b'T2,"', b"a\n"), (HEADER + ROW, b",")],
    ids=["letters", "NULs", "marks", "an open mark", "commas"],
)
def test_a_line_of_a_gigabyte(tmp_path: Path, start: bytes, content: bytes) -> None:
    error, _ = read_apart(packed(tmp_path / "bomb.csv.zst", start, content, GIGABYTE))
    line = 1 + start.count(b"\n")
    reason = "the text is UTF-16" if content == b"\0" else "the record is longer than 1 MiB"
    assert f"line {line}: {reason}" in error


def test_many_valid_rows(tmp_path: Path) -> None:
    path = packed(tmp_path / "long.csv.zst", HEADER, ROW, 48 << 20)
    assert read_apart(path) == [
        str((48 << 20) // ((1 << 20) // len(ROW) * len(ROW)) * ((1 << 20) // len(ROW)))
    ]


def test_many_blank_lines(tmp_path: Path) -> None:
    path = packed(tmp_path / "blank.csv.zst", HEADER + ROW, b"\n", 24 << 20)
    assert read_apart(path) == ["1"]
