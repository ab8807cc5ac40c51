"""What tests of people and walls need beside world.py: other kinds of organisation, counsel, a signed-in browser."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.test import Client

from tests.integration.server.world import NOON, World, member

if TYPE_CHECKING:
    from clawback.server.people.acting import Act
    from clawback.server.people.models import Member, Organisation


def organisation(kind: str, code: str) -> Organisation:
    from clawback.server.people.models import Organisation

    return Organisation.objects.create(kind=kind, code=code, name=code.title(), jurisdiction="demo")


def act_of(person: Member, at: datetime = NOON) -> Act:
    from clawback.server.people.acting import Act

    return Act(member=person.facts(at), at=at)


def counsel(world: World) -> tuple[Member, Member]:
    """Two counsel of the centre."""
    return member(world.centre, "counsel"), member(world.centre, "counsel")


def signed_in(person: Member) -> Client:
    """A demo's browser of this person."""
    browser = Client(headers={"host": "localhost"})
    browser.post("/sign-in/", {"member": person.pk})
    return browser
