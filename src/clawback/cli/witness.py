"""`clawback witness`: watches journals from elsewhere."""

from __future__ import annotations

import os
import sys
import threading
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

from clawback.errors import InputError, JournalError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clawback.journal.keys import Key, Signer
    from clawback.journal.note import Note
    from clawback.journal.witness import Request

__all__ = ["witness"]

_LONGEST = 1 << 20
_PATIENCE = 30


class _Silence(InputError):
    """The journal did not answer."""


def witness(url: str, *, key: Path, data: Path, name: str, every: float = 60, once: bool = False) -> None:
    """Watch a journal from elsewhere: cosign each checkpoint that is the last one grown, and refuse any other.

    Example: `clawback witness https://centre.example/journal/checkpoint --key centre.pub --data /var/lib/witness
    --name witness.example`

    It keeps in its folder the last checkpoint of each journal, its own key, and the cosigned notes. A journal that was
    cut short, rebuilt, or shown differently is refused with exit status 2: keep both notes. One that does not answer
    is asked again; with --once that is exit status 2 too.

    Parameters
    ----------
    url
        The address of the journal's latest checkpoint.
    key
        A file with the journal's public key (journal.pub of its data folder).
    data
        The witness' own folder, on a disk of its own; never restored from a backup.
    name
        The name of the witness and its key, such as witness.example.
    every
        Seconds between two looks.
    once
        Look once, and end.
    """
    from clawback.journal.keys import parse_keys

    if not url.startswith(("https://", "http://")):
        raise InputError(f"{url} is no address of a journal", remedy="it begins with https://")
    keys = parse_keys(key.read_text("utf-8"))
    data.mkdir(parents=True, exist_ok=True)
    signer = _signer(data, name)
    rest = threading.Event()
    while True:
        try:
            print(_look(url, data, keys, signer), flush=True)
        except _Silence as silence:
            if once:
                raise
            print(silence, file=sys.stderr, flush=True)
        if once or rest.wait(every):
            return


def _signer(data: Path, name: str) -> Signer:
    """The witness' key, made at its first use; its public half stands beside it, to be given to those who check."""
    from clawback.journal.keys import KeyKind, new_signer, parse_signer

    path = data / "witness.key"
    if not path.exists():
        signer = new_signer(name, KeyKind.WITNESS)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(signer.secret_text() + "\n")
        (data / "witness.pub").write_text(signer.key.text() + "\n", "utf-8")
    return parse_signer(path.read_text("utf-8").strip())


def _look(url: str, data: Path, keys: Sequence[Key], signer: Signer) -> str:
    """One look; what to say of it. Raises JournalError where the journal is not the old one grown."""
    from clawback import clock
    from clawback.journal.witness import Refused
    from clawback.journal.witness_file import cosign_and_keep, read_seen

    seen = read_seen(data / "seen")
    asked = _fetched(url, max((seen[each.name].size for each in keys if each.name in seen), default=0))
    answer = cosign_and_keep(data / "seen", asked, keys, signer, clock.now)
    if isinstance(answer, Refused):
        _keep(data / "refused.note", asked.note)
        raise JournalError(
            f"refused: {answer.reason}", remedy=f"keep {data / 'refused.note'} and the last one"
        )
    note = asked.note.with_signature(answer.signature)
    _keep(data / "cosigned.note", note)
    return f"{answer.origin}: {answer.seen.size} entries, cosigned"


def _fetched(url: str, old: int) -> Request:
    """What the journal answers for the size that was seen last; a plain note where it is shorter than that."""
    from clawback.journal.note import parse_note
    from clawback.journal.witness import Request, parse_request

    status, body = _get(f"{url}?old={old}")
    if status == 409:
        return Request(old_size=old, proof=(), note=parse_note(body))
    return parse_request(body)


def _get(address: str) -> tuple[int, bytes]:
    """Status (200, or 409) and body. Raises _Silence."""
    try:
        with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310 - the address that was named
            return 200, bytes(answer.read(_LONGEST))
    except urllib.error.HTTPError as error:
        if error.code == 409:
            return 409, error.read(_LONGEST)
        raise _Silence(f"the journal does not answer: {error.code} {error.reason}") from error
    except (OSError, HTTPException) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        raise _Silence(f"the journal does not answer: {reason}") from error


def _keep(path: Path, note: Note) -> None:
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(note.to_bytes())
    os.replace(fresh, path)
