"""Signing notes, cosigning checkpoints, and checking who signed (C2SP signed-note and tlog-cosignature).

A log's signature is over the text. A witness' is over

    cosignature/v1
    time 1679315147
    (the text)

and its line holds the 8-byte time, in seconds since 1970, before the 64 bytes of the signature.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from clawback.clock import from_micros, to_micros
from clawback.errors import JournalError, TimeError
from clawback.journal.keys import Key, KeyKind, Signer
from clawback.journal.note import Note, Signature

__all__ = ["Signed", "cosign", "sign", "signed_by"]

_SECOND = 1_000_000
_TIME_SIZE = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Signed:
    """A signature that was checked. `cosigned_at` is a witness' time, None for a log's signature."""

    key: Key
    cosigned_at: datetime | None


def sign(signer: Signer, text: str) -> Signature:
    """A log's signature of a note's text."""
    assert signer.kind is KeyKind.LOG, "a witness' key signs cosignatures only"
    assert text.endswith("\n"), "a note's text ends in a line end"
    return Signature(name=signer.name, key_id=signer.key.id, data=signer.sign(text.encode()))


def cosign(signer: Signer, text: str, at: datetime) -> Signature:
    """A witness' signature of a checkpoint's text at a time, told in whole seconds."""
    assert signer.kind is KeyKind.WITNESS, "a log's key signs no cosignatures"
    seconds = to_micros(at) // _SECOND
    data = seconds.to_bytes(_TIME_SIZE, "big") + signer.sign(_cosigned(text, seconds))
    return Signature(name=signer.name, key_id=signer.key.id, data=data)


def signed_by(note: Note, keys: Iterable[Key]) -> tuple[Signed, ...]:
    """Which of these keys signed the note, each once. Signatures by other keys say nothing.

    Raises JournalError where a signature that claims one of the keys is not by it, and where none of them signed.
    """
    known = {(key.name, key.id): key for key in keys}
    found: dict[Key, Signed] = {}
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is not None:
            found.setdefault(key, _checked(key, signature, note.text))
    if not found:
        names = ", ".join(sorted({signature.name for signature in note.signatures}))
        raise JournalError(f"no key given signed this; it claims signatures of {names[:200]}")
    return tuple(found.values())


def _checked(key: Key, signature: Signature, text: str) -> Signed:
    data, message, cosigned_at = signature.data, text.encode(), None
    if key.kind is KeyKind.WITNESS:
        seconds = int.from_bytes(data[:_TIME_SIZE], "big")
        data, message, cosigned_at = data[_TIME_SIZE:], _cosigned(text, seconds), _time(key, seconds)
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(data, message)
    except InvalidSignature:
        raise JournalError(
            f"the signature of {key.name} is not by its key, or the text was altered"
        ) from None
    return Signed(key=key, cosigned_at=cosigned_at)


def _cosigned(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def _time(key: Key, seconds: int) -> datetime:
    try:
        return from_micros(seconds * _SECOND)
    except TimeError:
        raise JournalError(f"the cosignature of {key.name} is of no time that there is") from None
