"""The first administrator: a one-time code, printed in the terminal, makes them and their organisation."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password

from clawback.server.people.acting import Act
from clawback.server.people.models import Member, Organisation, RoleGrant, SetUpCode
from clawback.server.people.refusals import SetUpAlready, WrongCode
from clawback.server.people.roles import ADMINISTRATOR
from clawback.server.record.deciding import deciding

__all__ = ["FirstAdministrator", "is_set_up", "new_set_up_code", "set_up_first"]


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstAdministrator:
    """What the set-up page asks for."""

    organisation: str
    code: str
    kind: str
    jurisdiction: str
    name: str
    username: str
    password: str


def is_set_up() -> bool:
    """Whether there is anybody who works here."""
    return Member.objects.exists()


def new_set_up_code(at: datetime) -> str | None:
    """A fresh code, which takes the place of the one before; None where somebody is set up."""
    if is_set_up():
        return None
    code = "-".join(secrets.token_hex(2) for _ in range(6))
    SetUpCode.objects.update_or_create(
        pk=1, defaults={"digest": _digest(code), "made_at": at, "used_at": None}
    )
    return code


def set_up_first(at: datetime, code: str, asked: FirstAdministrator) -> Member:
    """Uses the code. Raises WrongCode, SetUpAlready, and Django's ValidationError for a weak password."""
    act = Act(member=None, at=at, name="set-up")
    with deciding(act) as decision:
        row = SetUpCode.objects.select_for_update().filter(pk=1).first()
        if row is None or not hmac.compare_digest(row.digest, _digest(code)):
            raise WrongCode("this is not the code in the terminal", field="code")
        if row.used_at is not None or is_set_up():
            raise SetUpAlready("the first administrator was set up before")
        validate_password(asked.password)
        row.used_at = at
        row.save(update_fields=["used_at"])
        organisation = Organisation.objects.create(
            kind=asked.kind, code=asked.code, name=asked.organisation, jurisdiction=asked.jurisdiction
        )
        user = get_user_model().objects.create_user(username=asked.username, password=asked.password)
        member = Member.objects.create(user=user, organisation=organisation, name=asked.name)
        RoleGrant.objects.create(member=member, role=ADMINISTRATOR, asked_at=at, works_at=at)
        decision.enter("add", organisation, after={"kind": asked.kind})
        decision.enter("add", member, after={"organisation": organisation.pk, "role": ADMINISTRATOR})
    return member


def _digest(code: str) -> str:
    key = settings.CLAWBACK_FOLDER.key("codes.key")
    return hmac.new(key, b"set-up\n" + code.strip().lower().encode(), sha256).hexdigest()
