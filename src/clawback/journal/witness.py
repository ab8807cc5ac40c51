"""What a witness decides (C2SP tlog-witness): it cosigns a checkpoint only where the journal has grown from its last.

The request, as a journal sends it:

    old 20                                          the size that the witness cosigned last, 0 at first
    PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=    the consistency proof, a hash a line

    centre.example/journal                          the checkpoint, signed
    22
    ...

Nothing is read or written here: witness_file.py keeps the last checkpoints.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from clawback.errors import JournalError
from clawback.journal.checkpoint import Checkpoint, check_signed, parse_checkpoint
from clawback.journal.encoding import from_base64, from_decimal, to_base64
from clawback.journal.hashing import EMPTY_ROOT
from clawback.journal.keys import Key, KeyKind, Signer
from clawback.journal.note import Note, Signature, parse_note
from clawback.journal.proofs import verify_consistency
from clawback.journal.signing import cosign

__all__ = ["Cosigned", "Refused", "Request", "Seen", "decide", "parse_request"]

_MOST_HASHES = 63


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """A new checkpoint, and the proof from the size that the journal believes the witness has seen."""

    old_size: int
    proof: tuple[bytes, ...]
    note: Note

    def to_bytes(self) -> bytes:
        """The request as `parse_request` reads it."""
        lines = [f"old {self.old_size}\n", *(f"{to_base64(each)}\n" for each in self.proof), "\n"]
        return "".join(lines).encode() + self.note.to_bytes()


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """The last checkpoint that the witness cosigned, of one origin."""

    size: int
    root: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Cosigned:
    """The cosignature, to be sent only once `seen` is kept."""

    signature: Signature
    origin: str
    seen: Seen


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """Why not; `status` is the answer's HTTP status, `size` the last size seen where that is the answer (409)."""

    status: int
    reason: str
    size: int | None = None


def parse_request(data: bytes) -> Request:
    """The request of its bytes. Raises JournalError, which is answered with status 400."""
    head, between, note = data.partition(b"\n\n")
    try:
        first, *hashes = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise JournalError("a request begins with lines of ASCII") from None
    if not between or not first.startswith("old "):
        raise JournalError("a request is a line old SIZE, a proof, an empty line and a checkpoint")
    if len(hashes) > _MOST_HASHES:
        raise JournalError(f"a proof has at most {_MOST_HASHES} hashes")
    return Request(
        old_size=from_decimal(first.removeprefix("old "), "the old size"),
        proof=tuple(from_base64(each, "a hash of the proof", 32) for each in hashes),
        note=parse_note(note),
    )


def decide(
    request: Request, seen: Mapping[str, Seen], keys: Sequence[Key], signer: Signer, at: datetime
) -> Cosigned | Refused:
    """Cosigns or refuses. `seen` is origin -> last checkpoint; `keys` are those of the journals it follows."""
    try:
        checkpoint = parse_checkpoint(request.note.text)
    except JournalError as error:
        return Refused(status=400, reason=error.reason)
    own = [key for key in keys if key.name == checkpoint.origin and key.kind is KeyKind.LOG]
    if not own:
        return Refused(status=404, reason="this witness does not follow that journal")
    try:
        check_signed(request.note, own)
    except JournalError as error:
        return Refused(status=403, reason=error.reason)
    last = seen.get(checkpoint.origin)
    refused = _inconsistent(request, checkpoint, last)
    if refused:
        return refused
    return Cosigned(
        signature=cosign(signer, request.note.text, at),
        origin=checkpoint.origin,
        seen=Seen(size=checkpoint.size, root=checkpoint.root),
    )


def _inconsistent(request: Request, checkpoint: Checkpoint, last: Seen | None) -> Refused | None:
    size = last.size if last else 0
    if request.old_size > checkpoint.size:
        return Refused(status=400, reason="the old size is above the checkpoint's")
    if request.old_size != size:
        return Refused(status=409, reason=f"the last checkpoint seen has {size} entries", size=size)
    root = last.root if last and size else EMPTY_ROOT
    try:
        verify_consistency(size, root, checkpoint.size, checkpoint.root, request.proof)
    except JournalError as error:
        return Refused(status=422, reason=error.reason)
    return None
