"""E-mail addresses, "at" and "dot" spelled out too; each gives its domain unless the host serves everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clawback.identifiers.found import CHECKED, SHAPE, Candidate
from clawback.identifiers.hosts import DOT, LABEL, ascii_host, domain_of, is_public, undotted
from clawback.identifiers.reading import Reading

__all__ = ["find"]

_WORD = r"(?:at|arroba|a còng|แอท|ऐट|アット|앳|골뱅이|艾特)"
_AT = rf"(?:@|[ ]@[ ]|[ ]?[\[({{][ ]?(?:@|{_WORD})[ ]?[\])}}][ ]?|(?P<said>[ ]{_WORD}[ ]))"
_LOCAL = rf"[a-z0-9][a-z0-9+_\-]{{0,40}}(?:{DOT}[a-z0-9+_\-]{{1,40}}){{0,4}}"
_HOST = rf"{LABEL}(?:{DOT}{LABEL}){{1,5}}"
_ADDRESS = re.compile(rf"(?<![a-z0-9.+_\-])(?P<local>{_LOCAL}){_AT}(?P<host>{_HOST})", re.IGNORECASE)


_SIGNED = re.compile(
    rf"(?<![a-z0-9.+_\-])(?P<local>{_LOCAL})(?P<said>[★☆◎■●◆△▲*#])(?P<host>{_HOST})", re.IGNORECASE
)
"""A sign for @, of which the text says so: "support★shop.example (★ is @)"."""


_EXPLAINED = re.compile(r"(?P<sign>[★☆◎■●◆△▲*#])(?=[^\n@]{0,12}@)")


def _addresses(plain: str) -> Iterator[re.Match[str]]:
    yield from _ADDRESS.finditer(plain)
    explained = {match["sign"] for match in _EXPLAINED.finditer(plain)} if "@" in plain else set()
    if explained:
        yield from (match for match in _SIGNED.finditer(plain) if match["said"] in explained)


def find(reading: Reading) -> Iterator[Candidate]:
    """Every address whose host ends in a public suffix."""
    for match in _addresses(reading.view.plain):
        end, host = match.end(), undotted(match["host"])
        name = ascii_host(host)
        while name and domain_of(name) is None and "." in name:
            name = None
        # A bare word "at" is one only where the dot is spelled as well, or the host is nothing but a host.
        if name is None or (len(match["said"] or "") > 1 and "." in match["host"] and "." in match["local"]):
            continue
        local = undotted(match["local"]).lower()
        yield Candidate(
            kind="email",
            value=f"{local}@{name}",
            start=match.start(),
            end=end,
            strength=CHECKED + 2,
            because="an e-mail address",
        )
        domain = domain_of(name)
        if domain is not None and not is_public(name, domain):
            yield Candidate(
                kind="domain",
                value=domain,
                start=match.start(),
                end=end,
                strength=SHAPE,
                because="of the e-mail address",
                joins=True,
            )
