"""Sums of money for the home page, a row a currency and never a sum over two."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Sum

from clawback.server.casework.models import Claim, Hold, Reduction
from clawback.server.people.facts import MemberFacts

__all__ = ["Figures", "figures_for"]

_NOTHING = (0, 0, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """Minor units: `lost` by confirmed claims (None for an agent, whose matter it is not), held now, let go and paid
    over so far. `blocked` are releases that an agent did not confirm in time."""

    currency: str
    lost: int | None
    held: int
    released: int
    returned: int
    blocked: int


def figures_for(member: MemberFacts) -> list[Figures]:
    """Of the member's organisation: its own cases, or for an agent the holds at its accounts."""
    ours = member.kind in ("centre", "police")
    owner = "request__case__organisation" if ours else "request__agent"
    holds = Hold.objects.filter(**{owner: member.organisation}).values_list("request__currency")
    sums = {
        code: (held, let_go, paid)
        for code, held, let_go, paid in holds.annotate(
            Sum("in_force"), let_go=Sum(F("released") + F("expired")), paid=Sum("paid_over")
        )
    }
    overdue = Reduction.objects.filter(
        **{f"hold__{owner}": member.organisation}, overdue_since__isnull=False, confirmed_at=None
    )
    blocked = dict(overdue.values_list("hold__request__currency").annotate(Sum("amount")))
    lost = _lost(member) if ours else {}
    return [
        Figures(
            currency=code,
            lost=lost.get(code, 0) if ours else None,
            held=sums.get(code, _NOTHING)[0],
            released=sums.get(code, _NOTHING)[1],
            returned=sums.get(code, _NOTHING)[2],
            blocked=blocked.get(code, 0),
        )
        for code in sorted(sums.keys() | lost.keys())
    ]


def _lost(member: MemberFacts) -> dict[str, int]:
    claims = Claim.objects.filter(report__organisation=member.organisation, state="confirmed")
    return dict(claims.values_list("currency").annotate(lost=Sum(F("amount") - F("came_back"))))
