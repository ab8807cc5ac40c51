"""The web server: granian, WSGI, processes with threads."""

from __future__ import annotations

import os

__all__ = ["serve_web"]


def serve_web(host: str, port: int) -> None:
    """Answers until it is told to stop (SIGTERM, SIGINT). The environment says where data stand (settings.py)."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "clawback.server.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=min(4, os.cpu_count() or 1),
        blocking_threads=4,
        backlog=1024,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        websockets=False,
    ).serve()
