"""What of the victim's side waits for a member: referrals to approve, send or answer, wishes to withdraw a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import Q, QuerySet

from clawback.server.casework.models import Referral, Report
from clawback.server.casework.subjects import of_referral, of_report
from clawback.server.casework.waiting_row import Source, Waiting, in_order, may_now
from clawback.server.people.facts import MemberFacts

__all__ = ["VICTIMS"]

_NEXT: Final = {"drafted": "approve", "approved": "send", "sent": "accept"}


def _referrals(member: MemberFacts) -> QuerySet[Referral]:
    ours = Q(organisation=member.organisation, state__in=["drafted", "approved"])
    return Referral.objects.filter(ours | Q(to=member.organisation, state="sent"))


def _tell_referrals(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    rows = in_order(Referral.objects.select_related("report", "to", "organisation"), numbers)
    asked = [(row, _NEXT[row.state]) for row in rows]
    for row, verb in may_now(member, asked, of_referral, _case_of):
        other = row.organisation if row.state == "sent" else row.to
        yield Waiting(verb=verb, kind="referral", number=row.pk, case=None, about=other.name)


def _case_of(referral: Referral) -> int | None:
    return referral.report.case_id if referral.report is not None else None


def _withdrawals(member: MemberFacts) -> QuerySet[Report]:
    """Reporters who asked to withdraw: somebody calls the contact that was given first."""
    return Report.objects.filter(
        organisation=member.organisation,
        withdrawal_asked_at__isnull=False,
        state__in=["received", "confirmed", "in case", "duplicate"],
        erased_at=None,
    )


def _tell_withdrawals(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    rows = in_order(Report.objects.all(), numbers)
    for row, _ in may_now(member, [(row, "withdraw") for row in rows], of_report, lambda each: each.case_id):
        yield Waiting(verb="call back", kind="withdrawal", number=row.pk, case=row.case_id, about="")


VICTIMS: Final[tuple[Source, ...]] = (
    Source(
        [(verb, kind) for verb in _NEXT.values() for kind in ("referral", "holder referral")],
        _referrals,
        _tell_referrals,
    ),
    Source([("withdraw", "report")], _withdrawals, _tell_withdrawals),
)
