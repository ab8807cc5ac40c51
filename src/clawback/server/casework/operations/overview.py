"""An operation's money across its cases, its victims, its cases, and whom people of ours told of any part of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum

from clawback.server.casework.any_of import any_of
from clawback.server.casework.case_money import CaseMoney, traced_of
from clawback.server.casework.federation.counting import held_for_claims
from clawback.server.casework.models import (
    Case,
    Claim,
    HoldPart,
    HoldRequest,
    Link,
    Operation,
    OperationReport,
    Referral,
    Report,
    StatementRequest,
)
from clawback.server.casework.statements.known import Found, name_of
from clawback.server.people.facts import MemberFacts

__all__ = ["Listed", "Told", "cases_of", "listed_for", "money_of", "reports_of", "told_of", "victims_of"]

_MOST = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """So many records of a kind were sent to an organisation, each by a person."""

    organisation: str
    kind: str
    count: int


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


def money_of(operation: Operation) -> list[CaseMoney]:
    """Across cases, a row a currency: each transfer is one claim, and no unit in an account counts for two of them."""
    claims = list(
        Claim.objects.filter(report__in_operation__operation=operation, state="confirmed").select_related(
            "creditor_account", "debtor_account", "report"
        )
    )
    lost: defaultdict[str, int] = defaultdict(int)
    for claim in claims:
        lost[claim.currency] += claim.loss
    traced, held = _traced(claims, traced_of(claims)), _held(claims)
    by_peers = held_for_claims(each.pk for each in claims)
    return [
        CaseMoney(
            currency=code,
            lost=lost[code],
            traced=min(lost[code], traced[code]),
            held=held[code][0],
            let_go=held[code][1],
            returned=held[code][2],
            by_peers=by_peers.get(code, 0),
        )
        for code in sorted(lost)
    ]


def _traced(claims: Sequence[Claim], found: Sequence[Found]) -> dict[str, int]:
    """What reached accounts that claims paid to, as a case's page counts it: no more of one than stands there, whatever
    each claim alone may have."""
    codes = {str(each.pk): each.currency for each in claims}
    accounts = {name_of(each.creditor_account) for each in claims}
    sums: defaultdict[str, int] = defaultdict(int)
    for standing in (each for group in found for each in group.standings if each.account in accounts):
        highs: defaultdict[str, int] = defaultdict(int)
        for claim, (_, high) in standing.claims.items():
            if claim in codes:
                highs[codes[claim]] += high
        for code, high in highs.items():
            sums[code] += min(high, standing.high)
    return sums


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
    return sums


def told_of(operation: Operation) -> list[Told]:
    """What was sent to others about its reports, and by whom it was asked: nothing else left the organisation."""
    members = operation.members.values("report")
    claims = Claim.objects.filter(report__in=members).values("pk")
    sent = {
        "hold request": HoldRequest.objects.filter(parts__claim__in=claims, sent_at__isnull=False),
        "statement request": StatementRequest.objects.filter(claim__in=claims, sent_at__isnull=False),
    }
    found = [
        Told(organisation=name, kind=kind, count=count)
        for kind, rows in sent.items()
        for name, count in rows.order_by().values_list("agent__name").annotate(Count("pk", distinct=True))
    ]
    referred = Referral.objects.filter(report__in=members, sent_at__isnull=False).order_by()
    found += [
        Told(organisation=name, kind="referral", count=count)
        for name, count in referred.values_list("to__name").annotate(Count("pk"))
    ]
    return sorted(found, key=lambda each: (each.organisation, each.kind))
