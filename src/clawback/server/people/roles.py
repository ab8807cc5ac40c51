"""Kinds of organisation, and the roles that each has."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Literal, get_args

__all__ = [
    "ADMINISTRATOR",
    "KINDS",
    "RESTING",
    "ROLES",
    "ROLES_OF",
    "TWO_PEOPLE",
    "WORKS_AFTER",
    "Kind",
    "Role",
]

Kind = Literal["centre", "police", "agent", "support", "foreign", "regulator"]
"""`police` is a police unit that works as a centre does; `support` a support body, `foreign` a foreign authority."""

Role = Literal[
    "intake",
    "analyst",
    "approver",
    "reviewer",
    "counsel",
    "editor",
    "auditor",
    "administrator",
    "responder",
    "support-worker",
    "liaison",
]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
ROLES: Final[tuple[Role, ...]] = get_args(Role)

_CENTRE: Final[tuple[Role, ...]] = (
    *("intake", "analyst", "approver", "reviewer", "counsel", "editor", "auditor"),
    "administrator",
)

ROLES_OF: Final[dict[Kind, tuple[Role, ...]]] = {
    "centre": _CENTRE,
    "police": _CENTRE,
    "agent": ("responder", "approver", "auditor", "administrator"),
    "support": ("support-worker", "administrator"),
    "foreign": ("liaison", "administrator"),
    "regulator": ("auditor", "administrator"),
}

ADMINISTRATOR: Final[Role] = "administrator"
"""Who has it has no other role."""

TWO_PEOPLE: Final[frozenset[Role]] = frozenset({"approver", "reviewer", "counsel"})
"""Roles that one person asks for and another grants, and that work only after WORKS_AFTER."""

RESTING: Final = TWO_PEOPLE | {ADMINISTRATOR}
"""Roles that rest for WORKS_AFTER when their member signs in anew with an invitation."""

WORKS_AFTER: Final = timedelta(hours=24)
