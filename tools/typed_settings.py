"""The server's settings as mypy's Django plugin reads them: a data folder beside mypy's cache, and no database."""

import os
from pathlib import Path

from clawback.server.data_folder import open_folder

_FOLDER = Path(__file__).parents[1] / ".mypy_cache" / "server-settings"
open_folder(_FOLDER, demo=True)
os.environ.update(CLAWBACK_DATA=str(_FOLDER), DATABASE_URL="postgresql:///types")

from clawback.server.settings import *  # noqa: E402, F403 - what the plugin looks for
