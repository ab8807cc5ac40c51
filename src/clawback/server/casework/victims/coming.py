"""What comes next for a report that is in a case, and by when: as far as anybody may know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from clawback.server.casework.known import request_may_be_known
from clawback.server.casework.models import Claim, HoldRequest, PlanLine, Report
from clawback.server.casework.victims.money import claims_worked, known_lines, known_parts
from clawback.server.clocks.models import Clock
from clawback.server.walls import everything

__all__ = ["Coming", "coming_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Coming:
    """`step` is `asked`, `held`, `planned`, `contested`, `approved`, `due`, `bounced` or `sent`; the amount is minor
    units, zero where none is known yet; `by` is when the step is over at the latest, None where no clock says so."""

    step: str
    amount: int
    currency: str
    by: datetime | None = None


_STEPS: Final = {
    "open": "planned",
    "contested": "contested",
    "approved": "approved",
    "due": "due",
    "bounced": "bounced",
    "sent": "sent",
}
"""State of a line -> the step that its victim waits for."""


def coming_of(report: Report, at: datetime) -> list[Coming]:
    """The nearest to the money first; empty where nothing may be told."""
    with everything():
        claims = claims_worked(report)
        lines = [line for line in known_lines(claims, at) if line.state in _STEPS]
        return [*_lines(lines, at), *_held(claims, at), *_asked(claims, at)]


def _lines(lines: Sequence[PlanLine], at: datetime) -> Iterator[Coming]:
    sums: defaultdict[tuple[str, str, datetime | None], int] = defaultdict(int)
    for line in lines:
        step = _STEPS[line.state]
        by = {
            "planned": _runs(line.plan.notice_until, at),
            "approved": line.plan.pay_by,
            "due": line.plan.pay_by,
        }
        sums[step, line.plan.currency, by.get(step)] += line.amount
    order = list(reversed(_STEPS.values()))
    for (step, currency, due), amount in sorted(sums.items(), key=lambda each: order.index(each[0][0])):
        yield Coming(step=step, amount=amount, currency=currency, by=due)


def _runs(until: datetime | None, at: datetime) -> datetime | None:
    """The end of a notice that is not over."""
    return until if until is not None and at < until else None


def _held(claims: Sequence[Claim], at: datetime) -> Iterator[Coming]:
    """What is held and in no plan yet, whoever is paid by it: until the first of its holds would end."""
    sums: defaultdict[str, int] = defaultdict(int)
    ends: dict[str, datetime] = {}
    parts = known_parts(claims, at)
    planned: defaultdict[int, int] = defaultdict(int)
    live = PlanLine.objects.filter(part__in=parts, state__in=_STEPS, plan__noticed_at__isnull=False)
    for number, amount in live.values_list("part", "amount"):
        planned[number] += amount
    for part in parts:
        left, code = part.in_force - planned[part.pk], part.claim.currency
        if left > 0:
            sums[code] += left
            ends[code] = min(part.hold.until, ends.get(code, part.hold.until))
    for code, amount in sorted(sums.items()):
        yield Coming(step="held", amount=amount, currency=code, by=ends[code])


def _asked(claims: Sequence[Claim], at: datetime) -> Iterator[Coming]:
    """Requests that a bank has and has not answered; the last of their times to answer."""
    rows = HoldRequest.objects.filter(parts__claim__in=claims, state="sent").distinct()
    sent = [row for row in rows.order_by("pk") if request_may_be_known(row, at)]
    if sent:
        clocks = Clock.objects.filter(
            kind="hold request", verb="lapse", done_at=None, subject__in=[row.pk for row in sent]
        )
        by = max(clocks.values_list("due_at", flat=True), default=None)
        yield Coming(step="asked", amount=0, currency=sent[0].currency, by=by)
