"""The law of a case's jurisdiction, as data: which basis, and what it says to a question."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from clawback.law import Activation, Allowed, Basis, Period, Profile, Refused, day_of, profile
from clawback.law import basis as basis_on
from clawback.law.words import Actor
from clawback.server.casework.models import Hold, LawActivation
from clawback.server.casework.refusals import LawRefuses
from clawback.server.people.models import Organisation

__all__ = ["activations", "actor_of", "allowed", "basis_at", "basis_of", "citation", "profile_of"]
__all__ += ["provisional_period"]


def profile_of(jurisdiction: str) -> Profile:
    """The profile; the demo's own only in a demo. Raises LawError."""
    return profile(jurisdiction, demo=settings.CLAWBACK_DEMO)


def basis_at(jurisdiction: str, name: str, at: datetime) -> Basis:
    """The entry in force at an instant. Raises LawError."""
    found = profile_of(jurisdiction)
    return basis_on(found, name, day_of(found, at))


def basis_of(hold: Hold) -> Basis:
    """The basis of a hold: that of the day it was placed, whatever the law says since."""
    return basis_at(hold.request.jurisdiction, hold.request.basis, hold.placed_at)


def provisional_period(jurisdiction: str) -> Period:
    """How long a peer's hold lasts that no approver confirms, whatever its institution says. Raises LawError."""
    return profile_of(jurisdiction).house.provisional_period


def actor_of(organisation: Organisation) -> Actor:
    """Who an organisation is to the law."""
    actors: dict[str, Actor] = {"centre": "centre", "police": "police", "agent": "agent"}
    return actors.get(organisation.kind, "agency")


def allowed(answer: Allowed | Refused) -> Allowed:
    """The answer, where it is yes. Raises LawRefuses, which names the article."""
    if isinstance(answer, Refused):
        refusal = LawRefuses(f"{answer.reason} ({answer.article})", field=answer.code)
        refusal.answer = answer
        raise refusal
    return answer


def citation(jurisdiction: str, name: str) -> str:
    """A basis as the journal names it: demo/hold."""
    return f"{jurisdiction}/{name}"


def activations(organisation: Organisation, basis: Basis) -> list[Activation]:
    """Whose word an organisation has for a basis: told to the law with every question, for without two counsel an
    unverified basis does nothing."""
    rows = LawActivation.objects.filter(
        organisation=organisation, jurisdiction=basis.jurisdiction, basis=basis.id, digest=basis.digest
    )
    return [
        Activation(
            jurisdiction=row.jurisdiction,
            basis=row.basis,
            valid_from=date.fromisoformat(row.valid_from),
            digest=row.digest,
            counsel=str(row.counsel_id),
            text=row.text,
            at=row.at,
        )
        for row in rows
    ]
