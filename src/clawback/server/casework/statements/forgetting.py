"""What names strangers in the statements of a closed case goes, by a clock: amounts and times stay, and every sum."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import connection

from clawback.law import Period, end_of
from clawback.server.casework.finding import locked
from clawback.server.casework.law import profile_of
from clawback.server.casework.models import Case, Claim, PseudonymKey, Statement
from clawback.server.casework.statements.known import claims_together
from clawback.server.casework.victims.keeping import days_of_law
from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["FORGET_ENTRIES", "KIND", "forget_entries", "forget_entries_later"]

KIND: Final = "case"
FORGET_ENTRIES: Final = "forget entries"
_AGAIN: Final = timedelta(days=30)

_REVERSALS: Final = """
update casework_entry entry set reverses = 'forgotten ' || other.place from casework_entry other
where entry.statement_id = any(%(statements)s) and other.statement_id = entry.statement_id
    and other.name = entry.reverses and other.pseudonym <> ''
"""
_NAMES: Final = """
update casework_entry set name = 'forgotten ' || place, uetr = '', end_to_end_id = ''
where statement_id = any(%(statements)s) and pseudonym <> ''
"""


def forget_entries_later(act: Act, case: Case) -> None:
    """Sets the clock, within the decision that closed the case; none where the law is unknown."""
    period = profile_of(case.jurisdiction).house.statement_entries
    if isinstance(period, Period):
        due = end_of(act.at, period, days_of_law(case.jurisdiction))
        set_clock(KIND, case.pk, FORGET_ENTRIES, at=act.at, due_at=due)


def forget_entries(number: int, act: Act) -> None:
    """Entries of the case's answers that no part reaches lose their references (by a clock).

    An answer that another case, which is open, is traced with waits until that is closed too.
    """
    with deciding(act) as decision:
        case = locked(Case, number)
        answers = Statement.objects.filter(request__case=case).order_by("pk")
        rows = answers.values_list("pk", "request__claim", "request__currency")
        free = [answer for answer, claim, currency in rows if not _is_traced(claim, currency)]
        if len(free) < len(rows):
            set_clock(KIND, number, FORGET_ENTRIES, at=act.at, due_at=act.at + _AGAIN)
        if not free:
            return
        PseudonymKey.objects.filter(statement__in=free).delete()
        with connection.cursor() as cursor:
            cursor.execute(_REVERSALS, {"statements": free})
            cursor.execute(_NAMES, {"statements": free})
            forgotten = cursor.rowcount
        decision.enter("forget", case, after={"entries": forgotten})


def _is_traced(claim: int, currency: str) -> bool:
    """Whether a case that is open is traced with the claim's answers."""
    together, _ = claims_together([claim], currency)
    found = Claim.objects.filter(pk__in=together, report__case__isnull=False)
    return found.filter(report__case__closed_at=None).exists()
