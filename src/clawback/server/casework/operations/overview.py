"""An operation's money across its cases, its victims, its cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Sum

from clawback.server.casework.any_of import any_of
from clawback.server.casework.case_money import CaseMoney, counted_of
from clawback.server.casework.federation.counting import held_for_claims
from clawback.server.casework.models import (
    Case,
    Claim,
    HoldPart,
    Link,
    Operation,
    OperationReport,
    PlanLine,
    Report,
)
from clawback.server.casework.statements.bases import rule_at
from clawback.server.casework.statements.known import groups_of
from clawback.server.people.facts import MemberFacts

__all__ = ["Listed", "cases_of", "listed_for", "money_of", "reports_of", "victims_of"]

_MOST = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """An operation of a list, with how many reports it has and how many of its links nobody looked at."""

    operation: Operation
    reports: int
    unseen: int


def listed_for(member: MemberFacts) -> list[Listed]:
    """The organisation's operations that are not over, those with the newest report in front; at most 200."""
    live = Operation.objects.filter(organisation=member.organisation).exclude(state="ended")
    rows = list(live.order_by("-ends_at", "-pk")[:_MOST])
    members = OperationReport.objects.filter(operation__in=rows).order_by()
    reports = dict(members.values_list("operation").annotate(Count("pk")))
    links = Link.objects.filter(operation__in=rows, noted_by=None).order_by()
    unseen = dict(links.values_list("operation").annotate(Count("pk")))
    return [
        Listed(operation=each, reports=reports.get(each.pk, 0), unseen=unseen.get(each.pk, 0))
        for each in rows
    ]


def reports_of(operation: Operation) -> list[Report]:
    """In the order in which they came."""
    found = Report.objects.filter(in_operation__operation=operation).select_related("case")
    return list(found.order_by("reported_at", "pk"))


def victims_of(reports: Sequence[Report]) -> int:
    """How many people told them, by the hash of their contact."""
    return len({each.reporter for each in reports})


def cases_of(operation: Operation) -> list[Case]:
    """The cases in which its reports are worked, by number."""
    found = Case.objects.filter(reports__in_operation__operation=operation)
    return list(found.distinct().order_by("pk"))


def money_of(operation: Operation, at: datetime) -> list[CaseMoney]:
    """Across cases, a row a currency, and each figure as a case has it: each transfer is one claim."""
    claims = list(
        Claim.objects.filter(report__in_operation__operation=operation, state="confirmed").select_related(
            "creditor_account", "debtor_account", "report"
        )
    )
    lost: defaultdict[str, int] = defaultdict(int)
    for claim in claims:
        lost[claim.currency] += claim.loss
    rule = rule_at(operation.organisation.jurisdiction, at)
    (traced, gone), held = counted_of(claims, groups_of(claims, rule)), _held(claims)
    by_peers = held_for_claims(each.pk for each in claims)
    return [
        CaseMoney(
            currency=code,
            lost=lost[code],
            traced=traced[code],
            gone=gone[code],
            held=held[code][0],
            let_go=held[code][1],
            returned=held[code][2],
            by_peers=by_peers.get(code, 0),
        )
        for code in sorted(lost)
    ]


def _held(claims: Sequence[Claim]) -> dict[str, list[int]]:
    """Currency -> in force, let go, paid over, of the parts that holds have for these claims."""
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    parts = HoldPart.objects.filter(claim__in=any_of(each.pk for each in claims))
    in_force = parts.values_list("hold__request__currency").annotate(Sum("in_force"))
    for code, units in in_force:
        sums[code][0] += units
    ended = parts.values_list("hold__request__currency", "reductions__reduction__ending")
    for code, ending, units in ended.annotate(Sum("reductions__amount")):
        if units:
            sums[code][2 if ending == "paid over" else 1] += units
    late = PlanLine.objects.filter(state="confirmed", outlived=True, part__in=parts)
    for code, units in late.values_list("plan__currency").annotate(Sum("amount")):
        sums[code][1] -= units
        sums[code][2] += units
    return sums
