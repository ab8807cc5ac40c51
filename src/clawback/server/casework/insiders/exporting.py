"""ask for, approve and fetch an export: figures of cases as CSV; more than 20 cases in a day need another member's
approval."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db.models import Sum

from clawback.money import currency, format_amount
from clawback.server.casework.finding import locked
from clawback.server.casework.formulas import no_formula
from clawback.server.casework.models import Case, Claim, Export, HoldPart
from clawback.server.casework.refusals import ExportApproved, ExportNotApproved, FactsWrong
from clawback.server.casework.subjects import of_case
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.may import Allowed, may
from clawback.server.people.models import Member
from clawback.server.record.deciding import deciding

__all__ = ["WITHOUT_APPROVAL", "approve_export", "ask_export", "fetch_export", "of_export"]

WITHOUT_APPROVAL: Final = 20
_DAY: Final = timedelta(days=1)
_HEAD: Final = ("case", "title", "opened", "currency", "lost", "held", "returned")


def ask_export(act: Act, cases: Sequence[int], reason: str) -> Export:
    """Of cases that the member may see. Raises FactsWrong where there is none among them."""
    if not reason.strip():
        raise FactsWrong("an export has a reason", field="reason")
    with deciding(act) as decision:
        act.check("ask", Subject(kind="export", owner=act.by.organisation))
        found = [
            each
            for each in Case.objects.filter(pk__in=cases, organisation=act.by.organisation).order_by("pk")
            if isinstance(may(act.member, "see", of_case(each)), Allowed)
        ]
        if not found:
            raise FactsWrong("choose at least one case that you may see", field="cases")
        row = Export.objects.create(
            organisation_id=act.by.organisation,
            asked_by_id=act.by.id,
            asked_at=act.at,
            needs_approval=_is_much(act, found),
            reason=reason.strip()[:200],
        )
        row.cases.set(found)
        decision.enter("ask", row, after={"cases": len(found)})
    return row


def _is_much(act: Act, cases: Sequence[Case]) -> bool:
    """With those of the last day that nobody approved: a file of 20 cases and another of 20 are one of 40. The member
    is locked, so that two that are asked for at once are counted together."""
    locked(Member, act.by.id)
    before = Export.objects.filter(asked_by=act.by.id, asked_at__gt=act.at - _DAY, needs_approval=False)
    return len({each.pk for each in cases}.union(before.values_list("cases", flat=True))) > WITHOUT_APPROVAL


def of_export(row: Export) -> Subject:
    asker = frozenset({row.asked_by_id})
    return Subject(kind="export", owner=row.organisation_id, drafted_by=asker, assigned=asker)


def approve_export(act: Act, number: int) -> Export:
    """Another member says yes."""
    with deciding(act) as decision:
        row = locked(Export, number)
        act.check("approve", of_export(row))
        if row.approved_by_id is not None or not row.needs_approval:
            raise ExportApproved("this export needs no approval any more")
        row.approved_by_id, row.approved_at = act.by.id, act.at
        row.save(update_fields=["approved_by", "approved_at"])
        decision.enter("approve", row, after={"cases": row.cases.count()})
    return row


def fetch_export(act: Act, number: int) -> str:
    """The file, for who asked for it. Raises ExportNotApproved."""
    with deciding(act) as decision:
        row = locked(Export, number)
        act.check("fetch", of_export(row))
        count = row.cases.count()
        if row.needs_approval and row.approved_by_id is None:
            raise ExportNotApproved(f"{count} cases, or more in one day: an approver says yes first")
        row.fetched_at = act.at
        row.save(update_fields=["fetched_at"])
        decision.enter("fetch", row, after={"cases": count})
        return _csv(list(row.cases.order_by("pk")))


def _csv(cases: list[Case]) -> str:
    kept = io.StringIO(newline="")
    out = csv.writer(kept)
    out.writerow(_HEAD)
    for case in cases:
        for code, lost, held, returned in _figures(case):
            known = currency(code)
            sums = [format_amount(each, known) for each in (lost, held, returned)]
            out.writerow([str(case), no_formula(case.title), case.opened_at.isoformat(), code, *sums])
    return kept.getvalue()


def _figures(case: Case) -> list[tuple[str, int, int, int]]:
    """A row a currency: lost, held now, returned."""
    lost: dict[str, int] = {}
    for claim in Claim.objects.filter(report__case=case, state="confirmed"):
        lost[claim.currency] = lost.get(claim.currency, 0) + claim.loss
    parts = HoldPart.objects.filter(hold__request__case=case)
    held = dict(parts.values_list("claim__currency").annotate(Sum("in_force")))
    paid = parts.filter(reductions__reduction__ending="paid over")
    returned = dict(paid.values_list("claim__currency").annotate(Sum("reductions__amount")))
    return [(code, lost[code], held.get(code, 0), returned.get(code, 0)) for code in sorted(lost)]
