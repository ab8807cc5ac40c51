"""Which addresses we speak to: nobody has us reach into a network that is not the open one.

Outside of a demo https alone, and only where every address of the name is a public one; in a demo, which sends nothing
out, only this machine. The connection is made to the address that was looked at, not to the name again.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from clawback.server.casework.machines.refusals import AddressWrong

__all__ = ["Place", "place_of"]

_PORTS: Final = {"https": 443, "http": 80}
_LONGEST: Final = 500
_MAPPED: Final = tuple(
    ipaddress.IPv6Network(each)
    for each in ("::/96", "::ffff:0:0/96", "64:ff9b::/32", "2001::/32", "2002::/16")
)
"""IPv6 that carries an IPv4 address in it, which could be a private one."""

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where to connect: `host` is the name, `ip` one of its addresses, `authority` the name as a request says it,
    `target` what is asked for there."""

    secure: bool
    host: str
    authority: str
    port: int
    ip: str
    target: str


def place_of(address: str) -> Place:
    """The place of a URL, looked up now. Raises AddressWrong."""
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        raise _wrong("this is not an address") from None
    host = parts.hostname
    if len(address) > _LONGEST or not address.isascii() or not address.isprintable() or " " in address:
        raise _wrong(f"an address has up to {_LONGEST} plain characters")
    if parts.scheme not in (("https", "http") if settings.CLAWBACK_DEMO else ("https",)) or not host:
        raise _wrong("an address begins with https://")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise _wrong("an address has no user name and no fragment")
    ips = _found(host, port)
    for ip in ips:
        _check(ip)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(
        secure=parts.scheme == "https",
        host=host,
        authority=parts.netloc,
        port=port,
        ip=str(ips[0]),
        target=target,
    )


def _found(host: str, port: int) -> list[IP]:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _wrong(f"{host} is not found") from None
    return [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in rows]


def _check(ip: IP) -> None:
    if settings.CLAWBACK_DEMO:
        if not ip.is_loopback:
            raise _wrong("a demo sends nothing to another machine")
        return
    carried = isinstance(ip, ipaddress.IPv6Address) and any(ip in each for each in _MAPPED)
    if carried or not ip.is_global or ip.is_multicast or ip.is_reserved:
        raise _wrong("this address is not in the public network")


def _wrong(reason: str) -> AddressWrong:
    return AddressWrong(reason, field="address")
