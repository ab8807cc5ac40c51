"""A port for a server that a test starts: one that the machine gives to no connection in the meantime."""

from __future__ import annotations

import os
import socket
from itertools import count
from pathlib import Path

_FIRST, _MANY, _STRIDE = 20_000, 12_000, 101
_RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")
_numbers = count()


def free_port() -> int:
    """Of loopback. A port that the machine chose itself may be a client's by the time that the server is there; so it
    is one below those, and processes of tests, whose numbers are neighbours, begin far from one another."""
    for number in _numbers:
        port = _lowest() + (os.getpid() * _STRIDE + number) % _MANY
        with socket.socket() as trial:
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise AssertionError("numbers do not end")


def _lowest() -> int:
    """Where ports begin of which the machine gives none to clients."""
    lowest = int(_RANGE.read_text().split()[0])
    return lowest - _MANY if lowest > _MANY + 1024 else _FIRST
