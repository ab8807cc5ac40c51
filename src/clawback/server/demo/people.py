"""Who is in the demo: organisations, and people of every role. All invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth import get_user_model

from clawback.server.people.models import Member, Organisation, RoleGrant

__all__ = ["make_people"]

_ORGANISATIONS: Final = (
    ("centre", "centre-1", "Anti-scam centre", "demo"),
    ("agent", "north", "North Bank", "demo"),
    ("agent", "south", "South Bank", "demo"),
    ("agent", "river", "River Bank", "demo"),
    ("agent", "old", "Old Savings Bank", "demo"),
    ("agent", "small", "Small Credit Union", "demo"),
    ("agent", "exchange", "Harbour Exchange", "demo"),
    ("support", "support-1", "Helping Hand", "demo"),
    ("police", "police-1", "Police fraud unit", "es"),
    ("foreign", "foreign-1", "Fraud bureau abroad", "demo"),
    ("regulator", "regulator-1", "Payments Regulator", "demo"),
)

_PEOPLE: Final = (
    ("centre-1", "ines", "Inés Ortega", "intake"),
    ("centre-1", "anna", "Anna Lindqvist", "analyst"),
    ("centre-1", "bo", "Bo Chen", "analyst"),
    ("centre-1", "carla", "Carla Mendes", "approver"),
    ("centre-1", "deniz", "Deniz Arslan", "approver"),
    ("centre-1", "ravi", "Ravi Menon", "reviewer"),
    ("centre-1", "noor", "Noor Haddad", "reviewer"),
    ("centre-1", "lucy", "Lucy Okafor", "counsel"),
    ("centre-1", "emil", "Emil Sorensen", "editor"),
    ("centre-1", "otto", "Otto Braun", "auditor"),
    ("centre-1", "admin-one", "Mei Tanaka", "administrator"),
    ("centre-1", "admin-two", "Jon Hansen", "administrator"),
    ("north", "nora", "Nora Salim", "responder"),
    ("north", "niko", "Niko Laine", "approver"),
    ("north", "nils", "Nils Berg", "auditor"),
    ("north", "admin-north", "Nina Costa", "administrator"),
    ("south", "sven", "Sven Dahl", "responder"),
    ("river", "rita", "Rita Campos", "responder"),
    ("river", "admin-river", "Ada Lopes", "administrator"),
    ("old", "olga", "Olga Petrova", "responder"),
    ("small", "sam", "Sam Taylor", "responder"),
    ("exchange", "xiu", "Xiu Lin", "responder"),
    ("support-1", "hana", "Hana Suzuki", "support-worker"),
    ("support-1", "admin-support", "Hugo Meyer", "administrator"),
    ("police-1", "paula", "Paula Serra", "intake"),
    ("police-1", "pavel", "Pavel Horak", "analyst"),
    ("police-1", "petra", "Petra Lang", "approver"),
    ("police-1", "piet", "Piet Visser", "reviewer"),
    ("police-1", "pia", "Pia Rossi", "counsel"),
    ("police-1", "per", "Per Olsen", "counsel"),
    ("police-1", "pino", "Pino Greco", "editor"),
    ("police-1", "paul", "Paul Weber", "auditor"),
    ("police-1", "admin-police", "Pilar Gomez", "administrator"),
    ("foreign-1", "liam", "Liam Byrne", "liaison"),
    ("foreign-1", "admin-foreign", "Lena Fischer", "administrator"),
    ("regulator-1", "greta", "Greta Novak", "auditor"),
    ("regulator-1", "admin-regulator", "Gil Moreau", "administrator"),
)

_SINCE: Final = timedelta(days=60)


def make_people(at: datetime) -> None:
    """Organisations with a contact, and members whose roles work since long before `at`."""
    for kind, code, name, jurisdiction in _ORGANISATIONS:
        Organisation.objects.create(
            kind=kind,
            code=code,
            name=name,
            jurisdiction=jurisdiction,
            second_contact=f"duty desk of {name}, +00 555 0100" if kind == "agent" else "",
            help_line="+00 555 0199, day and night" if kind == "support" else "",
        )
    for code, username, name, role in _PEOPLE:
        user = get_user_model().objects.create_user(username=username)
        organisation = Organisation.objects.get(code=code)
        member = Member.objects.create(user=user, organisation=organisation, name=name)
        since = at - _SINCE
        RoleGrant.objects.create(member=member, role=role, asked_at=since, works_at=since)
