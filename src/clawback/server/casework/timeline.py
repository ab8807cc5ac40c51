"""What was decided about a case, or about one record, as the journal has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from clawback.server.casework.models import Case, Claim, Hold, HoldRequest, Reduction, Report
from clawback.server.people.models import Member, Organisation
from clawback.server.record.deciding import name_of
from clawback.server.record.models import EntryRow

__all__ = ["RECORDS", "Decided", "decided_about", "records_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """An entry of the journal. `member` and `organisation` are who decided, None where a clock or a code did."""

    index: int
    verb: str
    subject: str
    time: datetime
    who: str
    member: Member | None
    organisation: Organisation | None


RECORDS: Final[tuple[Callable[[Case], Iterable[str]], ...]] = (
    lambda case: [name_of(case)],
    lambda case: map(name_of, Report.objects.filter(case=case)),
    lambda case: map(name_of, Claim.objects.filter(report__case=case)),
    lambda case: map(name_of, HoldRequest.objects.filter(case=case)),
    lambda case: map(name_of, Hold.objects.filter(request__case=case)),
    lambda case: map(name_of, Reduction.objects.filter(hold__request__case=case)),
)
"""The records of a case, as the journal names them. Whoever adds a kind of record to cases adds a line."""


def records_of(case: Case) -> list[str]:
    """The names of all of them."""
    return [name for names in RECORDS for name in names(case)]


def decided_about(names: Iterable[str], most: int = 60) -> list[Decided]:
    """The latest decisions about records, the newest first."""
    rows = list(EntryRow.objects.filter(subject__in=list(names)).order_by("-index")[:most])
    numbers = {row.who.removeprefix("member/") for row in rows if row.who.startswith("member/")}
    members = {
        f"member/{each.pk}": each
        for each in Member.objects.filter(pk__in=[int(each) for each in numbers]).select_related(
            "organisation"
        )
    }
    return [
        Decided(
            index=row.index,
            verb=row.verb,
            subject=row.subject,
            time=row.time,
            who=row.who,
            member=members.get(row.who),
            organisation=members[row.who].organisation if row.who in members else None,
        )
        for row in rows
    ]
