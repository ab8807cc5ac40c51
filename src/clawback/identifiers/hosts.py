"""Hosts as people write them, defanged and spaced out too, and the domain under which they are registered."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import idna

from clawback.identifiers.words import table

if TYPE_CHECKING:
    from tldextract import TLDExtract

__all__ = ["DOT", "LABEL", "ascii_host", "domain_of", "is_public", "undotted"]

_WORD = r"(?:dot|punto|ponto|chấm|titik|点|點|ดอท|डॉट|ドット|닷|점)"
DOT = (
    rf"(?:\.|。(?![0-9]+(?![0-9a-z.。]))|[ ]?[\[({{][ ]?(?:\.|。|{_WORD})[ ]?[\])}}][ ]?|[ ]{_WORD}[ ]"
    rf"|(?<=[a-z0-9])[点點](?=[a-z0-9])|[ ]\.[ ]?(?=[a-z0-9])|\.[ ](?=(?:com|net|org|cn|top|cc|vip"
    rf"|xyz|info|shop|site)\b))"
)
LABEL = r"(?:xn--[a-z0-9-]{1,59}|[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?)"
_KEPT = ("example", "test", "invalid")
_UNDOT = re.compile(rf"{DOT}")


def undotted(host: str) -> str:
    """The host with plain dots and no spaces."""
    return re.sub(r"\s", "", _UNDOT.sub(".", host))


@cache
def _suffixes() -> TLDExtract:
    from tldextract import TLDExtract

    # The list in the package: nothing is asked of the network, nothing is kept on disk.
    return TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(4096)
def domain_of(host: str) -> str | None:
    """The registrable domain; None where the host ends in no public suffix, and in none that RFC 2606 keeps."""
    labels = host.rsplit(".", 2)
    if len(labels) > 1 and labels[-1].lower() in _KEPT and labels[-2]:
        return ".".join(labels[-2:]).lower()
    found = _suffixes()(host)
    return f"{found.domain}.{found.suffix}" if found.domain and found.suffix else None


def ascii_host(host: str) -> str | None:
    """The host in lower-case punycode; None where it is no host."""
    try:
        return host.lower() if host.isascii() else idna.encode(host, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        return None


@cache
def _public() -> frozenset[str]:
    return frozenset(each for text in table("public").values() for each in text.split("|"))


def is_public(host: str, domain: str | None) -> bool:
    """Whether the host serves everybody: a mail provider, a shortener, a network."""
    return host in _public() or domain in _public()
