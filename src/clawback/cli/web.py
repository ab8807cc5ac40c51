"""`clawback web`: the web server by itself."""

from __future__ import annotations

from pathlib import Path

__all__ = ["web"]


def web(*, data: Path | None = None, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Run the web server alone, where database and worker are processes of their own.

    Example: `DATABASE_URL=postgresql://db/clawback clawback web --data /var/lib/clawback`

    Parameters
    ----------
    data
        The data folder with the keys, made by `clawback serve`. Default: the CLAWBACK_DATA of the environment.
    host
        The address to listen on. Anything but loopback needs TLS before it.
    port
        The port to listen on.
    """
    from clawback.server.serving.environment import use
    from clawback.server.serving.web import serve_web

    use(data)
    serve_web(host, port)
