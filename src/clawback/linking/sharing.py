"""Finding what two centres' reports share, without either seeing what the other has.

Both know a key. Each sends one digest for each thing, HMAC-SHA256 under the key, and how many of its reports name it;
what comes back with the same digest is shared. Whoever has the key can try all telephone numbers: it is for two parties
that trust each other with the answer, is used once, and is destroyed.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass

from clawback.errors import ReportError
from clawback.linking.book import Book
from clawback.linking.facts import Thing

__all__ = ["Common", "Sheet", "common", "digest_of", "sheet_of", "things_behind"]

_KEY_BYTES = 32
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What crosses: digest -> the reports that name the thing. `key` is the key's name, never the key."""

    key: str
    counts: dict[str, int]

    def __post_init__(self) -> None:
        for digest, count in self.counts.items():
            if not _DIGEST.fullmatch(digest) or count < 1:
                raise ReportError(
                    f"{digest[:20]!r}: {count} is no row of a sheet",
                    remedy="send digests of 64 hex digits and counts",
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """A thing of both: its digest, and how many reports of either name it."""

    digest: str
    ours: int
    theirs: int


def digest_of(thing: Thing, key: bytes) -> str:
    """64 hex digits. Raises ReportError for a key shorter than 32 bytes."""
    if len(key) < _KEY_BYTES:
        raise ReportError("the key is too short", remedy=f"agree on {_KEY_BYTES} random bytes at least")
    return hmac.digest(key, b"clawback link v1\0" + "\0".join(thing).encode(), "sha256").hex()


def things_behind(book: Book, key: bytes) -> dict[str, Thing]:
    """Digest -> thing, of what our sheet has: for our own eyes."""
    return {digest_of(book.naming.things[each], key): book.naming.things[each] for each in _sent(book)}


def sheet_of(book: Book, key: bytes, name: str) -> Sheet:
    """What we send: no texts, for near-duplicates have no digest in common, and nothing that serves everybody."""
    naming = book.naming
    counts = {digest_of(naming.things[each], key): len(naming.named_by[each]) for each in _sent(book)}
    return Sheet(key=name, counts=dict(sorted(counts.items())))


def _sent(book: Book) -> list[int]:
    naming = book.naming
    return [
        each
        for each, by in naming.named_by.items()
        if naming.things[each].kind != "text" and (len(by) == 1 or naming.standing(each).use)
    ]


def common(ours: Sheet, theirs: Sheet) -> list[Common]:
    """What both have, the rarest first. Raises ReportError where the two are under different keys."""
    if ours.key != theirs.key:
        raise ReportError(
            f"the sheets are under the keys {ours.key} and {theirs.key}", remedy="make both under one key"
        )
    both = ours.counts.keys() & theirs.counts.keys()
    found = [Common(digest=each, ours=ours.counts[each], theirs=theirs.counts[each]) for each in both]
    return sorted(found, key=lambda each: (each.ours + each.theirs, each.digest))
