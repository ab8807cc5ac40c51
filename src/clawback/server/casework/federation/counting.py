"""What peers hold of claims, and which institutions answered for them: so that nobody is asked, and held, twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.db.models import QuerySet, Sum

from clawback.holding.records import OpenHold
from clawback.server.casework.any_of import among, any_of
from clawback.server.casework.kept_sql import records_by
from clawback.server.casework.models import (
    PEER_HOLD_OPEN,
    Claim,
    HoldPart,
    HoldRequestPart,
    PeerHold,
    PeerHoldPart,
    PeerQuestion,
    QuestionClaim,
)
from clawback.server.casework.reading_once import once, widened
from clawback.server.casework.returns.facts import counted_under_cap
from clawback.server.casework.states.hold_request import OPEN

__all__ = ["answering_agents", "beyond_loss", "held_by_peers", "held_for", "held_for_claims"]

_CLAIMS = -1


def held_by_peers(claims: Iterable[int]) -> Iterator[OpenHold]:
    """Provisional holds in force, by token: they count under each claim's cap like every other."""
    for part in records_by("parts held by peers", _parts, {_CLAIMS: list(claims)}):
        account = part.hold.agent, f"{part.hold.member}/{part.hold.account}"
        yield OpenHold(account=account, claims={str(part.claim_id): part.amount})


def _parts() -> QuerySet[PeerHoldPart]:
    found = PeerHoldPart.objects.filter(
        among("claim", [_CLAIMS]), amount__gt=0, hold__state__in=PEER_HOLD_OPEN
    )
    return found.select_related("hold")


def held_for(questions: QuerySet[PeerQuestion]) -> dict[str, int]:
    """Currency -> what peers hold for these questions now, provisionally or confirmed; minor units."""
    found = PeerHold.objects.filter(question__in=questions, state__in=PEER_HOLD_OPEN, amount__gt=0)
    return dict(found.values_list("currency").annotate(Sum("amount")))


def held_for_claims(claims: Iterable[int]) -> dict[str, int]:
    """The same, of these claims."""
    parts = PeerHoldPart.objects.filter(
        claim__in=any_of(claims), hold__state__in=PEER_HOLD_OPEN, amount__gt=0
    )
    return dict(parts.values_list("hold__currency").annotate(Sum("amount")))


def answering_agents(claims: Iterable[int]) -> dict[int, frozenset[str]]:
    """Claim -> institutions whose own node answered for it: they settle, and hold, by themselves."""
    page = widened("claims", claims)
    return once(("answering agents", page), lambda: _answering(page))


def _answering(claims: Iterable[int]) -> dict[int, frozenset[str]]:
    rows = records_by("claims asked of peers", _asked, {_CLAIMS: list(claims)})
    return {each.claim_id: frozenset(each.question.answered_by) for each in rows}


def _asked() -> QuerySet[QuestionClaim]:
    asked = QuestionClaim.objects.filter(among("claim", [_CLAIMS]), asked_at__isnull=False)
    return asked.select_related("question")


def beyond_loss(claims: Iterable[int]) -> list[PeerHold]:
    """Provisional holds that with all other holds, and what holds gave back, are more than a claim's loss: the newest.
    Of a claim that is over nothing is left."""
    numbers = list(claims)
    live = Claim.objects.filter(pk__in=numbers, state="confirmed")
    lost = {each.pk: each.loss for each in live}
    held: defaultdict[int, int] = defaultdict(int, counted_under_cap(numbers))
    by_requests = HoldPart.objects.filter(claim__in=numbers).values_list("claim").annotate(Sum("in_force"))
    asked = HoldRequestPart.objects.filter(claim__in=numbers, request__state__in=OPEN)
    for claim, amount in (*by_requests, *asked.values_list("claim").annotate(Sum("amount"))):
        held[claim] += amount
    parts = PeerHoldPart.objects.filter(claim__in=numbers, amount__gt=0, hold__state__in=PEER_HOLD_OPEN)
    found = []
    rows = parts.select_related("hold").order_by("hold__placed_at", "hold")
    for hold, group in groupby(rows, key=lambda part: part.hold):
        amounts = {part.claim_id: part.amount for part in group}
        if any(held[claim] + amount > lost.get(claim, 0) for claim, amount in amounts.items()):
            found.append(hold)  # whole: a peer cannot be told of a part of one
            continue
        for claim, amount in amounts.items():
            held[claim] += amount
    return found
