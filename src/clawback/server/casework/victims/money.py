"""The money of a report, for whoever has its code: what was lost, held, and paid back, and to which account.

What may not be known yet of a hold changes nothing here. Accounts are told by their last characters alone: a code that
was stolen is worth no account number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from clawback.server.casework.known import may_be_known
from clawback.server.casework.models import Claim, HoldPart, PlanLine, Reimbursement, Report
from clawback.server.casework.naming import masked
from clawback.server.walls import everything

__all__ = [
    "Money",
    "PaidBack",
    "claims_told",
    "claims_worked",
    "each_once",
    "known_lines",
    "known_parts",
    "money_of",
]

_LIVE: Final = ("reported", "confirmed")


@dataclass(frozen=True, kw_only=True, slots=True)
class PaidBack:
    """A return that arrived: minor units, when its agent said so, and the account as `masked` shows it."""

    amount: int
    at: datetime
    account: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Money:
    """Minor units of one currency. `reported` is what was told; `set_aside` is what of it is followed no further.

    `came_back` came beside returns, `reimbursed` from an institution that takes the victim's place for it.
    """

    currency: str
    reported: int
    set_aside: int
    came_back: int
    reimbursed: int
    held: int
    paid: tuple[PaidBack, ...]

    @property
    def paid_back(self) -> int:
        """All returns that arrived."""
        return sum(each.amount for each in self.paid)

    @property
    def got(self) -> int:
        """All that the victim has again, from whomever."""
        return self.came_back + self.reimbursed + self.paid_back

    @property
    def lacking(self) -> int:
        """What the victim still lacks of what was followed."""
        return max(0, self.reported - self.set_aside - self.got)


def money_of(report: Report, at: datetime) -> list[Money]:
    """One row a currency, by its code."""
    with everything():
        told = list(each_once(claims_told(report), report))
        worked = claims_worked(report)
        lines = [line for line in known_lines(worked, at) if line.state == "confirmed"]
        parts = known_parts(worked, at)
        reimbursed = list(Reimbursement.objects.filter(claim__in=worked).select_related("claim"))
    return [
        Money(
            currency=code,
            reported=sum(each.amount for each in told if each.currency == code),
            set_aside=sum(
                each.amount
                for each in told
                if each.currency == code and each.state not in _LIVE and each.same_as_id is None
            ),
            came_back=sum(each.came_back for each in worked if each.currency == code),
            reimbursed=sum(each.amount for each in reimbursed if each.claim.currency == code),
            held=sum(part.in_force for part in parts if part.claim.currency == code),
            paid=tuple(_paid(line) for line in lines if line.plan.currency == code),
        )
        for code in sorted({each.currency for each in told})
    ]


def claims_told(report: Report) -> QuerySet[Claim]:
    """What this very report told of, wherever it is worked now: no page shows it what another told."""
    return Claim.objects.filter(Q(report=report, told_in=None) | Q(told_in=report)).order_by("pk")


def each_once(told: QuerySet[Claim], report: Report) -> QuerySet[Claim]:
    """Of claims of the report one for each transfer: what was given back to it stands in a claim beside the withdrawn
    one."""
    return told.exclude(same_as__report=report)


def claims_worked(report: Report) -> list[Claim]:
    """The live claims in which this report's transfers are worked on: of one that was joined to another, the other's
    that go on for the same transfers."""
    told = claims_told(report).select_related("same_as")
    worked = {each.pk: each for claim in told for each in [claim.same_as or claim] if each.state in _LIVE}
    return [worked[number] for number in sorted(worked)]


def known_lines(claims: Sequence[Claim], at: datetime) -> list[PlanLine]:
    """Lines of plans that were made known, which pay these claims' victims out of holds that may be known."""
    found = PlanLine.objects.filter(claim__in=claims, plan__noticed_at__isnull=False, reimbursement=None)
    related = found.select_related("plan", "account", "part__hold__request").order_by("confirmed_at", "pk")
    return [line for line in related if may_be_known(line.part.hold, at)]


def known_parts(claims: Sequence[Claim], at: datetime) -> list[HoldPart]:
    """What is held for these claims by holds that may be known."""
    found = HoldPart.objects.filter(claim__in=claims, in_force__gt=0).select_related("claim", "hold__request")
    return [part for part in found.order_by("pk") if may_be_known(part.hold, at)]


def _paid(line: PlanLine) -> PaidBack:
    assert line.confirmed_at is not None, "a confirmed line has a time"
    return PaidBack(amount=line.amount, at=line.confirmed_at, account=masked(line.account.number))
