"""Whose token a request carries, and whether it is for this."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer

from clawback.errors import Bug
from clawback.server.casework.machines.refusals import (
    CertificateWrong,
    ScopeMissing,
    TokenUnbound,
    TokenUnknown,
)
from clawback.server.casework.machines.signatures import check_signature
from clawback.server.casework.machines.signing import Message
from clawback.server.casework.machines.tokens import act_by, token_of
from clawback.server.casework.models import Token
from clawback.server.clocks.time import now
from clawback.server.people.acting import Act

__all__ = ["Caller", "Needs", "act_of", "caller_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Caller:
    """A machine that signed in: its token, the secret it showed, and what it decides as."""

    token: Token
    secret: str
    act: Act


class Needs(HttpBearer):
    """An operation's wish: a token in force, used by whom it is bound to, that has `scope` ("" for any)."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Caller:
        """Raises the refusal that fits."""
        word, _, secret = request.headers.get("Authorization", "").partition(" ")
        if word.lower() != self.openapi_scheme or not secret:
            raise TokenUnknown("send Authorization: Bearer TOKEN")
        return self.authenticate(request, secret)

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """Who this is. Raises SignedOut, ScopeMissing."""
        at = now()
        found = token_of(token, at)
        _check_binding(request, found)
        if self.scope and self.scope not in found.scopes.split():
            raise ScopeMissing(f"this token is not for {self.scope}")
        return Caller(token=found, secret=token, act=act_by(found, at))


def _check_binding(request: HttpRequest, token: Token) -> None:
    if token.public_key:
        message = Message(
            method=str(request.method),
            url=f"https://{request.get_host()}{request.get_full_path()}",
            headers=dict(request.headers),
        )
        check_signature(token, message, request.body)
    elif token.certificate:
        header = settings.CLAWBACK_CERTIFICATE_HEADER
        shown = request.headers.get(header, "") if header else ""
        plain = shown.replace(":", "").strip().lower()
        if not hmac.compare_digest(plain.encode(), token.certificate.encode()):
            raise CertificateWrong("this token is used with its own client certificate alone")
    elif not settings.CLAWBACK_DEMO:
        raise TokenUnbound("this token is bound to nothing")


def caller_of(request: HttpRequest) -> Caller:
    """The machine that signed in for this request."""
    found = getattr(request, "auth", None)
    if not isinstance(found, Caller):
        raise Bug("an operation without signing in asks who it is")
    return found


def act_of(request: HttpRequest) -> Act:
    """Who decides in this request, and when."""
    return caller_of(request).act
