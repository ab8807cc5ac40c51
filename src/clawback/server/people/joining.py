"""add another organisation, with its first administrator: a centre brings in agents, support bodies, regulators."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.inviting import invited
from clawback.server.people.models import Member, Organisation, RoleGrant
from clawback.server.people.refusals import CodeTaken
from clawback.server.people.roles import ADMINISTRATOR
from clawback.server.record.deciding import deciding

__all__ = ["NewOrganisation", "add_organisation"]


@dataclass(frozen=True, kw_only=True, slots=True)
class NewOrganisation:
    """What is told of it. `code` is short: an agent's accounts are named by it."""

    kind: str
    code: str
    name: str
    jurisdiction: str
    administrator: str
    username: str


def add_organisation(act: Act, asked: NewOrganisation) -> tuple[Organisation, str]:
    """The organisation, and the one-time code of its first administrator. Raises CodeTaken."""
    with deciding(act) as decision:
        act.check("add", Subject(kind="organisation"))
        try:
            with transaction.atomic():
                organisation = Organisation.objects.create(
                    kind=asked.kind, code=asked.code, name=asked.name, jurisdiction=asked.jurisdiction
                )
                user = get_user_model().objects.create_user(username=asked.username)
        except IntegrityError:
            raise CodeTaken("that short name or user name is taken", field="code") from None
        member = Member.objects.create(user=user, organisation=organisation, name=asked.administrator)
        RoleGrant.objects.create(
            member=member, role=ADMINISTRATOR, asked_by_id=act.by.id, asked_at=act.at, works_at=act.at
        )
        code = invited(member, act.at)
        decision.enter("add", organisation, after={"kind": asked.kind})
        decision.enter("add", member, after={"organisation": organisation.pk, "role": ADMINISTRATOR})
    return organisation, code
