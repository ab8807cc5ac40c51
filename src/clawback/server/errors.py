"""What is wrong with how the server is started, as the command line tells it."""

from __future__ import annotations

from clawback.errors import InputError

__all__ = ["ServerError"]


class ServerError(InputError):
    """The server cannot be started, or not so: a folder, a database, an address or a key is wrong."""
