"""Looking at a stranger's file in another process, which knows nothing, reaches nothing and ends soon."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from clawback.errors import InputError
from clawback.reports.document import Document, Piece
from clawback.server.files.kinds import kind_of

__all__ = ["REASONS", "Unfit", "cleaned", "read_apart", "text_of"]

_HERE: Final = Path(__file__).parent
_SECONDS: Final = {"child.py": 20, "text_child.py": 180, "facts_child.py": 120}
_REFUSED: Final = 3
_LONGEST_PLACE: Final = 200

REASONS: Final = ("locked", "pictures", "broken", "long")
"""Why a file's text cannot be read: a password, nothing but pictures, damaged or no such file, or it takes too long."""


class Unfit(InputError):
    """The file is not what it says it is, or more than we open."""


def cleaned(name: str, data: bytes) -> tuple[str, bytes]:
    """The file's kind, and its bytes written anew: an image without metadata, a text as UTF-8. Raises Unfit."""
    kind = kind_of(name, data)
    status, out, said = _run("child.py", [kind], data)
    if status is None:
        raise Unfit("the file takes too long to open")
    if status == _REFUSED:
        raise Unfit(said[:200])
    if status != 0 or not out:
        raise Unfit("the file cannot be opened")
    return kind, out


def text_of(kind: str, data: bytes) -> tuple[Document, bool]:
    """The text of a file of that kind, and whether that is all of it. Raises Unfit with one of REASONS."""
    status, out, said = _run("text_child.py", [kind], data)
    if status != 0:
        raise Unfit(said if said in REASONS else "broken" if status is not None and status > 0 else "long")
    told = json.loads(out)
    text = _whole(str(told["text"]))
    starts = [*(int(start) for start, _ in told["pieces"]), len(text)]
    pieces = tuple(
        Piece(start=int(start), end=end, place=_whole(str(place))[:_LONGEST_PLACE])
        for (start, place), end in zip(told["pieces"], starts[1:], strict=True)
    )
    doubted = kind in ("png", "jpeg")
    return Document(text=text, pieces=pieces, doubted=doubted), bool(told["whole"])


def _whole(text: str) -> str:
    """Without halves of characters, which a file may name and nothing can write; as long as it was."""
    return text.encode("utf-8", "replace").decode()


def read_apart(document: Document, country: str | None, received: datetime) -> dict[str, Any]:
    """What the text names, as Facts.to_dict() has it, and `read_to`. Raises Unfit with one of REASONS."""
    asked = {
        "text": document.text,
        "country": country,
        "received": received.isoformat(),
        "doubted": document.doubted,
    }
    status, out, _said = _run("facts_child.py", [], json.dumps(asked).encode())
    if status != 0:
        raise Unfit("long")
    found: dict[str, Any] = json.loads(out)
    return found


def _run(script: str, arguments: list[str], data: bytes) -> tuple[int | None, bytes, str]:
    """Exit status (None where it took too long), what it wrote, and what it said of what it refuses.

    The child gets the bytes by a pipe, an empty environment, no other open file, and the limits that it sets itself.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-I", str(_HERE / script), *arguments],
            input=data,
            capture_output=True,
            env={},
            close_fds=True,
            cwd="/",
            timeout=_SECONDS[script],
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None, b"", ""
    return done.returncode, done.stdout, done.stderr.decode("ascii", "replace").strip()
