"""What `may` is told: plain records, whoever keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from clawback.server.people.roles import Kind, Role

__all__ = ["MemberFacts", "Subject"]


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberFacts:
    """A member at an instant: only roles that work by then, none where the member or the organisation is suspended."""

    id: int
    organisation: int
    kind: Kind
    roles: frozenset[Role]


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """What something is done to.

    `owner` is the organisation whose record it is, `asked` the one that a request or hold is with, None where there is
    none. `assigned` are the members that work the case; `glass` those who broke its glass; `drafted_by` those whose
    draft or wish this is, of whom none may say yes to it; `involved` those who had any part in it; `interested` those
    who declared an interest. `about` is the member whom it is about.
    """

    kind: str
    owner: int | None = None
    asked: int | None = None
    assigned: frozenset[int] = frozenset()
    glass: frozenset[int] = frozenset()
    drafted_by: frozenset[int] = frozenset()
    involved: frozenset[int] = frozenset()
    interested: frozenset[int] = frozenset()
    about: int | None = None
