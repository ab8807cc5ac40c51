"""IP addresses, in the form of RFC 5952."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address

from clawback.identifiers.found import CHECKED, Candidate
from clawback.identifiers.reading import Reading

__all__ = ["find"]

_FOUR = re.compile(r"(?<![\w.])[0-9]{1,3}(?:(?:\.|\[\.\]|\(\.\))[0-9]{1,3}){3}(?![\w]|\.[0-9])")
_SIX = re.compile(r"(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])", re.IGNORECASE)
_VERSION = re.compile(r"(?:version|ver|v|版本)[ .:]*$", re.IGNORECASE)


def find(reading: Reading) -> Iterator[Candidate]:
    """Addresses of both versions; a version number is none."""
    plain = reading.view.plain
    for pattern in (_FOUR, _SIX):
        for match in pattern.finditer(plain):
            if _VERSION.search(plain, max(match.start() - 10, 0), match.start()):
                continue
            try:
                value = str(ip_address(re.sub(r"[\[\]()]", "", match[0])))
            except ValueError:
                continue
            if pattern is _SIX and (len(match[0]) < 7 or match[0].count(":") < 3):
                continue
            yield Candidate(
                kind="ip",
                value=value,
                start=match.start(),
                end=match.end(),
                strength=CHECKED,
                because="an IP address",
            )
