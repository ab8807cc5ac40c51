"""The environment of a web server or worker that is started by itself."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from clawback.server.data_folder import DataFolder
from clawback.server.errors import ServerError

__all__ = ["check_installed", "use"]


def check_installed() -> None:
    """Raises ServerError where the server's own packages are not installed."""
    for name in ("django", "psycopg", "granian", "allauth"):
        if find_spec(name) is None:
            raise ServerError(
                f"the server needs {name}", remedy="install it with pip install 'clawback[server]'"
            )


def use(data: Path | None) -> DataFolder:
    """Says where data and database are. Raises ServerError where nobody did."""
    check_installed()
    if data is not None:
        os.environ["CLAWBACK_DATA"] = str(data.expanduser().absolute())
    if "CLAWBACK_DATA" not in os.environ:
        raise ServerError("no data folder is named", remedy="write --data DIR")
    if "DATABASE_URL" not in os.environ:
        raise ServerError(
            "no database is named", remedy="set DATABASE_URL, or start everything with clawback serve"
        )
    folder = DataFolder(Path(os.environ["CLAWBACK_DATA"]))
    assert folder.is_demo in (True, False), "its marker was read"
    return folder
