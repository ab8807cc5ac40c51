"""Checkpoints (C2SP tlog-checkpoint): the text of a note that fixes every entry of a journal up to a size.

centre.example/journal                          the origin: whose journal
2                                               the size: how many entries
Gz0Iko4Iu0PpTzlGmDRvJy4/9rDlFsyYzaYWA8Mi5yI=    the root of their tree
(extension lines, if any: none is written here)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clawback.errors import JournalError
from clawback.journal.encoding import from_base64, from_decimal, to_base64
from clawback.journal.keys import Key, KeyKind, Signer
from clawback.journal.note import Note, parse_note
from clawback.journal.signing import Signed, sign, signed_by

__all__ = ["Checkpoint", "SignedCheckpoint", "check_signed", "parse_checkpoint", "read_checkpoint", "signed"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Checkpoint:
    """The first `size` entries of the journal `origin` have the 32-byte `root`."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """The note's text, as `parse_checkpoint` reads it."""
        lines = (self.origin, str(self.size), to_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, kw_only=True, slots=True)
class SignedCheckpoint:
    """A checkpoint with its note, and the keys that signed it: the log's, and those witnesses' that are known."""

    checkpoint: Checkpoint
    note: Note
    signed: tuple[Signed, ...]


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint of a note's text. Raises JournalError."""
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop() or not all(lines):
        raise JournalError("a checkpoint is three lines or more, none of them empty: origin, size, root")
    origin, size, root, *extensions = lines
    return Checkpoint(
        origin=origin,
        size=from_decimal(size, "a checkpoint's size"),
        root=from_base64(root, "a checkpoint's root", 32),
        extensions=tuple(extensions),
    )


def signed(checkpoint: Checkpoint, signer: Signer) -> Note:
    """The log's note of a checkpoint; witnesses add theirs. The signer has the origin's name."""
    assert signer.name == checkpoint.origin, "a journal's key has the name of its origin"
    return Note(text=checkpoint.text(), signatures=(sign(signer, checkpoint.text()),))


def check_signed(note: Note, keys: Iterable[Key]) -> SignedCheckpoint:
    """The checkpoint of a note that a log's key with the origin's name has signed. Raises JournalError."""
    checkpoint, found = parse_checkpoint(note.text), signed_by(note, keys)
    if not any(each.key.kind is KeyKind.LOG and each.key.name == checkpoint.origin for each in found):
        raise JournalError(f"no key given of {checkpoint.origin[:80]} itself signed this checkpoint")
    return SignedCheckpoint(checkpoint=checkpoint, note=note, signed=found)


def read_checkpoint(data: bytes, keys: Iterable[Key]) -> SignedCheckpoint:
    """`check_signed` of a note's bytes."""
    return check_signed(parse_note(data), keys)
