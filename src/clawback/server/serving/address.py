"""Where the server listens."""

from __future__ import annotations

import ipaddress
import socket

from clawback.server.errors import ServerError

__all__ = ["check_free", "is_loopback", "url"]


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches it."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def url(host: str, port: int, path: str = "/") -> str:
    """The address as a browser takes it; that of this machine where the server listens everywhere."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}{path}"


def check_free(host: str, port: int) -> None:
    """Raises ServerError where something listens there, or nothing can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except (OSError, OverflowError) as error:
            raise ServerError(
                f"nothing can listen on {host} port {port}: {getattr(error, 'strerror', None) or error}",
                remedy="name another with --port",
            ) from None
