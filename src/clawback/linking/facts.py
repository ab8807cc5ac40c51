"""What linking reads of a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

__all__ = ["Named", "ReportFacts", "Thing"]


class Thing(NamedTuple):
    """What reports may share: an identifier in its canonical form; two are the same only if their agents are too."""

    kind: str
    value: str
    agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An identifier as a report names it: whose it is (`role`), and whether a check or a person makes it `certain`."""

    kind: str
    value: str
    agent: str | None = None
    role: str = "other"
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """One report, as confirmed.

    `number` names it for good: what ties decides by it, never by the order of arrival. `positions` are the accounts in
    which its trace has money. `scam_type` is one of intake's types; None, `other` and `none` say nothing.

    Who may not keep values and texts gives `things` in place of identifiers, as things_of() chose them, each value
    under a keyed hash, and `shingles` in place of the text, as shingles_of() makes them.
    """

    number: int
    received: datetime
    things: tuple[Thing, ...] = ()
    identifiers: tuple[Named, ...] = ()
    positions: tuple[Thing, ...] = ()
    text: str = ""
    shingles: bytes = b""
    scam_type: str | None = None
