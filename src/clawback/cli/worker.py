"""`clawback worker`: the worker by itself."""

from __future__ import annotations

from pathlib import Path

__all__ = ["worker"]


def worker(*, data: Path | None = None) -> None:
    """Run a worker alone: it runs clocks and signs the journal. Any number may run at once.

    Example: `DATABASE_URL=postgresql://db/clawback clawback worker --data /var/lib/clawback`

    Parameters
    ----------
    data
        The data folder with the keys, made by `clawback serve`. Default: the CLAWBACK_DATA of the environment.
    """
    from clawback.server.serving.environment import use
    from clawback.server.serving.working import serve_worker

    use(data)
    serve_worker()
