"""`clawback keys`: the keys of the data folder."""

from __future__ import annotations

from pathlib import Path

from cyclopts import App

__all__ = ["app"]

_ABOUT = """The keys that close people's data.

Example: `clawback keys rotate --data /var/lib/clawback`
"""

app = App(name="keys", help=_ABOUT, help_format="markdown")


@app.command
def rotate(*, data: Path | None = None) -> None:
    """Make a new master key and wrap the key of every report with it; what they close is not touched.

    Example: `clawback keys rotate --data /var/lib/clawback`

    Web servers and workers may go on running where DATABASE_URL names the database. The embedded database is started
    for it, so stop `clawback serve` first. Cut short, the same command goes on. The older key opens nothing any more:
    delete its file once no backup of the report keys is older than this.

    Parameters
    ----------
    data
        The data folder with the keys. Default: the CLAWBACK_DATA of the environment.
    """
    from clawback.server.serving.rotating import rotate_keys

    name, count = rotate_keys(data)
    print(f"Wrapped {count} keys of reports and notices with {name}.")
