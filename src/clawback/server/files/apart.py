"""Looking at a stranger's file in another process, which knows nothing, reaches nothing and ends soon."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from clawback.errors import InputError
from clawback.server.files.kinds import kind_of

__all__ = ["Unfit", "cleaned"]

_CHILD: Final = Path(__file__).with_name("child.py")
_SECONDS: Final = 20
_REFUSED: Final = 3


class Unfit(InputError):
    """The file is not what it says it is, or more than we open."""


def cleaned(name: str, data: bytes) -> tuple[str, bytes]:
    """The file's kind, and its bytes written anew: an image without metadata, a text as UTF-8. Raises Unfit.

    The child gets the bytes by a pipe, an empty environment, no other open file, and the limits of child.py.
    """
    kind = kind_of(name, data)
    try:
        done = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-I", str(_CHILD), kind],
            input=data,
            capture_output=True,
            env={},
            close_fds=True,
            cwd="/",
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unfit("the file takes too long to open") from None
    if done.returncode == _REFUSED:
        raise Unfit(done.stderr.decode("ascii", "replace").strip()[:200])
    if done.returncode != 0 or not done.stdout:
        raise Unfit("the file cannot be opened")
    return kind, done.stdout
