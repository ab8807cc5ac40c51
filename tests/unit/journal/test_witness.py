"""A witness cosigns one growing story, and forgets nothing it cosigned."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clawback.errors import JournalError
from clawback.journal.checkpoint import Checkpoint, read_checkpoint, signed
from clawback.journal.hashing import EMPTY_ROOT, leaf_hash
from clawback.journal.note import Note
from clawback.journal.storage import MemoryStorage
from clawback.journal.tree import append, consistency_proof, root_of
from clawback.journal.witness import Cosigned, Refused, Request, Seen, decide, parse_request
from clawback.journal.witness_file import cosign_and_keep, parse_seen, read_seen
from tests.unit.journal.sample import LOG, ORIGIN, WITNESS

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def stored(story: str) -> MemoryStorage:
    found = MemoryStorage()
    found.write(append(found, 0, [leaf_hash(each.encode()) for each in story]))
    return found


def request(story: str, old: int, size: int | None = None) -> Request:
    tree, new = stored(story), len(story) if size is None else size
    checkpoint = Checkpoint(origin=ORIGIN, size=new, root=root_of(tree, new))
    return Request(
        old_size=old,
        proof=tuple(consistency_proof(tree, old, new)) if old <= new else (),
        note=signed(checkpoint, LOG),
    )


def answer(asked: Request, path: Path) -> Cosigned | Refused:
    return cosign_and_keep(path, asked, [LOG.key], WITNESS, lambda: AT)


def test_a_growing_journal_is_cosigned(tmp_path: Path) -> None:
    path = tmp_path / "seen"
    for old, size in ((0, 0), (0, 2), (2, 2), (2, 5)):
        asked = request("abcde", old, size)
        assert parse_request(asked.to_bytes()) == asked
        given = answer(asked, path)
        assert isinstance(given, Cosigned)
        cosigned = asked.note.with_signature(given.signature)
        found = read_checkpoint(cosigned.to_bytes(), [LOG.key, WITNESS.key])
        assert [each.cosigned_at for each in found.signed] == [None, AT]
        assert read_seen(path) == {ORIGIN: Seen(size=size, root=found.checkpoint.root)}


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        (request("aXc", 2), 422, "does not show 2 entries as the beginning of 3"),
        (request("ab", 0), 409, "the last checkpoint seen has 2 entries"),
        (request("abc", 1), 409, "the last checkpoint seen has 2 entries"),
        (request("a", 2), 400, "the old size is above"),
        (request("aX", 2), 422, "two stories"),
        (Request(old_size=2, proof=(), note=request("abc", 2).note), 422, "does not show"),
        (Request(old_size=2, proof=(bytes(32),), note=request("ab", 2).note), 422, "more hashes"),
        (Request(old_size=2, proof=(), note=Note(text="x\n", signatures=())), 400, "three lines"),
    ],
)
def test_another_story_is_not_cosigned(tmp_path: Path, asked: Request, status: int, says: str) -> None:
    path = tmp_path / "seen"
    assert isinstance(answer(request("ab", 0), path), Cosigned)
    before = path.read_bytes()
    given = answer(asked, path)
    assert isinstance(given, Refused)
    assert (given.status, given.size) == (status, 2 if status == 409 else None)
    assert says in given.reason
    assert path.read_bytes() == before


def test_an_unknown_journal_and_an_unknown_key_are_refused() -> None:
    asked = request("ab", 0)
    unknown = decide(asked, {}, [], WITNESS, AT)
    assert isinstance(unknown, Refused)
    assert unknown.status == 404
    forged = Note(text=asked.note.text, signatures=request("aX", 0).note.signatures)
    given = decide(Request(old_size=0, proof=(), note=forged), {}, [LOG.key], WITNESS, AT)
    assert isinstance(given, Refused)
    assert (given.status, "not by its key" in given.reason) == (403, True)


def test_an_empty_journal_has_the_empty_root() -> None:
    note = signed(Checkpoint(origin=ORIGIN, size=0, root=bytes(32)), LOG)
    given = decide(Request(old_size=0, proof=(), note=note), {}, [LOG.key], WITNESS, AT)
    assert isinstance(given, Refused)
    assert given.status == 422
    assert root_of(MemoryStorage(), 0) == EMPTY_ROOT


def test_two_stories_at_once_get_one_cosignature(tmp_path: Path) -> None:
    path, given = tmp_path / "seen", list[Cosigned | Refused]()
    asked = [request(story, 0) for story in ("ab", "aX", "abc", "aY")]
    threads = [threading.Thread(target=lambda each=each: given.append(answer(each, path))) for each in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (kept,) = (each for each in given if isinstance(each, Cosigned))
    assert read_seen(path) == {ORIGIN: kept.seen}
    assert sorted(each.status for each in given if isinstance(each, Refused)) == [409, 409, 409]


def test_a_write_that_broke_off_leaves_the_last_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "seen"
    answer(request("ab", 0), path)
    (tmp_path / "seen.new").write_bytes(b"clawback wit")
    assert read_seen(path)[ORIGIN].size == 2
    assert isinstance(answer(request("abc", 2), path), Cosigned)
    assert read_seen(path)[ORIGIN].size == 3
    assert sorted(each.name for each in tmp_path.iterdir()) == ["seen", "seen.lock"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not a witness' file"),
        ("clawback witness v1", "cut short"),
        ("clawback witness v1\n1", "cut short"),
        ("clawback witness v1\n1\n", "line 2: a line is SIZE ROOT ORIGIN"),
        ("clawback witness v1\nx y z\n", "size is not a number"),
        ("clawback witness v1\n1 AAAA z\n", "3 bytes instead of 32"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "seen").write_text(text)
    with pytest.raises(JournalError, match=says):
        answer(request("ab", 0), tmp_path / "seen")
    assert (tmp_path / "seen").read_text() == text
    assert parse_seen("clawback witness v1\n") == {}


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "seen").write_bytes(b"\xff")
    with pytest.raises(JournalError, match=r"seen: the witness' file is damaged"):
        read_seen(tmp_path / "seen")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "a line old SIZE"),
        (b"new 1\n\nx", "a line old SIZE"),
        (b"old 01\n\n" + request("a", 0).note.to_bytes(), "the old size is not a number"),
        (b"old 1\nAAAA\n\n" + request("a", 0).note.to_bytes(), "a hash of the proof has 3 bytes"),
        (b"old 1\n" + b"AAAA\n" * 64 + b"\nx", "at most 63"),
        (b"old \xff\n\nx", "ASCII"),
        (b"old 1\n\nx", "cut short, or none"),
    ],
)
def test_what_is_no_request(data: bytes, says: str) -> None:
    with pytest.raises(JournalError, match=says):
        parse_request(data)
