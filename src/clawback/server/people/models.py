"""Organisations, members, roles, interests: what the database keeps of those who work here."""

from __future__ import annotations

from datetime import datetime
from typing import Final, cast

from django.conf import settings
from django.db import models
from django.db.models import Q

from clawback.server.people.facts import MemberFacts
from clawback.server.people.roles import KINDS, ROLES, Kind, Role

__all__ = ["RELATIONS", "Interest", "Invitation", "Member", "Organisation", "RoleGrant", "SetUpCode"]

RELATIONS: Final = ("own", "kin", "friend")
"""Whose interest it is: with the first two the whole organisation stands back."""


def _words(words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


class Organisation(models.Model):
    """Who works here. `code` is short and unique: an agent's is what its accounts are named by.

    `second_contact` is whom to ask where nobody answers; `help_line` what the public may be told to call.
    """

    kind = models.CharField(max_length=16, choices=_words(KINDS))
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    jurisdiction = models.CharField(max_length=8)
    suspended = models.BooleanField(default=False)
    second_contact = models.CharField(max_length=200, blank=True)
    help_line = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=KINDS), name="organisation_kind")]

    def __str__(self) -> str:
        return self.name


class ContactChange(models.Model):
    """A wish that an organisation be reached otherwise: `approved_by` is another than `asked_by`, and one waits."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contact_changes")
    second_contact = models.CharField(max_length=200, blank=True)
    help_line = models.CharField(max_length=200, blank=True)
    asked_by = models.ForeignKey("Member", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey("Member", on_delete=models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("asked_by")),
                name="contact_four_eyes",
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_at__isnull=True), name="contact_one_waits"
            ),
        ]


class Member(models.Model):
    """A person of one organisation. How they sign in stands with Django's user."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="member")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(max_length=200)
    suspended = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name

    def facts(self, at: datetime) -> MemberFacts:
        """What may() is told: the roles that work at `at`."""
        working = self.grants.filter(works_at__lte=at).exclude(ended_at__lte=at)
        suspended = self.suspended or self.organisation.suspended
        roles = frozenset(cast("Role", role) for role in working.values_list("role", flat=True))
        return MemberFacts(
            id=self.pk,
            organisation=self.organisation_id,
            kind=cast("Kind", self.organisation.kind),
            roles=frozenset() if suspended else roles,
        )


class RoleGrant(models.Model):
    """A role of a member: asked for, and where the role needs two people granted by another; it works from `works_at`.

    A row is never deleted: a role that ends gets `ended_at`.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=_words(ROLES))
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    asked_at = models.DateTimeField()
    granted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    works_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=ROLES), name="role_word"),
            models.UniqueConstraint(
                fields=["member", "role"], condition=Q(ended_at__isnull=True), name="role_once"
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=models.F("asked_by")),
                name="role_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=models.F("member")), name="role_not_own"
            ),
        ]


class Interest(models.Model):
    """A member's word that an account, a report or a case is their own, their kin's or their friend's."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="interests")
    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    relation = models.CharField(max_length=8, default="kin", choices=_words(RELATIONS))
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "kind", "subject"], name="interest_once"),
            models.CheckConstraint(condition=Q(relation__in=RELATIONS), name="interest_relation"),
        ]


class SetUpCode(models.Model):
    """The one-time code that makes the first administrator, as its keyed hash; one row, used once."""

    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Invitation(models.Model):
    """A one-time code, as its keyed hash, by which a member sets their own password: nobody knows another's.

    A newer one takes the place of the one before.
    """

    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="invitation")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
