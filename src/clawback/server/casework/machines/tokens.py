"""make and end a token; whose a secret is."""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast

from django.conf import settings
from django.contrib.auth import get_user_model

from clawback.server.casework.finding import locked
from clawback.server.casework.machines.refusals import (
    KeyWrong,
    NotATokenRole,
    TokenEnded,
    TokenUnbound,
    TokenUnknown,
)
from clawback.server.casework.models import TOKEN_ROLES, Token
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.sealing import digest
from clawback.server.people.acting import Act
from clawback.server.people.facts import MemberFacts, Subject
from clawback.server.people.models import Member, Organisation
from clawback.server.people.roles import ROLES_OF, Kind, Role
from clawback.server.record.deciding import Value, deciding

__all__ = ["LASTS", "SCOPES", "NewToken", "act_by", "end_token", "make_token", "roles_for", "token_of"]

LASTS: Final = timedelta(days=90)

SCOPES: Final = (
    "cases:read",
    "evidence:confirm",
    "figures:read",
    "hold-requests:answer",
    "hold-requests:read",
    "holds:read",
    "holds:release",
    "objections:record",
    "reports:write",
    "returns:pay",
    "statements:answer",
    "statements:read",
)
"""What a token can be for."""

_KEY_BYTES = 32


@dataclass(frozen=True, kw_only=True, slots=True)
class NewToken:
    """What an administrator says of a token: bound to a public key (base64) or a certificate's SHA-256 (hex)."""

    name: str
    role: str
    scopes: tuple[str, ...]
    public_key: str = ""
    certificate: str = ""


def roles_for(organisation: Organisation) -> tuple[str, ...]:
    """The roles that a machine of this organisation may have."""
    return tuple(role for role in ROLES_OF[cast("Kind", organisation.kind)] if role in TOKEN_ROLES)


def make_token(act: Act, organisation: int, new: NewToken) -> tuple[Token, str]:
    """The token, and its secret, which is shown once and never again.

    Raises NotATokenRole, KeyWrong, FactsWrong for its name or scopes, and TokenUnbound outside of a demo.
    """
    secret = f"clawback_{secrets.token_hex(_KEY_BYTES)}"
    with deciding(act) as decision:
        act.check("make", Subject(kind="token", owner=organisation))
        owner = Organisation.objects.get(pk=organisation)
        _check(owner, new)
        key, certificate = _public_key(new.public_key), _fingerprint(new.certificate)
        if not settings.CLAWBACK_DEMO and not (key or certificate):
            raise TokenUnbound("a token is bound to a key or to a certificate", field="public_key")
        if key and certificate:
            raise KeyWrong("a token is bound to one thing", field="certificate")
        token = Token.objects.create(
            organisation=owner,
            member=_member(owner, new.name),
            name=new.name.strip(),
            role=new.role,
            scopes=" ".join(sorted(set(new.scopes))),
            digest=digest("token", secret),
            public_key=key,
            certificate=certificate,
            made_by_id=act.by.id,
            made_at=act.at,
            expires_at=act.at + LASTS,
        )
        said: dict[str, Value] = {"organisation": owner.pk, "role": token.role, "scopes": token.scopes}
        decision.enter("make", token, after={**said, "key": key, "certificate": certificate})
    return token, secret


def _check(owner: Organisation, new: NewToken) -> None:
    if not 0 < len(new.name.strip()) <= 100:
        raise FactsWrong("a token has a name of up to 100 characters", field="name")
    if new.role not in roles_for(owner):
        raise NotATokenRole(f"a machine of {owner.name} is no {new.role}", field="role")
    if not new.scopes or not set(new.scopes) <= set(SCOPES):
        raise FactsWrong("a token is for something", field="scopes", remedy=f"choose of {', '.join(SCOPES)}")


def _member(owner: Organisation, name: str) -> Member:
    """The member as which the token acts: nobody can sign in as them, and they have no role without the token."""
    user = get_user_model().objects.create_user(username=f"token-{secrets.token_hex(8)}", is_active=False)
    return Member.objects.create(user=user, organisation=owner, name=name.strip())


def _public_key(text: str) -> str:
    try:
        raw = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        raw = b"?"
    if text.strip() and len(raw) != _KEY_BYTES:
        raise KeyWrong("an Ed25519 public key is 32 bytes, in base64", field="public_key")
    return text.strip()


def _fingerprint(text: str) -> str:
    plain = text.replace(":", "").strip().lower()
    if plain and (len(plain) != 2 * _KEY_BYTES or not set(plain) <= set("0123456789abcdef")):
        raise KeyWrong("a certificate's fingerprint is its SHA-256, 64 digits in hex", field="certificate")
    return plain


def end_token(act: Act, number: int) -> Token:
    """It is good for nothing from now on. Raises TokenEnded where it was before."""
    with deciding(act) as decision:
        token = locked(Token, number)
        act.check("end", Subject(kind="token", owner=token.organisation_id))
        if token.ended_at is not None:
            raise TokenEnded("this token was ended before")
        token.ended_at = act.at
        token.save(update_fields=["ended_at"])
        decision.enter("end", token, after={"organisation": token.organisation_id})
    return token


def token_of(secret: str, at: datetime) -> Token:
    """The token with this secret, in force at `at`. Raises TokenUnknown, TokenEnded."""
    found = Token.objects.filter(digest=digest("token", secret))
    token = found.select_related("organisation", "member").first()
    if token is None:
        raise TokenUnknown("no token has this secret")
    if token.ended_at is not None or at >= token.expires_at:
        raise TokenEnded("this token has ended", remedy="have your administrator make another")
    return token


def act_by(token: Token, at: datetime) -> Act:
    """What the token decides: as its own member, with its one role; with none where it or its organisation is
    suspended."""
    suspended = token.member.suspended or token.organisation.suspended
    facts = MemberFacts(
        id=token.member_id,
        organisation=token.organisation_id,
        kind=cast("Kind", token.organisation.kind),
        roles=frozenset() if suspended else frozenset({cast("Role", token.role)}),
    )
    return Act(member=facts, at=at, token=token.pk)
