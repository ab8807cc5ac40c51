"""Using a basis whose text nobody of the project read: two counsel read it and say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from clawback.errors import LawError
from clawback.law.basis import Basis
from clawback.law.words import Unknown

__all__ = ["Activation", "activate", "is_usable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Activation:
    """One counsel's word that a basis says what the law says.

    `text` names what they read (title, edition, where). `digest` is that of the basis: an entry that changes by a
    letter must be activated anew. Raises LawError for a naive time, or a text or counsel that is empty.
    """

    jurisdiction: str
    basis: str
    valid_from: date | Unknown
    digest: str
    counsel: str
    text: str
    at: datetime

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise LawError("the time of an activation has no time zone", remedy="give an aware time")
        if not self.counsel.strip() or not self.text.strip():
            raise LawError("an activation names its counsel and the text that was read")


def activate(basis: Basis, *, counsel: str, text: str, at: datetime) -> Activation:
    """The activation of `basis` by one counsel (a member's id); it takes two."""
    return Activation(
        jurisdiction=basis.jurisdiction,
        basis=basis.id,
        valid_from=basis.valid_from,
        digest=basis.digest,
        counsel=counsel,
        text=text,
        at=at,
    )


def is_usable(basis: Basis, activations: Iterable[Activation], at: datetime) -> bool:
    """True if the basis may be used at `at`: its text was read, it is the demo's, or two counsel activated it."""
    counsel = {
        each.counsel
        for each in activations
        if (each.jurisdiction, each.basis, each.digest) == (basis.jurisdiction, basis.id, basis.digest)
        and each.at <= at
    }
    return basis.verified or basis.is_demo or len(counsel) >= 2
