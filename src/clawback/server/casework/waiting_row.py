"""One thing that waits for a member, and when its clock runs out; where such things are found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from django.db.models import (
    BigIntegerField,
    CharField,
    DateTimeField,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from clawback.server.casework.any_of import among
from clawback.server.casework.kept_sql import rows_by
from clawback.server.casework.reading_once import once, widened
from clawback.server.casework.subjects import for_one
from clawback.server.clocks.models import Clock
from clawback.server.people.facts import MemberFacts, Subject
from clawback.server.people.may import Allowed, may, may_anywhere
from clawback.server.walls import everything

__all__ = ["Found", "Source", "Waiting", "clock_of", "due_of", "found_for", "in_order", "may_now"]

Record = TypeVar("Record")
_MEMBER, _ORGANISATION, _SUBJECTS = -1, -2, -3
"""Stand-ins in the text of the query, which is the same for all members of these roles."""
_OF_A_KIND = 25
"""So many of each kind are looked for: when one is done the next is there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """`verb` the record `kind` `number`; `amount` is minor units of `currency` (None: it is not about money), `due_at`
    when its clock runs out. `is_about_case`: what it is about is its case."""

    verb: str
    kind: str
    number: int
    case: int | None
    about: str
    amount: int | None = None
    currency: str = ""
    due_at: datetime | None = None
    is_about_case: bool = False


class Source(NamedTuple):
    """`asks` are the verbs, and what may() calls the records; `find` are all that wait in the member's organisation;
    `tell` makes rows of those of some numbers, which are read behind the walls. `due` says of a record when its clock
    runs out, so that what runs out first is read first (None: it has no clock); `case` which way leads from it to its
    case, so that who works these is read once for all kinds (empty: each kind looks for itself)."""

    asks: Sequence[tuple[str, str]]
    find: Callable[[MemberFacts], QuerySet[Any]]
    tell: Callable[[MemberFacts, Sequence[int]], Iterator[Waiting]]
    due: Combinable | None = None
    case: str = ""


class Found(NamedTuple):
    """A record that may wait for the member: `place` of its source, when its clock runs out, its number, its case."""

    place: int
    due_at: datetime | None
    number: int
    case: int | None


def clock_of(kind: str, *verbs: str) -> Subquery:
    """When the first open clock of a record is due, whose kind for clocks is `kind`; of these verbs, without any of
    all."""
    open_ = Clock.objects.filter(kind=kind, subject=OuterRef("pk"), done_at=None)
    if verbs:
        open_ = open_.filter(verb__in=verbs)
    return Subquery(open_.order_by().values("kind").annotate(due=Min("due_at")).values("due"))


def found_for(member: MemberFacts, sources: Sequence[Source]) -> tuple[list[Found], bool]:
    """What runs out first in front, and whether there is more of a kind: one query for all sources."""
    places = _places(member, sources)
    if not places:
        return [], False
    key = ("waiting", member.kind, member.roles, len(sources))
    values = {_MEMBER: member.id, _ORGANISATION: member.organisation}
    with everything():
        told = rows_by(key, lambda: _query(member, sources, places), values)
    rows = [Found(int(place), due_at, number, case) for place, due_at, number, case in told]
    of_kind = [0] * len(sources)
    kept = []
    for row in sorted(rows, key=lambda row: row.number):
        of_kind[row.place] += 1
        if of_kind[row.place] <= _OF_A_KIND:
            kept.append(row)
    kept.sort(key=lambda row: (row.due_at is None, row.due_at, row.place, row.number))
    return kept, max(of_kind) > _OF_A_KIND


def _places(member: MemberFacts, sources: Sequence[Source]) -> list[int]:
    """Of the sources those with something that the member may do."""
    return [
        place
        for place, source in enumerate(sources)
        if any(may_anywhere(member, verb, kind) for verb, kind in source.asks)
    ]


def _query(member: MemberFacts, sources: Sequence[Source], places: Sequence[int]) -> QuerySet[Any, Any]:
    anybody = replace(member, id=_MEMBER, organisation=_ORGANISATION)
    parts = [
        sources[place]
        .find(anybody)
        .order_by("pk")
        .values_list(
            Value(f"{place:02}", output_field=CharField()), _due(sources[place]), "pk", _case(sources[place])
        )[: _OF_A_KIND + 1]
        for place in places
    ]
    return parts[0].union(*parts[1:], all=True)


def _due(source: Source) -> Combinable:
    if source.due is None:
        return Cast(Value(None), DateTimeField())  # two in a row without a kind would be texts to PostgreSQL
    return ExpressionWrapper(source.due, output_field=DateTimeField())


def _case(source: Source) -> Combinable:
    return F(source.case) if source.case else Cast(Value(None), BigIntegerField())


def in_order(records: QuerySet[Any], numbers: Sequence[int]) -> list[Any]:
    """The records of these numbers, the oldest first."""
    return list(records.filter(pk__in=numbers).order_by("pk"))


def may_now(
    member: MemberFacts,
    asked: Iterable[tuple[Record, str]],
    subject: Callable[[Record], Subject],
    case: Callable[[Record], int | None],
) -> list[tuple[Record, str]]:
    """Of records and verbs those that the member may do, from a few queries for all of them."""
    pairs = list(asked)
    with for_one(member.id, [case(record) for record, _ in pairs]):
        return [
            (record, verb)
            for record, verb in pairs
            if isinstance(may(member, verb, subject(record)), Allowed)
        ]


def due_of(kind: str, numbers: Sequence[int]) -> dict[tuple[int, str], datetime]:
    """(number, verb) -> when the open clock of that verb is due; with others that the page noted (`{kind} clocks`)."""
    page = widened(f"{kind} clocks", numbers)
    return once(("due", kind, page), lambda: _due_of(kind, page))


def _due_of(kind: str, numbers: Collection[int]) -> dict[tuple[int, str], datetime]:
    rows = rows_by(("due", kind), lambda: _clocks(kind), {_SUBJECTS: list(numbers)}) if numbers else []
    return {(subject, verb): due_at for subject, verb, due_at in rows}


def _clocks(kind: str) -> QuerySet[Any, Any]:
    rows = Clock.objects.filter(among("subject", [_SUBJECTS]), kind=kind, done_at=None)
    return rows.values_list("subject", "verb", "due_at")
