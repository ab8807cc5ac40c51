"""Sums of money for the home page, a row a currency and never a sum over two."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from clawback.server.casework.federation.counting import held_for
from clawback.server.casework.models import PeerQuestion, Reduction, Tally
from clawback.server.people.facts import MemberFacts
from clawback.server.walls import everything

__all__ = ["Figures", "figures_for"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """Minor units: `lost` by confirmed claims (None for an agent, whose matter it is not), held now, let go and paid
    over so far. `by_peers` is what nodes of other institutions hold by their own policies, in none of the others.
    `blocked` are releases that an agent did not confirm in time."""

    currency: str
    lost: int | None
    held: int
    released: int
    returned: int
    blocked: int
    by_peers: int = 0


def figures_for(member: MemberFacts) -> list[Figures]:
    """Of the member's organisation: its own cases, or for an agent the holds at its accounts."""
    ours = member.kind in ("centre", "police")
    owner = "request__case__organisation" if ours else "request__agent"
    kept = Tally.objects.filter(organisation=member.organisation, side="owner" if ours else "agent")
    sums = {
        code: figures
        for code, *figures in kept.values_list("currency").annotate(
            Sum("lost"), Sum("held"), Sum("let_go"), Sum("paid")
        )
        if any(figures)
    }
    overdue = Reduction.objects.filter(
        **{f"hold__{owner}": member.organisation}, overdue_since__isnull=False, confirmed_at=None
    )
    with everything():
        by_peers = held_for(PeerQuestion.objects.filter(case__organisation=member.organisation))
        blocked = dict(overdue.values_list("hold__request__currency").annotate(Sum("amount")))
    return [
        Figures(
            currency=code,
            lost=int(lost) if ours else None,
            held=int(held),
            released=int(let_go),
            returned=int(paid),
            blocked=blocked.get(code, 0),
            by_peers=by_peers.get(code, 0) if ours else 0,
        )
        for code, (lost, held, let_go, paid) in sorted(sums.items())
    ]
