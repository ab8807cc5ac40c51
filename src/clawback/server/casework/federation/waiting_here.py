"""What waits for an institution of holds that its node places for peers: what its policy left to a person, and holders
to be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import F, Q, QuerySet

from clawback.server.casework.federation.deciding_here import KIND
from clawback.server.casework.models import PEER_HOLD_OPEN, HoldForPeer
from clawback.server.casework.subjects import of_hold_for_peer
from clawback.server.casework.waiting_row import Source, Waiting, in_order, may_now
from clawback.server.people.facts import MemberFacts

__all__ = ["HERE"]


def _rows(member: MemberFacts) -> QuerySet[HoldForPeer]:
    untold = Q(state__in=PEER_HOLD_OPEN, told_at=None)
    return HoldForPeer.objects.filter(Q(left__gt=0) | untold, seat__organisation=member.organisation)


def _tell(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    rows = in_order(HoldForPeer.objects.select_related("seat"), numbers)
    asked = [(row, "place" if row.left else "tell") for row in rows]
    for row, verb in may_now(member, asked, of_hold_for_peer, lambda _: None):
        yield Waiting(
            verb=verb,
            kind=KIND,
            number=row.pk,
            case=None,
            about=row.account,
            amount=row.left or row.amount,
            currency=row.currency,
            due_at=row.until,
        )


HERE: Final[tuple[Source, ...]] = (
    Source([(verb, KIND) for verb in ("place", "tell")], _rows, _tell, F("until")),
)
