"""Until when an objection is decided."""

from __future__ import annotations

from datetime import datetime

from clawback.law.answers import Allowed, Refused, allow, refuse
from clawback.law.asking.common import aware, counted, days_of
from clawback.law.basis import Basis
from clawback.law.calendar import end_of
from clawback.law.periods import Period
from clawback.law.profile import House

__all__ = ["may_object"]


def may_object(basis: Basis, *, told_at: datetime, made_at: datetime, house: House) -> Allowed | Refused:
    """Whether an objection made at `made_at` is in time; Allowed.until is by when it is decided.

    Where the law gives no number the house's own time counts, day and night. Where it is not known how long a holder
    has, every objection is in time. Who decides is `basis.objection.to`; where that is unknown, a reviewer.
    """
    aware(told_at, "the time of the notice")
    aware(made_at, "the time of the objection")
    rule = basis.objection
    if isinstance(rule.made_within, Period):
        last = counted(basis, end_of, told_at, rule.made_within, days_of(basis))
        if not isinstance(last, Refused) and made_at > last:
            return refuse(basis, "objection-late", end=last.isoformat())
    period = (
        rule.decided_within if isinstance(rule.decided_within, Period) else house.objection_decided_within
    )
    end = counted(basis, end_of, made_at, period, days_of(basis))
    return end if isinstance(end, Refused) else allow(basis, end)
