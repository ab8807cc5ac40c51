"""What the database keeps of a federation: the places that organisations have in it, what they said and were told."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q

from clawback.server.casework.models.account import Account
from clawback.server.casework.models.case import Case
from clawback.server.casework.models.claim import Claim
from clawback.server.people.models import Member, Organisation

__all__ = [
    "PEER_HOLD_OPEN",
    "PEER_HOLD_STATES",
    "Letter",
    "PeerCredit",
    "PeerHold",
    "PeerHoldPart",
    "PeerQuestion",
    "QuestionClaim",
    "Seat",
]
__all__ += ["TurnedAway"]

PEER_HOLD_STATES: Final = ("placed", "confirmed", "released", "expired")
PEER_HOLD_OPEN: Final = ("placed", "confirmed")


class Seat(models.Model):
    """An organisation's place in a federation: its own node, run by this server.

    `folder` is where its configuration stands (DIR/federation/FOLDER), `name` what the list of members calls it.
    `state` is clawback.federation's State as JSON; whoever makes a step holds a lock on the row. `fault` says why it
    does not run.
    """

    folder = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    currency = models.CharField(max_length=32)
    state = models.BinaryField(default=b"")
    members_version = models.BigIntegerField(default=0)
    key = models.CharField(max_length=64, blank=True)
    began_at = models.DateTimeField()
    fault = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.name


class Letter(models.Model):
    """A signed message, as it came or went; never altered, but that what waits is signed anew with a new key of ours.
    `done_at`: it had its effect, or its recipient has it.

    `refusal` and `words` are what the other side's gate, or its machine, said of it, `refuses` is why it refuses
    another; `about` the case it is about, as its owner names it.
    """

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="letters")
    incoming = models.BooleanField()
    message = models.CharField(max_length=64)
    peer = models.CharField(max_length=200)
    kind = models.CharField(max_length=16)
    about = models.CharField(max_length=200, blank=True)
    signed = models.TextField()
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    tries = models.IntegerField(default=0)
    try_at = models.DateTimeField()
    refusal = models.CharField(max_length=32, blank=True)
    words = models.CharField(max_length=500, blank=True)
    refuses = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "message", "incoming"], name="letter_once"),
        ]
        indexes = [
            models.Index(fields=["incoming", "try_at"], condition=Q(done_at=None), name="letter_waits"),
            models.Index(fields=["seat", "-at"], name="letter_of_seat"),
        ]


class TurnedAway(models.Model):
    """A message that was not let in, and why: nothing was changed by it. `digest` is of what came."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="turned_away")
    at = models.DateTimeField()
    peer = models.CharField(max_length=200, blank=True)
    refusal = models.CharField(max_length=32)
    words = models.CharField(max_length=500, blank=True)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["seat", "-at"], name="turned_away_of_seat")]


class PeerQuestion(models.Model):
    """What a case asks of its peers. `name` is what the federation calls the case; `basis` that of its statements,
    `hold_basis` that of its provisional holds (empty: nothing is held). `whole_at`: all is known, for now.
    `answered_by` are the agents whose own nodes told something of it."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="peer_question")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="questions")
    name = models.CharField(max_length=80, unique=True)
    basis = models.CharField(max_length=60)
    hold_basis = models.CharField(max_length=60, blank=True)
    whole_at = models.DateTimeField(null=True)
    answered_by = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class QuestionClaim(models.Model):
    """A claim that peers trace: one member drafted it, and another approved; it is asked from `asked_at` on. `key` is
    the name that both banks give its transfer; `traced` is rule -> minor units, as the node tells where it starts.
    `over_at`: peers are told that it is over. `shared` has, where other owners' cases trace it too, each case and which
    one it says carries the claim (empty while it says nothing); `says` is what an approver of ours said last. `ended`
    are cases that carried it until they were over, of which nobody said that they did not pay it."""

    question = models.ForeignKey(PeerQuestion, on_delete=models.PROTECT, related_name="claims")
    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="asked_of_peers")
    key = models.CharField(max_length=80)
    traced = models.JSONField(default=dict)
    drafted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)
    shared = models.JSONField(default=dict)
    says = models.CharField(max_length=200, blank=True)
    ended = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "key"], name="question_claim_key"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, asked_at__isnull=True)
                | (Q(approved_by__isnull=False, asked_at__isnull=False) & ~Q(approved_by=F("drafted_by"))),
                name="question_four_eyes",
            ),
        ]


class PeerCredit(models.Model):
    """What a node tells of a credit to an institution without one: from there the trace goes on by its statements.

    `flows` is rule -> {depth, followed, parts: claim -> minor units}. The account is the claim's where the credit is
    the claim's own transfer; else it is known by the credit's name, until its institution says which it is.
    """

    question = models.ForeignKey(PeerQuestion, on_delete=models.PROTECT, related_name="credits")
    member = models.CharField(max_length=200)
    key = models.CharField(max_length=80)
    agent = models.CharField(max_length=40)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="peer_credits")
    amount = models.BigIntegerField()
    settled_at = models.DateTimeField()
    flows = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "key"], name="peer_credit_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="peer_credit_amount"),
        ]


class PeerHold(models.Model):
    """A provisional hold that a peer placed as the trace passed. `hold` is its name there and `account` a token: the
    number does not leave the institution. It ends at `until`: by itself unless an approver confirms it, and after
    that when the basis' period is over.
    """

    question = models.ForeignKey(PeerQuestion, on_delete=models.PROTECT, related_name="holds")
    member = models.CharField(max_length=200)
    hold = models.CharField(max_length=80)
    agent = models.CharField(max_length=40)
    account = models.CharField(max_length=80)
    state = models.CharField(max_length=12)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=32)
    placed_at = models.DateTimeField()
    until = models.DateTimeField()
    confirmed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "member", "hold"], name="peer_hold_once"),
            models.CheckConstraint(condition=Q(state__in=PEER_HOLD_STATES), name="peer_hold_state"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="peer_hold_amount"),
            models.CheckConstraint(condition=Q(until__gte=F("placed_at")), name="peer_hold_until"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_by__isnull=False), name="peer_hold_confirmed"
            ),
        ]

    def __str__(self) -> str:
        return f"P-{self.pk}"


class PeerHoldPart(models.Model):
    """So much of it is of this claim."""

    hold = models.ForeignKey(PeerHold, on_delete=models.PROTECT, related_name="parts")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="peer_hold_parts")
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hold", "claim"], name="peer_hold_part_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="peer_hold_part_amount"),
        ]
