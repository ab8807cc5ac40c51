"""What was let go on evidence is not proposed again on the same evidence: only on what is known beyond it since.

docs/decisions/released-on-evidence.md says how a review is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from clawback.holding.records import Standing
from clawback.server.casework.any_of import among
from clawback.server.casework.kept_sql import records_by
from clawback.server.casework.models import Review
from clawback.server.casework.reading_once import once, widened
from clawback.server.casework.statements.facts import Account as Name

__all__ = ["Reviewed", "reviewed_among", "within_reviews"]

Reviews = Mapping[tuple[Name, str], Sequence["Reviewed"]]
"""(account, claim) -> what reviews left there, the newest last."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reviewed:
    """One review: `left` may be held, `known` was known then (minor units)."""

    left: int
    known: int
    cause: str

    def allows(self, now: int) -> int:
        """What may be held where `now` is known: what was left, and what is known beyond both."""
        return self.left + max(0, now - max(self.left, self.known))

    def is_passed(self, now: int) -> bool:
        """Whether more is known than the review knew, and than it left."""
        return now > max(self.left, self.known)


def within_reviews(standings: Iterable[Standing], reviews: Reviews) -> list[Standing]:
    """The standings with each claim no higher than the reviews of it there allow."""
    return [_within(each, reviews) for each in standings]


def _within(standing: Standing, reviews: Reviews) -> Standing:
    if not any((standing.account, claim) in reviews for claim in standing.claims):
        return standing
    claims = {}
    for claim, (low, high) in standing.claims.items():
        most = min((each.allows(low) for each in reviews.get((standing.account, claim), ())), default=high)
        claims[claim] = min(low, most), min(high, most)
    high = min(standing.high, sum(high for _, high in claims.values()))
    return replace(standing, claims=claims, high=high, low=min(standing.low, high))


def reviewed_among(claims: Iterable[str], kind: str = "hold") -> dict[tuple[Name, str], list[Reviewed]]:
    """The reviews of these claims, and perhaps of others, for proposals of a kind."""
    numbers = widened("claims", (int(each) for each in claims))
    found: dict[tuple[Name, str], list[Reviewed]] = {}
    for row in once(("reviews", numbers), lambda: _reviews(numbers)):
        if row.kind == kind:
            name = (row.account.agent_code, row.account.number), str(row.claim_id)
            found.setdefault(name, []).append(Reviewed(left=row.left, known=row.known, cause=row.cause))
    return found


def _reviews(claims: Iterable[int]) -> list[Review]:
    return records_by("reviews", _query, {-1: list(claims)})


def _query() -> QuerySet[Review]:
    found = Review.objects.filter(among("claim", [-1])).exclude(asked__state="declined")
    return found.select_related("account").order_by("pk")
