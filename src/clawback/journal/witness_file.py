"""The file in which a witness keeps the last checkpoint of each journal it follows:

    clawback witness v1
    20852163 CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I= centre.example/journal

It is written before a cosignature leaves, and replaced whole or not at all. Whoever loses it may cosign a second
story: it belongs on a disk of the witness' own, and is never restored from a backup.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from clawback.clock import Clock
from clawback.errors import JournalError
from clawback.journal.encoding import from_base64, from_decimal, to_base64
from clawback.journal.keys import Key, Signer
from clawback.journal.witness import Cosigned, Refused, Request, Seen, decide

__all__ = ["cosign_and_keep", "parse_seen", "read_seen"]

_HEADER = "clawback witness v1"


def cosign_and_keep(
    path: Path, request: Request, keys: Sequence[Key], signer: Signer, clock: Clock
) -> Cosigned | Refused:
    """Decides on a request by the file, and keeps what it decided before it answers. Of two at once one waits."""
    with _locked(path):
        seen = read_seen(path)
        answer = decide(request, seen, keys, signer, clock())
        if isinstance(answer, Cosigned):
            _replace(path, _text({**seen, answer.origin: answer.seen}).encode())
        return answer


def read_seen(path: Path) -> dict[str, Seen]:
    """Origin -> last checkpoint, empty where there is no file yet. Raises JournalError for a damaged one."""
    try:
        return parse_seen(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise JournalError("the witness' file is damaged", file=str(path)) from None
    except JournalError as error:
        raise error.at(file=str(path)) from None


def parse_seen(text: str) -> dict[str, Seen]:
    """The same of the file's text."""
    if not text.startswith(f"{_HEADER}\n") or not text.endswith("\n"):
        raise JournalError("this is not a witness' file, or it is cut short")
    found: dict[str, Seen] = {}
    for number, line in enumerate(text.split("\n")[1:-1], 2):
        size, _, rest = line.partition(" ")
        root, _, origin = rest.partition(" ")
        if not origin or origin in found:
            raise JournalError("a line is SIZE ROOT ORIGIN, one for each origin", line=number)
        found[origin] = Seen(size=from_decimal(size, "a size"), root=from_base64(root, "a root", 32))
    return found


def _text(seen: Mapping[str, Seen]) -> str:
    lines = (f"{each.size} {to_base64(each.root)} {origin}" for origin, each in sorted(seen.items()))
    return "".join(f"{line}\n" for line in (_HEADER, *lines))


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.with_name(f"{path.name}.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _replace(path: Path, data: bytes) -> None:
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
