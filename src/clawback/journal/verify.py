"""Checking a downloaded journal offline, by nothing but the file, public keys and checkpoints kept from before.

What each check finds:

- an entry altered, taken out, put in or moved by hand: the root of the next checkpoint is another;
- a log cut short: the last checkpoint, or one that you kept, covers more entries than there are;
- a log rebuilt, or shown differently to two: a checkpoint that you kept, or that a witness signed, has another root;
- a value that is not what was committed to.

A keeper who rebuilds everything and signs it again is found only by a checkpoint from elsewhere: keep some, or
name a witness' key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from clawback.errors import InputError, JournalError
from clawback.journal.checkpoint import Checkpoint, SignedCheckpoint, check_signed
from clawback.journal.commitment import opened
from clawback.journal.entry import parse_entry
from clawback.journal.hashing import EMPTY_ROOT, Frontier, leaf_hash
from clawback.journal.keys import Key, KeyKind
from clawback.journal.log_file import Record, read_items
from clawback.journal.note import Note

__all__ = ["Verified", "verify"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Verified:
    """What a check has shown: all of it, or there would be an error.

    `covered` is key name -> entries covered by its largest checkpoint, for every key given that signed one.
    `values` counts the commitments that the file opens. `until` is the last entry's time, None for no entries.
    """

    checkpoint: Checkpoint
    checkpoints: int
    covered: Mapping[str, int]
    values: int
    until: datetime | None


def verify(file: IO[bytes], keys: Sequence[Key], kept: Iterable[Note] = ()) -> Verified:
    """Checks a whole file in one pass, however long. Raises JournalError that names the entry.

    `keys` are the journal's own and those of witnesses; each witness named must have cosigned a checkpoint of the
    file. `kept` are checkpoints of the same journal that you were given before.
    """
    check = _Check(keys, [check_signed(note, keys) for note in kept])
    for item in read_items(file):
        if isinstance(item, Record):
            check.entry(item)
        else:
            check.signed_checkpoint(item)
    return check.done()


class _Check:
    """How far the check has come."""

    def __init__(self, keys: Sequence[Key], kept: Iterable[SignedCheckpoint]) -> None:
        self._keys = keys
        self._kept = sorted((each.checkpoint for each in kept), key=lambda each: each.size)
        self._roots: dict[int, bytes] = {}
        self._tree = Frontier()
        self._last: Checkpoint | None = None
        self._until: datetime | None = None
        self._checkpoints = self._values = 0
        self._covered: dict[str, int] = {}

    def entry(self, record: Record) -> None:
        try:
            entry = parse_entry(record.data)
        except InputError as error:
            raise _of_entry(record.number, error) from None
        committed = {f"before.{name}": each for name, each in entry.before.items()}
        committed |= {f"after.{name}": each for name, each in entry.after.items()}
        for name, opening in record.openings.items():
            try:
                opened(committed.get(name, ""), opening)
            except JournalError as error:
                raise _of_entry(record.number, error, name) from None
            self._values += 1
        self._until = entry.time
        self._tree.push(leaf_hash(record.data))
        if any(kept.size == self._tree.size for kept in self._kept):
            self._roots[self._tree.size] = self._tree.root()

    def signed_checkpoint(self, note: Note) -> None:
        after = f"the checkpoint {self._after()}"
        try:
            found = check_signed(note, self._keys)
        except JournalError as error:
            raise JournalError(f"{after}: {error.reason}") from None
        checkpoint = found.checkpoint
        if self._last is not None:
            _check_next(after, self._last, checkpoint)
        self._check_tree(after, checkpoint)
        self._last = checkpoint
        self._checkpoints += 1
        self._covered |= {each.key.name: checkpoint.size for each in found.signed}

    def done(self) -> Verified:
        last = self._last
        if last is None:
            raise JournalError(f"there is no checkpoint {self._after()}: nobody signed anything")
        if last.size != self._tree.size:
            raise JournalError(f"entry {last.size} stands after the last checkpoint: nobody signed it")
        self._check_kept(last)
        for key in self._keys:
            if key.kind is KeyKind.WITNESS and key.name not in self._covered:
                raise JournalError(
                    f"the witness {key.name} cosigned no checkpoint up to the one {self._after()}"
                )
        return Verified(
            checkpoint=last,
            checkpoints=self._checkpoints,
            covered=self._covered,
            values=self._values,
            until=self._until,
        )

    def _check_tree(self, after: str, checkpoint: Checkpoint) -> None:
        size = self._tree.size
        if checkpoint.size != size:
            raise JournalError(
                f"{after} covers {checkpoint.size} entries, not {size}: entries were taken out or put in before it"
            )
        if checkpoint.root != self._tree.root():
            altered = _entries(self._last.size if self._last else 0, size)
            raise JournalError(f"{altered} was altered, put in or moved since {after} was signed")

    def _check_kept(self, last: Checkpoint) -> None:
        agreed = 0
        for kept in self._kept:
            if kept.origin != last.origin:
                raise JournalError(f"the checkpoint you kept is of another journal, {kept.origin[:80]}")
            if kept.size > self._tree.size:
                raise JournalError(
                    f"the journal was cut short or rebuilt: it ends {self._after()}, and the checkpoint you kept "
                    f"covers {kept.size} entries"
                )
            if kept.root != self._roots.get(kept.size, EMPTY_ROOT):
                raise JournalError(
                    f"two stories: {_entries(agreed, kept.size)} was another when the checkpoint you kept was signed",
                    remedy="keep both, for together they prove it",
                )
            agreed = kept.size

    def _after(self) -> str:
        return f"after entry {self._tree.size - 1}" if self._tree.size else "before the first entry"


def _check_next(after: str, last: Checkpoint, checkpoint: Checkpoint) -> None:
    if checkpoint.origin != last.origin:
        raise JournalError(f"{after} is of another journal, {checkpoint.origin[:80]}")
    if checkpoint.size == last.size:
        two = "is there twice" if checkpoint.root == last.root else "is there with two roots: two stories"
        raise JournalError(f"{after} {two}")


def _entries(start: int, stop: int) -> str:
    return f"one of entries {start} to {stop - 1}" if stop - start > 1 else f"entry {start}"


def _of_entry(number: int, error: InputError, name: str | None = None) -> JournalError:
    where = f"{name}: " if name else ""
    inside = f"{error.field}: " if error.field else ""
    return JournalError(f"entry {number}: {where}{inside}{error.reason}", remedy=error.remedy)
