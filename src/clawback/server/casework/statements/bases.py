"""The bases of a jurisdiction under which holds and statements are proposed: its first of each in force."""

from __future__ import annotations

from datetime import datetime

from clawback.law import Basis, day_of, in_force
from clawback.law.words import Action
from clawback.server.casework.caps import FALLBACK, rule_of
from clawback.server.casework.law import profile_of
from clawback.server.casework.models import Claim
from clawback.server.casework.statements.known import Found, find

__all__ = ["find_for", "first_basis", "rule_at"]


def first_basis(jurisdiction: str, action: Action, at: datetime) -> Basis | None:
    """The profile's first basis of that action on a holder's account; for a hold one of an amount. None without."""
    profile = profile_of(jurisdiction)
    for entry in in_force(profile, day_of(profile, at), action):
        if entry.on == "holder" and (entry.hold is None or entry.hold.extent == "amount"):
            return entry
    return None


def find_for(claim: Claim, at: datetime) -> Found | None:
    """What is known of all that hangs together with the claim, under the rule of its own law."""
    return find([claim.pk], claim.currency, rule_at(claim.report.organisation.jurisdiction, at))


def rule_at(jurisdiction: str, at: datetime) -> str:
    """The allocation rule of that law: of the basis under which holds are proposed."""
    basis = first_basis(jurisdiction, "hold", at)
    return FALLBACK if basis is None else rule_of(basis)
