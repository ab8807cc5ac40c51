"""By what a machine of an organisation signs in, and what keeps one request from being done twice."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from clawback.server.people.models import Member, Organisation
from clawback.server.people.roles import ADMINISTRATOR, ROLES, TWO_PEOPLE

__all__ = ["TOKEN_ROLES", "KeptAnswer", "SeenNonce", "Token"]

TOKEN_ROLES = tuple(role for role in ROLES if role != ADMINISTRATOR and role not in TWO_PEOPLE)
"""What a machine may be: no role that takes two people to give, and no administrator."""


class Token(models.Model):
    """A secret of which the keyed hash alone is kept. It acts as `member`, a row of its own without any sign-in, with
    `role`, and within `scopes` (words with a space between).

    `public_key` (Ed25519, base64) signs each request, `certificate` (SHA-256, hex) is the client's in TLS.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tokens")
    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="token")
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=20)
    scopes = models.CharField(max_length=500)
    digest = models.CharField(max_length=64, unique=True)
    public_key = models.CharField(max_length=44, blank=True)
    certificate = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=TOKEN_ROLES), name="token_role"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="token_expires"),
            models.CheckConstraint(condition=Q(public_key="") | Q(certificate=""), name="token_one_binding"),
        ]

    def __str__(self) -> str:
        return self.name


class SeenNonce(models.Model):
    """A signed request is good once."""

    token = models.ForeignKey(Token, on_delete=models.PROTECT, related_name="+")
    nonce = models.CharField(max_length=100)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "nonce"], name="nonce_once")]


class KeptAnswer(models.Model):
    """What was answered to a write under an Idempotency-Key: `digest` is of the request. `answer` is closed with a key
    that the client alone can make, from its token's secret."""

    token = models.ForeignKey(Token, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    status = models.IntegerField(null=True)
    answer = models.BinaryField(default=b"")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="kept_answer_once")]
