"""What of the victim's side waits for a member: referrals to approve, send or answer, wishes to withdraw a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from django.db.models import Q

from clawback.server.casework.models import Referral, Report
from clawback.server.casework.subjects import for_one, of_referral, of_report
from clawback.server.casework.waiting_row import Waiting
from clawback.server.people.facts import MemberFacts
from clawback.server.people.may import Allowed, may

__all__ = ["VICTIMS"]

_MOST: Final = 200
_NEXT: Final = {"drafted": "approve", "approved": "send", "sent": "accept"}


def _referrals(member: MemberFacts) -> Iterator[Waiting]:
    ours = Q(report__organisation=member.organisation, state__in=["drafted", "approved"])
    theirs = Q(to=member.organisation, state="sent")
    found = Referral.objects.filter(ours | theirs).select_related("report", "to", "report__organisation")
    rows = list(found.order_by("pk")[:_MOST])
    with for_one(member.id, [row.report.case_id for row in rows]):
        allowed = [
            row for row in rows if isinstance(may(member, _NEXT[row.state], of_referral(row)), Allowed)
        ]
    for row in allowed:
        other = row.report.organisation if row.state == "sent" else row.to
        yield Waiting(verb=_NEXT[row.state], kind="referral", number=row.pk, case=None, about=other.name)


def _withdrawals(member: MemberFacts) -> Iterator[Waiting]:
    """Reporters who asked to withdraw: somebody calls the contact that was given first."""
    found = Report.objects.filter(
        organisation=member.organisation,
        withdrawal_asked_at__isnull=False,
        state__in=["received", "confirmed", "in case"],
    )
    rows = list(found.order_by("withdrawal_asked_at")[:_MOST])
    with for_one(member.id, [row.case_id for row in rows]):
        allowed = [row for row in rows if isinstance(may(member, "withdraw", of_report(row)), Allowed)]
    for row in allowed:
        yield Waiting(verb="call back", kind="withdrawal", number=row.pk, case=row.case_id, about="")


VICTIMS: Final[tuple[Callable[[MemberFacts], Iterator[Waiting]], ...]] = (_referrals, _withdrawals)
