"""A new master key, from the command line."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

from clawback.server.data_folder import DataFolder
from clawback.server.embedded import Embedded
from clawback.server.errors import ServerError
from clawback.server.serving.environment import check_installed, use

__all__ = ["rotate_keys"]


def rotate_keys(data: Path | None) -> tuple[str, int]:
    """The new key's name, and how many keys of reports and notices it wraps now. Raises ServerError."""
    check_installed()
    with ExitStack() as running:
        if "DATABASE_URL" not in os.environ:
            os.environ["DATABASE_URL"] = _embedded(data, running)
        use(data)
        from clawback.server.starting import set_up

        set_up()
        from django.db import connection

        from clawback.server.casework.victims.rotating import rotate

        running.callback(connection.close)
        return rotate()


def _embedded(data: Path | None, running: ExitStack) -> str:
    """The folder's own database, started for this alone: a running server has the folder's lock."""
    named = data or os.environ.get("CLAWBACK_DATA")
    if named is None:
        raise ServerError("no data folder is named", remedy="write --data DIR")
    folder = DataFolder(Path(named).expanduser().absolute())
    if not folder.database.exists():
        raise ServerError(
            "this folder has no database of its own", file=str(folder.path), remedy="set DATABASE_URL"
        )
    running.enter_context(folder.locked())
    embedded = Embedded(folder.database)
    running.callback(embedded.stop)
    embedded.start()
    return embedded.url()
