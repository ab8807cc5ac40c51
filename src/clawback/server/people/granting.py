"""add a member; ask for, grant and take a role. Roles of power take two people, and a day."""

from __future__ import annotations

from typing import cast

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.models import Member, Organisation, RoleGrant
from clawback.server.people.refusals import (
    AdministratorHasNoOtherRole,
    CodeTaken,
    NotARoleOfThisKind,
    RoleAlreadyGranted,
    RoleHeldAlready,
)
from clawback.server.people.roles import ADMINISTRATOR, ROLES_OF, TWO_PEOPLE, WORKS_AFTER, Kind
from clawback.server.record.deciding import deciding

__all__ = ["add_member", "ask_role", "grant_role", "take_role"]


def add_member(act: Act, organisation: Organisation, username: str, name: str) -> Member:
    """A new member, without any role, and without a password: nobody signs in as them before one is set.

    Raises CodeTaken.
    """
    with deciding(act) as decision:
        act.check("add", Subject(kind="member", owner=organisation.pk))
        try:
            with transaction.atomic():
                user = get_user_model().objects.create_user(username=username)
        except IntegrityError:
            raise CodeTaken("that user name is taken", field="username") from None
        member = Member.objects.create(user=user, organisation=organisation, name=name)
        decision.enter("add", member, after={"organisation": organisation.pk})
    return member


def ask_role(act: Act, member: Member, role: str) -> RoleGrant:
    """An administrator gives a role. It works at once, but for those that need a second person: they wait for
    `grant_role`. Raises AdministratorHasNoOtherRole, NotARoleOfThisKind, RoleHeldAlready."""
    with deciding(act) as decision:
        locked = Member.objects.select_for_update().select_related("organisation").get(pk=member.pk)
        act.check("ask", Subject(kind="role", owner=locked.organisation_id, about=locked.pk))
        _check_role(act, locked, role)
        waits = role in TWO_PEOPLE
        grant = RoleGrant.objects.create(
            member=locked,
            role=role,
            asked_by_id=act.by.id,
            asked_at=act.at,
            works_at=None if waits else act.at,
        )
        decision.enter("ask", grant, after={"member": locked.pk, "role": role})
    return grant


def _check_role(act: Act, member: Member, role: str) -> None:
    kind = cast("Kind", member.organisation.kind)
    if role not in ROLES_OF[kind]:
        raise NotARoleOfThisKind(f"a member of a {kind} organisation is no {role}", field="role")
    held = set(_not_ended(member, act).values_list("role", flat=True))
    if role in held:
        raise RoleHeldAlready(f"{member.name} has that role, or it is asked for", field="role")
    if held and (role == ADMINISTRATOR or ADMINISTRATOR in held):
        raise AdministratorHasNoOtherRole("an administrator has no other role", field="role")


def _not_ended(member: Member, act: Act) -> QuerySet[RoleGrant]:
    return member.grants.filter(Q(ended_at=None) | Q(ended_at__gt=act.at))


def grant_role(act: Act, number: int) -> RoleGrant:
    """The second person says yes; the role works a day later."""
    with deciding(act) as decision:
        grant = RoleGrant.objects.select_for_update().get(pk=number)
        asked = frozenset({grant.asked_by_id}) if grant.asked_by_id else frozenset()
        subject = Subject(
            kind="role", owner=grant.member.organisation_id, about=grant.member_id, drafted_by=asked
        )
        act.check("grant", subject)
        if grant.works_at is not None or grant.ended_at is not None:
            raise RoleAlreadyGranted("there is nothing to grant any more")
        grant.granted_by_id, grant.works_at = act.by.id, act.at + WORKS_AFTER
        grant.save(update_fields=["granted_by", "works_at"])
        decision.enter("grant", grant, after={"member": grant.member_id, "role": grant.role})
    return grant


def take_role(act: Act, number: int) -> RoleGrant:
    """The role ends at once."""
    with deciding(act) as decision:
        grant = RoleGrant.objects.select_for_update().get(pk=number)
        act.check("take", Subject(kind="role", owner=grant.member.organisation_id, about=grant.member_id))
        if grant.ended_at is not None:
            raise RoleAlreadyGranted("that role has ended")
        grant.ended_at = act.at
        grant.save(update_fields=["ended_at"])
        decision.enter("take", grant, after={"member": grant.member_id, "role": grant.role})
    return grant
