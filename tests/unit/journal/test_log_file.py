"""The file to download: what is written is read, and the same everywhere."""

from __future__ import annotations

from io import BytesIO

import pytest

from clawback.errors import JournalError
from clawback.journal.log_file import Record, read_items
from clawback.journal.note import Note
from clawback.journal.redact import redact
from tests.unit.journal.sample import FOLDER, files, sample, to_bytes

WHOLE = to_bytes(sample())


@pytest.mark.parametrize(
    ("name", "data"), list(files()), ids=lambda each: each if isinstance(each, str) else ""
)
def test_the_files_of_the_sample_are_as_committed(name: str, data: bytes) -> None:
    assert (FOLDER / name).read_bytes() == data


def test_what_is_written_is_read() -> None:
    assert list(read_items(BytesIO(WHOLE))) == sample()
    assert to_bytes(read_items(BytesIO(WHOLE))) == WHOLE
    assert list(read_items(BytesIO(to_bytes([])))) == []


def test_an_outsider_gets_every_entry_and_no_nonce() -> None:
    redacted = to_bytes(redact(sample()))
    assert b"\nopen " in WHOLE
    assert b"\nopen " not in redacted
    assert [each.data for each in read_items(BytesIO(redacted)) if isinstance(each, Record)] == [
        each.data for each in sample() if isinstance(each, Record)
    ]
    assert [each for each in read_items(BytesIO(redacted)) if isinstance(each, Note)] == [
        each for each in sample() if isinstance(each, Note)
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (WHOLE, b"", "line 1: this is not a journal"),
        (b" v1", b" v2", "line 1: this is not a journal; name a file"),
        (b"\nend ", b"\nEnd ", "entry 8 was expected here, and this is none"),
        (b"\n1 {", b"\n2 {", "line 5: entry 1 is missing: entry 2 stands in its place"),
        (b"\n1 {", b"\n01 {", "line 5: entry 1 was expected here"),
        (b"\n1 {", b"\r\n1 {", "entry 0: after.told_by: this is not JSON|after.told_by"),
        (b"open 1 ", b"open 0 ", "entry 1: this opens nothing of it"),
        (b"open 0 after.state", b"open 0 around.state", "entry 0: this opens nothing of it"),
        (b"open 0 after.state", b"open 0 after.", "entry 0: this opens nothing of it"),
        (b"open 0 after.state", b"open 0 after.1", "entry 0: this opens nothing of it"),
        (
            b"open 0 after.state",
            b"open 0 after.zstate",
            "entry 0: after.told_by is opened twice or out of order",
        ),
        (
            b"open 0 after.told_by",
            b"open 0 after.state",
            "entry 0: after.state is opened twice or out of order",
        ),
        (b'"made-up name"', b'{"a":1}', "after.told_by: the value is neither"),
        (b'"made-up name"', b'"\\u006dade-up name"', "after.told_by: this is JSON, but not"),
        (b"1cDfSGz", b"1cDf", "after.told_by: a nonce "),
        (b"| 3\n", b"3\n", "line 11: the checkpoint after entry 2: a note is a text"),
        (b'"made-up name"', b'"' + b"x" * 70000 + b'"', "line 4: the line is longer than"),
    ],
)
def test_what_is_no_journal(old: bytes, new: bytes, says: str) -> None:
    assert old in WHOLE
    with pytest.raises(JournalError, match=says):
        list(read_items(BytesIO(WHOLE.replace(old, new, 1))))


def test_a_copy_that_is_damaged_or_not_whole_is_told() -> None:
    with pytest.raises(JournalError, match="altered or damaged after entry 7"):
        list(read_items(BytesIO(WHOLE.replace(b"made-up", b"made-uq"))))
    with pytest.raises(JournalError, match="something follows the last line"):
        list(read_items(BytesIO(WHOLE + b"\n")))
    with pytest.raises(JournalError, match=r"the journal is cut short after entry 7; download it again"):
        list(read_items(BytesIO(WHOLE[:-1])))
    with pytest.raises(JournalError, match="the journal is cut short after entry 0"):
        list(read_items(BytesIO(WHOLE[: WHOLE.index(b"\nopen 0 after.told") + 9])))
