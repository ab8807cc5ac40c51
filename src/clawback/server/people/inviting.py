"""invite a member: a one-time code by which they set their own password. Nobody knows another's."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password

from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.models import Invitation, Member
from clawback.server.people.refusals import InvitationOver, WrongCode
from clawback.server.people.roles import TWO_PEOPLE, WORKS_AFTER
from clawback.server.people.sessions import end_sessions
from clawback.server.record.deciding import deciding

__all__ = ["LASTS", "accept", "invite", "invited"]

LASTS: Final = timedelta(hours=72)
"""So long an invitation can be used."""


def invite(act: Act, number: int) -> str:
    """The code, which is shown once. It takes the place of one before.

    A member who lost password or factor is invited again: accepting ends their sessions and factors, and roles of
    power rest for a day, so that an administrator cannot become somebody else unseen.
    """
    with deciding(act) as decision:
        member = Member.objects.select_for_update().get(pk=number)
        act.check("invite", Subject(kind="member", owner=member.organisation_id, about=member.pk))
        code = invited(member, act.at)
        decision.enter("invite", member, after={"until": (act.at + LASTS).isoformat()})
    return code


def invited(member: Member, at: datetime) -> str:
    """Writes a fresh invitation, within a decision."""
    code = "-".join(secrets.token_hex(2) for _ in range(6))
    said = {"digest": _digest(code), "made_at": at, "until": at + LASTS, "used_at": None}
    Invitation.objects.update_or_create(member=member, defaults=said)
    return code


def accept(at: datetime, code: str, password: str) -> Member:
    """Sets the member's password. Raises WrongCode, InvitationOver, and Django's ValidationError for a weak one."""
    act = Act(member=None, at=at, name="invitation")
    with deciding(act) as decision:
        found = Invitation.objects.select_for_update().filter(digest=_digest(code)).first()
        if found is None:
            raise WrongCode("no invitation has this code", field="code")
        if found.used_at is not None or found.until <= at or found.member.suspended:
            raise InvitationOver("this invitation is over", remedy="ask your administrator for another")
        member, user = found.member, found.member.user
        validate_password(password, user)
        found.used_at = at
        found.save(update_fields=["used_at"])
        again = user.has_usable_password()
        user.set_password(password)
        user.save(update_fields=["password"])
        if again:
            _begin_anew(member, at)
        decision.enter("accept", member, after={"again": int(again)})
    return member


def _begin_anew(member: Member, at: datetime) -> None:
    Authenticator.objects.filter(user=member.user).delete()
    end_sessions(member)
    working = member.grants.filter(role__in=TWO_PEOPLE, works_at__lt=at + WORKS_AFTER, ended_at=None)
    working.update(works_at=at + WORKS_AFTER)


def _digest(code: str) -> str:
    key = settings.CLAWBACK_FOLDER.key("codes.key")
    return hmac.new(key, b"invitation\n" + code.strip().lower().encode(), sha256).hexdigest()
