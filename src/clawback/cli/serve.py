"""`clawback serve`: the whole server in one command."""

from __future__ import annotations

from pathlib import Path

__all__ = ["serve"]


def serve(*, data: Path | None = None, host: str = "127.0.0.1", port: int = 8000, demo: bool = False) -> None:
    """Start database, web server and worker, and print the address; Ctrl-C stops them, and everything is kept.

    Example: `clawback serve --demo`

    The database is an embedded PostgreSQL in the data folder, unless DATABASE_URL names another. The first visit sets
    up the first administrator with the one-time code that is printed here.

    Parameters
    ----------
    data
        The data folder; made where there is none. Default: /var/lib/clawback for root, else in your own data.
    host
        The address to listen on. Anything but loopback needs TLS before it.
    port
        The port to listen on.
    demo
        Invented people, cases and law, on this machine alone: choose who you are on the first page.
    """
    from clawback.server.serving import supervisor

    supervisor.serve(supervisor.Serving(data=data, host=host, port=port, demo=demo))
