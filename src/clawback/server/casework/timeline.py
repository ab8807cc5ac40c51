"""What was decided about a case, or about one record, as the journal has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import CharField, Model, QuerySet, Value

from clawback.server.casework.any_of import among
from clawback.server.casework.case_records import (
    claims_of,
    holds_of,
    reports_of,
    requests_of,
    statement_requests_of,
)
from clawback.server.casework.kept_sql import records_by, rows_by
from clawback.server.casework.models import (
    AccountChange,
    Case,
    LetterAbroad,
    Notice,
    Objection,
    PeerHold,
    PeerQuestion,
    Plan,
    PlanLine,
    Recall,
    Reduction,
    Referral,
    ReleaseRequest,
    Statement,
    Surplus,
    ValueGiven,
)
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


RECORDS: Final[tuple[tuple[type[Model], str, Callable[[Case], Iterable[Model]]], ...]] = (
    (Reduction, "hold", holds_of),
    (Notice, "hold", holds_of),
    (Objection, "notice__hold", holds_of),
    (ValueGiven, "hold", holds_of),
    (ReleaseRequest, "hold", holds_of),
    (Statement, "request", statement_requests_of),
    (Surplus, "hold", holds_of),
    (Plan, "case", lambda case: [case]),
    (PlanLine, "plan__case", lambda case: [case]),
    (Recall, "claim", claims_of),
    (AccountChange, "claim", claims_of),
    (Referral, "report", reports_of),
    (PeerQuestion, "case", lambda case: [case]),
    (PeerHold, "question__case", lambda case: [case]),
    (LetterAbroad, "question__case", lambda case: [case]),
)
"""Kinds of records of a case, by what they belong to. Whoever adds a kind adds a line."""


def records_of(case: Case) -> list[str]:
    """The names of all records of the case, as the journal names them."""
    lists = (
        reports_of(case),
        claims_of(case),
        requests_of(case),
        holds_of(case),
        statement_requests_of(case),
    )
    known = [name_of(each) for each in (case, *(each for listed in lists for each in listed))]
    return known + [f"{name}/{number}" for name, number in _further(case)]


def _further(case: Case) -> list[tuple[str, int]]:
    """Those of RECORDS: one query for all kinds."""
    values = {-place: [each.pk for each in above(case)] for place, (_, _, above) in enumerate(RECORDS, 1)}
    return [(name, number) for name, number in rows_by("further records", _query, values)]


def _query() -> QuerySet[Any, Any]:
    parts = [
        model._default_manager.filter(among(way, [-place]))  # noqa: SLF001
        .order_by()
        .values_list(Value(model._meta.model_name, output_field=CharField()), "pk")  # noqa: SLF001
        for place, (model, way, _) in enumerate(RECORDS, 1)
    ]
    return parts[0].union(*parts[1:], all=True)


def _members() -> QuerySet[Member]:
    return Member.objects.filter(among("pk", [-1])).select_related("organisation")


def decided_about(names: Iterable[str], most: int = 60) -> list[Decided]:
    """The latest decisions about records, the newest first; that somebody looked at one is no decision."""
    found = EntryRow.objects.filter(subject__in=list(names)).exclude(verb="see")
    rows = list(found.defer("data").order_by("-index")[:most])
    numbers = {int(row.who.removeprefix("member/")) for row in rows if row.who.startswith("member/")}
    known = records_by("who decided", _members, {-1: sorted(numbers)}) if numbers else []
    members = {f"member/{each.pk}": each for each in known}
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
