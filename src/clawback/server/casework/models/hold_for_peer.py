"""A hold that an organisation's own node placed at an account here because a peer's case asks for it."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q

from clawback.server.casework.models.federation import PEER_HOLD_OPEN, PEER_HOLD_STATES, Seat
from clawback.server.people.models import Member

__all__ = ["HoldForPeer"]

_STATES: Final = ("left", *PEER_HOLD_STATES, "refused", "over")


class HoldForPeer(models.Model):
    """What our node holds, or its policy left to a person, at one account for one case of a peer. The institution alone
    sees the row: `account` is the number, which no peer is told (empty once the case is forgotten).

    `name` is what the node calls it, `case` what the peer does, `owner` the peer, `basis` what its certificate names.
    `amount` is in force and `left` waits for a person, in minor units; `why` says why the policy left it. `state`:
    left (nothing is held yet), those of a provisional hold, refused by a person, or over: nothing stands there any
    more. Unconfirmed it ends at `until`, confirmed at the latest then. `reason` is that of who let go or refused.
    `told_at`: the holder was told of it.
    """

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holds")
    name = models.CharField(max_length=80)
    case = models.CharField(max_length=200)
    owner = models.CharField(max_length=200)
    agent = models.CharField(max_length=40)
    account = models.CharField(max_length=200, blank=True)
    currency = models.CharField(max_length=32)
    basis = models.CharField(max_length=200)
    state = models.CharField(max_length=12)
    amount = models.BigIntegerField(default=0)
    left = models.BigIntegerField(default=0)
    why = models.CharField(max_length=40, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "name"], name="hold_for_peer_once"),
            models.CheckConstraint(condition=Q(state__in=_STATES), name="hold_for_peer_state"),
            models.CheckConstraint(condition=Q(amount__gte=0, left__gte=0), name="hold_for_peer_amounts"),
            models.CheckConstraint(
                condition=Q(state__in=PEER_HOLD_OPEN, until__isnull=False) | Q(amount=0),
                name="hold_for_peer_open",
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="hold_for_peer_until"),
        ]

    def __str__(self) -> str:
        return f"HP-{self.pk}"
