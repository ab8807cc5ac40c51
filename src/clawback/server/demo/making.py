"""Making the demo's world, once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction

from clawback.server.demo.case import make_case
from clawback.server.people.models import Member, Organisation, RoleGrant

__all__ = ["make_demo"]

_ORGANISATIONS = (
    ("centre", "centre-1", "Anti-scam centre"),
    ("agent", "north", "North Bank"),
    ("agent", "south", "South Bank"),
    ("agent", "river", "River Bank"),
    ("agent", "old", "Old Savings Bank"),
    ("agent", "small", "Small Credit Union"),
    ("agent", "exchange", "Harbour Exchange"),
    ("support", "support-1", "Helping Hand"),
    ("regulator", "regulator-1", "Payments Regulator"),
)

_PEOPLE = (
    ("centre-1", "ines", "Inés Ortega", "intake"),
    ("centre-1", "anna", "Anna Lindqvist", "analyst"),
    ("centre-1", "bo", "Bo Chen", "analyst"),
    ("centre-1", "carla", "Carla Mendes", "approver"),
    ("centre-1", "deniz", "Deniz Arslan", "approver"),
    ("centre-1", "ravi", "Ravi Menon", "reviewer"),
    ("centre-1", "lucy", "Lucy Okafor", "counsel"),
    ("centre-1", "otto", "Otto Braun", "auditor"),
    ("centre-1", "admin-one", "Mei Tanaka", "administrator"),
    ("centre-1", "admin-two", "Jon Hansen", "administrator"),
    ("north", "nora", "Nora Salim", "responder"),
    ("south", "sven", "Sven Dahl", "responder"),
    ("river", "rita", "Rita Campos", "responder"),
    ("river", "admin-river", "Ada Lopes", "administrator"),
    ("old", "olga", "Olga Petrova", "responder"),
    ("small", "sam", "Sam Taylor", "responder"),
    ("exchange", "xiu", "Xiu Lin", "responder"),
    ("support-1", "hana", "Hana Suzuki", "support-worker"),
    ("regulator-1", "greta", "Greta Novak", "auditor"),
)


def make_demo(at: datetime) -> None:
    """Makes organisations, people and a case at several stages; nothing where they are there."""
    with transaction.atomic():
        if Organisation.objects.exists():
            return
        for kind, code, name in _ORGANISATIONS:
            Organisation.objects.create(
                kind=kind,
                code=code,
                name=name,
                jurisdiction="demo",
                second_contact=f"duty desk of {name}, +00 555 0100" if kind == "agent" else "",
                help_line="+00 555 0199, day and night" if kind == "support" else "",
            )
        for code, username, name, role in _PEOPLE:
            _person(at, code, username, name, role)
        make_case(at)


def _person(at: datetime, code: str, username: str, name: str, role: str) -> None:
    user = get_user_model().objects.create_user(username=username)
    member = Member.objects.create(user=user, organisation=Organisation.objects.get(code=code), name=name)
    since = at - timedelta(days=30)
    RoleGrant.objects.create(member=member, role=role, asked_at=since, works_at=since)
