"""What was decided about a case, or about one record, as the journal has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import CharField, Model, Value

from clawback.server.casework.models import (
    AccountChange,
    Case,
    Claim,
    Hold,
    HoldRequest,
    Notice,
    Objection,
    Plan,
    PlanLine,
    Recall,
    Reduction,
    Referral,
    ReleaseRequest,
    Report,
    Statement,
    StatementRequest,
    Surplus,
    ValueGiven,
)
from clawback.server.people.models import Member, Organisation
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


RECORDS: Final[tuple[tuple[type[Model], str], ...]] = (
    (Case, "pk"),
    (Report, "case"),
    (Claim, "report__case"),
    (HoldRequest, "case"),
    (Hold, "request__case"),
    (Reduction, "hold__request__case"),
    (Notice, "hold__request__case"),
    (Objection, "notice__hold__request__case"),
    (ValueGiven, "hold__request__case"),
    (ReleaseRequest, "hold__request__case"),
    (StatementRequest, "case"),
    (Statement, "request__case"),
    (Surplus, "hold__request__case"),
    (Plan, "case"),
    (PlanLine, "plan__case"),
    (Recall, "claim__report__case"),
    (AccountChange, "claim__report__case"),
    (Referral, "report__case"),
)
"""The records of a case, and the way to it. Whoever adds a kind of record to cases adds a line."""


def records_of(case: Case) -> list[str]:
    """The names of all of them, as the journal names them: one query for all kinds."""
    parts = [
        model._default_manager.filter(**{way: case.pk})  # noqa: SLF001 - public in Django
        .order_by()
        .values_list(Value(model._meta.model_name, output_field=CharField()), "pk")  # noqa: SLF001
        for model, way in RECORDS
    ]
    return [f"{name}/{number}" for name, number in parts[0].union(*parts[1:], all=True)]


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
