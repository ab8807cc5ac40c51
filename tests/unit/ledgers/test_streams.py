"""Files are opened by their first bytes, and read no further than asked."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
import zstandard

from clawback.errors import LedgerError
from clawback.ledgers.streams import HEAD_BYTES, head, open_stream, packing

TEXT = b"0123456789abcdef" * 20_000


@pytest.mark.parametrize(
    ("pack", "name"),
    [(bytes, None), (gzip.compress, "gzip"), (zstandard.compress, "zstd")],
    ids=["plain", "gzip", "zstd"],
)
def test_packed_or_not_the_bytes_are_the_same(tmp_path: Path, pack: object, name: str | None) -> None:
    path = tmp_path / "file"
    path.write_bytes(pack(TEXT))  # type: ignore[operator]
    assert packing(path) == name
    assert head(path) == TEXT[:HEAD_BYTES]
    with open_stream(path) as stream:
        assert stream.read() == TEXT


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gzip", "zstd"])
def test_packed_parts_one_after_the_other_are_one_file(tmp_path: Path, pack: object) -> None:
    path = tmp_path / "file"
    path.write_bytes(pack(b"one,") + pack(b"two"))  # type: ignore[operator]
    assert head(path) == b"one,two"


@pytest.mark.parametrize("tail", [b"junk", b"\x1f\x8b\x08"], ids=["junk", "half a header"])
def test_what_follows_a_packed_file_is_refused(tmp_path: Path, tail: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(gzip.compress(b"one") + tail)
    with pytest.raises(LedgerError, match=r"the gzip file (is damaged|ends too early); fetch it again"):
        head(path)


def test_a_pipe_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(LedgerError, match="is not a file; write what it gives into a file first"):
        head(path)


@pytest.mark.parametrize("name", ["missing", "nul\0name"])
def test_a_path_that_cannot_be_opened_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(LedgerError, match="cannot be read"):
        head(tmp_path / name)
