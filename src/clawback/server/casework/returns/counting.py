"""The rows of a case from which its figures are reckoned."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from clawback.server.casework.case_records import claims_of, holds_of
from clawback.server.casework.kept_sql import rows_by
from clawback.server.casework.models import Case, PlanLine
from clawback.server.casework.reading_once import once
from clawback.server.casework.returns.coming_back import CAME_BACK
from clawback.server.casework.returns.figures import CaseFigures, Ended, Lost, Paid, Placed, figures_of

__all__ = ["case_figures", "is_mistaken"]


def case_figures(case: Case) -> list[CaseFigures]:
    """As they stand now."""
    return once(
        ("figures", case.pk), lambda: figures_of(_lost(case), _placed(case), _ended(case), _paid(case))
    )


def is_mistaken(ending: str, reason: str) -> bool:
    """A release gave a holder their own back, unless the victim was paid another way meanwhile."""
    return ending == "released" and not reason.startswith((CAME_BACK, "a return was paid"))


def _lost(case: Case) -> list[Lost]:
    found = [claim for claim in claims_of(case) if claim.state == "confirmed"]
    return [
        Lost(
            currency=claim.currency,
            amount=claim.amount,
            came_back=claim.came_back,
            reported_at=claim.reported_at,
        )
        for claim in found
    ]


def _placed(case: Case) -> list[Placed]:
    return [
        Placed(currency=hold.request.currency, amount=hold.placed, at=hold.placed_at)
        for hold in holds_of(case)
    ]


def _ended(case: Case) -> list[Ended]:
    found = [row for hold in holds_of(case) for row in hold.reductions.all()]
    return [
        Ended(
            currency=row.hold.request.currency,
            ending=row.ending,
            amount=row.amount,
            placed_at=row.hold.placed_at,
            at=row.decided_at,
            mistaken=is_mistaken(row.ending, row.reason),
        )
        for row in found
    ]


def _paid(case: Case) -> list[Paid]:
    return [
        Paid(currency=code, amount=amount, at=at, late=late)
        for code, amount, at, late in rows_by("lines confirmed of a case", _lines, {-1: case.pk})
    ]


def _lines() -> QuerySet[Any, Any]:
    found = PlanLine.objects.filter(plan__case=-1, state="confirmed", confirmed_at__isnull=False)
    return found.values_list("plan__currency", "amount", "confirmed_at", "outlived")
