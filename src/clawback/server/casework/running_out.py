"""What runs out next: holds of a member's cases, or at their agent's accounts, by their end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clawback.server.casework.models import Hold
from clawback.server.casework.subjects import for_one, of_hold
from clawback.server.people.facts import MemberFacts
from clawback.server.people.may import Allowed, may
from clawback.server.walls import everything

__all__ = ["RunningOut", "running_out_for"]


@dataclass(frozen=True, kw_only=True, slots=True)
class RunningOut:
    """A hold in force: `amount` minor units of `currency` on `about`, until `until`."""

    number: int
    about: str
    amount: int
    currency: str
    until: datetime


def running_out_for(member: MemberFacts, most: int = 10) -> list[RunningOut]:
    """The holds that end first, of those the member may see."""
    ours = member.kind in ("centre", "police")
    owner = "request__case__organisation" if ours else "request__agent"
    found = Hold.objects.filter(state="placed", **{owner: member.organisation})
    if ours and "auditor" not in member.roles:
        found = found.filter(request__case__assignments__member=member.id)
    with everything():
        numbers = list(found.order_by("until", "pk").values_list("pk", flat=True)[: most * 2])
    related = Hold.objects.select_related("request__account", "request__case")
    holds = list(related.filter(pk__in=numbers).order_by("until", "pk"))
    with for_one(member.id, [hold.request.case_id for hold in holds]):
        subjects = [(hold, of_hold(hold, verb="see")) for hold in holds]
        seen = [hold for hold, subject in subjects if isinstance(may(member, "see", subject), Allowed)][:most]
    return [
        RunningOut(
            number=hold.pk,
            about=str(hold.request.account),
            amount=hold.in_force,
            currency=hold.request.currency,
            until=hold.until,
        )
        for hold in seen
    ]
