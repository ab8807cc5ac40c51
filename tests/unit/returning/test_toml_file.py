"""Bytes that are no plan: each gives one line that says where, and nothing else is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clawback.errors import PlanError
from clawback.returning import read_plan
from tests.unit.returning.build import PLANS

GOOD = (PLANS / "two-victims.toml").read_bytes()

BROKEN = [
    (b'currency = "EUR"\nrule = \n', 2, "is not TOML: Invalid value"),
    (b'rule = "fifo"\nrule = "lifo"\n', 2, "is not TOML: Cannot overwrite a value"),
    (b'currency = "EUR', 1, "is not TOML: Unterminated string"),
    (b"a = 1\nb = 2026-02-30T00:00:00Z\n", 2, "is not TOML: Invalid date or datetime"),
    (b"a = 1\nb = \xff\n", 2, "is not UTF-8 (byte 10)"),
    ('currency = "EUR"'.encode("utf-16"), 1, "is not UTF-8 (byte 0)"),
    ('currency = "EUR"'.encode("utf-16-le"), 1, "has a NUL character"),
    (b'a = 1\nb = "x\0"\n', 2, "has a NUL character"),
    (b"a = " + b"[" * 100_000, None, "is nested too deeply"),
    (b"a = " + b"9" * 5000, None, "has a number too long"),
    (b"#" * (16 * 1024 * 1024 + 1), None, "is larger than 16 MiB"),
    (GOOD.replace(b"09:00:00Z", b"09:00:00.0000001Z"), 11, "a time finer than a microsecond"),
    (b"", None, "is missing"),
]


@pytest.mark.parametrize(("content", "line", "reason"), BROKEN, ids=[reason for _, _, reason in BROKEN])
def test_a_file_that_is_no_plan(tmp_path: Path, content: bytes, line: int | None, reason: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(content)
    with pytest.raises(PlanError, match=re.escape(reason)) as caught:
        read_plan(path)
    assert (caught.value.file, caught.value.line) == (str(path), line)
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match=r"none\.toml: cannot be read \(No such file or directory\)"):
        read_plan(tmp_path / "none.toml")
    with pytest.raises(PlanError, match=r"cannot be read \(Is a directory\)"):
        read_plan(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + GOOD,
        GOOD.replace(b"\n", b"\r\n"),
        GOOD.replace(b"09:00:00Z", b"09:00:00.123456000Z"),
    ],
    ids=["byte order mark", "CRLF", "zeros beyond the microsecond"],
)
def test_what_editors_and_programs_add_is_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(content)
    assert read_plan(path).held == 1000
