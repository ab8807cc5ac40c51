"""Signed notes (C2SP signed-note): a text, an empty line, and a line for each signature.

    centre.example/journal
    2
    Gz0Iko4Iu0PpTzlGmDRvJy4/9rDlFsyYzaYWA8Mi5yI=

    — centre.example/journal Zm9vYmFyYmF6...
    — witness.example/w1 jWbPPwAAAABkGFDL...

Nothing in it may be believed before a signature by a known key is checked (signing.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from clawback.errors import JournalError
from clawback.journal.encoding import from_base64, to_base64
from clawback.journal.keys import is_key_name

__all__ = ["MOST_SIGNATURES", "Note", "Signature", "parse_note", "parse_signature"]

MOST_SIGNATURES = 100
_DASH = "\N{EM DASH} "


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """One signature: whose key it claims (name and 4-byte id), and its bytes as the key's kind reads them."""

    name: str
    key_id: bytes
    data: bytes = field(repr=False)

    def line(self) -> str:
        """The signature's line, with its line end."""
        return f"{_DASH}{self.name} {to_base64(self.key_id + self.data)}\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A text that ends in a line end, and one signature or more."""

    text: str
    signatures: tuple[Signature, ...]

    def to_bytes(self) -> bytes:
        """The note as `parse_note` reads it."""
        return (self.text + "\n" + "".join(each.line() for each in self.signatures)).encode()

    def with_signature(self, signature: Signature) -> Note:
        """The note with one signature more; the same note where it stands there already."""
        if signature in self.signatures:
            return self
        return Note(text=self.text, signatures=(*self.signatures, signature))


def parse_note(data: bytes) -> Note:
    """The note of its bytes, unchecked. Raises JournalError for what is not a signed note."""
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError:
        raise JournalError("a note is not UTF-8") from None
    if any(each < " " and each != "\n" for each in whole):
        raise JournalError("a note has a control character")
    text, between, lines = whole.rpartition("\n\n")
    if not between or not lines.endswith("\n"):
        raise JournalError(
            "a note is a text, an empty line, and lines of signatures; this is cut short, or none"
        )
    signatures = tuple(parse_signature(line) for line in lines[:-1].split("\n"))
    if len(signatures) > MOST_SIGNATURES:
        raise JournalError(f"a note has more than {MOST_SIGNATURES} signatures")
    return Note(text=text + "\n", signatures=signatures)


def parse_signature(line: str) -> Signature:
    """The signature of a line without its end. Raises JournalError."""
    name, _, coded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not is_key_name(name):
        raise JournalError(f"this is not a line of a signature: {line[:60]!r}")
    data = from_base64(coded, f"the signature of {name[:80]}")
    if len(data) < 5:
        raise JournalError(f"the signature of {name[:80]} is too short")
    return Signature(name=name, key_id=data[:4], data=data[4:])
