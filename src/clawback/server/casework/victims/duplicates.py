"""Which reports may tell of the same transfer, or come from the same scammers: proposed to a person, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db.models import Q

from clawback.server.casework.models import Claim, Identifier, Report

__all__ = ["Likely", "likely_duplicates", "linked_by_identifiers", "same_transfers"]

_APART: Final = timedelta(days=3)
_ENDED: Final = ("rejected", "withdrawn", "duplicate", "referred")


@dataclass(frozen=True, kw_only=True, slots=True)
class Likely:
    """Report `number` may tell the same; `reasons` are words of ours, the strongest first."""

    number: int
    reasons: tuple[str, ...]


def likely_duplicates(report: Report) -> list[Likely]:
    """Reports of the organisation that have a transfer like one of this report's, the oldest first.

    Like is: same amount, currency and creditor account, and within three days of each other or of one reference. Same
    debtor account, reference and reporter make it likelier; a victim may pay the same amount twice, so a person says.
    """
    found: dict[int, dict[str, None]] = {}
    for claim in report.claims.all():
        for other in _like(claim, report):
            reasons = found.setdefault(other.report_id, {})
            for reason in _reasons(claim, other):
                reasons[reason] = None
    return [Likely(number=number, reasons=tuple(found[number])) for number in sorted(found)]


def _like(claim: Claim, report: Report) -> list[Claim]:
    near = Q(settled_at__range=(claim.settled_at - _APART, claim.settled_at + _APART))
    if claim.uetr:
        near |= Q(uetr=claim.uetr)
    others = Claim.objects.filter(
        near,
        report__organisation=report.organisation_id,
        creditor_account=claim.creditor_account_id,
        amount=claim.amount,
        currency=claim.currency,
    )
    return list(
        others.exclude(report=report)
        .exclude(report__state__in=_ENDED)
        .select_related("report")
        .order_by("pk")
    )


def _reasons(claim: Claim, other: Claim) -> list[str]:
    same = {
        "same reference": (claim.uetr or claim.end_to_end_id)
        and (claim.uetr, claim.end_to_end_id) == (other.uetr, other.end_to_end_id),
        "same debtor account": claim.debtor_account_id == other.debtor_account_id,
        "same reporter": claim.report.reporter == other.report.reporter,
        "same day": claim.settled_day == other.settled_day,
        "same amount to the same account": True,
    }
    return [reason for reason, holds in same.items() if holds]


def same_transfers(claims: Sequence[Claim], first: Sequence[Claim]) -> dict[int, Claim]:
    """Claim -> the one of `first` that is of the same transfer, each at most once, the likeliest before others."""
    pairs = [(one, other) for one in claims for other in first if _is_same(one, other)]
    pairs.sort(key=lambda pair: (*_likeness(*pair), pair[0].pk, pair[1].pk))
    found: dict[int, Claim] = {}
    taken: set[int] = set()
    for one, other in pairs:
        if one.pk not in found and other.pk not in taken:
            found[one.pk] = other
            taken.add(other.pk)
    return found


def _is_same(one: Claim, other: Claim) -> bool:
    """One reference between the same accounts; else the same amount to the same account, three days apart at most,
    where no two references say otherwise."""
    if (one.creditor_account_id, one.currency) != (other.creditor_account_id, other.currency):
        return False
    references = [(one.uetr, other.uetr), (one.end_to_end_id, other.end_to_end_id)]
    for mine, theirs in references:
        if mine and theirs:
            return mine == theirs and (
                one.debtor_account_id == other.debtor_account_id or one.amount == other.amount
            )
    return one.amount == other.amount and abs(one.settled_at - other.settled_at) <= _APART


def _likeness(one: Claim, other: Claim) -> tuple[bool, bool, timedelta]:
    """The smaller, the likelier."""
    same = bool(one.uetr or one.end_to_end_id) and (one.uetr, one.end_to_end_id) == (
        other.uetr,
        other.end_to_end_id,
    )
    return (
        not same,
        one.debtor_account_id != other.debtor_account_id,
        abs(one.settled_at - other.settled_at),
    )


def linked_by_identifiers(report: Report) -> list[int]:
    """Numbers of other reports of the organisation that name a telephone number, address or name of this one."""
    own = report.identifiers.values_list("digest", flat=True)
    others = Identifier.objects.filter(digest__in=own, report__organisation=report.organisation_id)
    return sorted(set(others.exclude(report=report).values_list("report", flat=True)))
