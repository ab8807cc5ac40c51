"""What agents answered: statements, their entries, and where two of them contradict each other."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from clawback.server.casework.models.account import Account
from clawback.server.casework.models.claim import Claim
from clawback.server.casework.models.statement_request import StatementRequest
from clawback.server.people.models import Member

__all__ = ["ANSWER_KINDS", "Conflict", "Entry", "PseudonymKey", "Statement"]

ANSWER_KINDS = ("entries", "parts")
"""All entries with balances; or only what left with the claim, as the agent computed it."""


class Statement(models.Model):
    """One answer: complete from `begins_at` to `ends_at`. Never altered: a newer one for the same time replaces it.

    Of kind `entries` it has balances (minor units), and opening plus entries is closing. `relinked` counts how often
    accounts of it got another name: pseudonyms that a part reached, and those whose agent was found.
    """

    request = models.ForeignKey(StatementRequest, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=8)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    opening = models.BigIntegerField(null=True)
    closing = models.BigIntegerField(null=True)
    entry_count = models.IntegerField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    file_digest = models.CharField(max_length=64)
    relinked = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ANSWER_KINDS), name="answer_kind"),
            models.CheckConstraint(condition=Q(ends_at__gte=F("begins_at")), name="answer_time"),
            models.CheckConstraint(
                condition=Q(kind="parts", opening__isnull=True, closing__isnull=True)
                | Q(kind="entries", opening__isnull=False, closing__isnull=False),
                name="answer_balances",
            ),
        ]


class Entry(models.Model):
    """One entry, in the statement's own order (`place`). `debit`: the statement's account is the debtor.

    The other side is `other` where a part reaches it or it is known, else `pseudonym` (a keyed hash, or `outside` where
    nobody is named). A reversal says by `name` which entry it `reverses`; of an answer of parts, `claim` is whose part
    it is, None for that of the request.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="entries")
    place = models.IntegerField()
    debit = models.BooleanField()
    other = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    pseudonym = models.CharField(max_length=40, blank=True)
    amount = models.BigIntegerField()
    settled_at = models.DateTimeField()
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    uetr = models.CharField(max_length=36, blank=True)
    end_to_end_id = models.CharField(max_length=35, blank=True)
    reverses = models.CharField(max_length=120, blank=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "place"], name="entry_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="entry_amount"),
            models.CheckConstraint(
                condition=Q(other__isnull=False, pseudonym="") | (Q(other__isnull=True) & ~Q(pseudonym="")),
                name="entry_other",
            ),
        ]
        indexes = [
            models.Index(fields=["pseudonym"], condition=~Q(pseudonym=""), name="entry_pseudonym"),
        ]


class PseudonymKey(models.Model):
    """The key of a statement's pseudonyms. A clock destroys it; after that they link to nothing."""

    statement = models.OneToOneField(
        Statement, on_delete=models.PROTECT, related_name="pseudonym_key", primary_key=True
    )
    data = models.BinaryField()


class Conflict(models.Model):
    """A transfer that one statement shows (`shown_by`; None: a report told it) and another, complete for that time,
    does not. It has ended when a newer answer did away with it."""

    shown_by = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, related_name="+")
    missing_in = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="conflicts")
    debtor = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    creditor = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    amount = models.BigIntegerField()
    settled_at = models.DateTimeField()
    found_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
