"""One thing that waits for a member, and when its clock runs out; where such things are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from django.db.models import CharField, QuerySet, Value

from clawback.server.casework.subjects import for_one
from clawback.server.clocks.models import Clock
from clawback.server.people.facts import MemberFacts, Subject
from clawback.server.people.may import Allowed, may, may_anywhere
from clawback.server.walls import everything

__all__ = ["MOST", "Source", "Waiting", "due_of", "found_for", "in_order", "may_now"]

Record = TypeVar("Record")
MOST = 25
"""So many rows of each kind, where nobody asks for more: when one is done the next is there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """`verb` the record `kind` `number`; `amount` is minor units of `currency` (None: it is not about money), `due_at`
    when its clock runs out."""

    verb: str
    kind: str
    number: int
    case: int | None
    about: str
    amount: int | None = None
    currency: str = ""
    due_at: datetime | None = None


class Source(NamedTuple):
    """`asks` are the verbs, and what may() calls the records; `find` are all that wait in the member's organisation;
    `tell` makes rows of those of some numbers, which are read behind the walls."""

    asks: Sequence[tuple[str, str]]
    find: Callable[[MemberFacts], QuerySet[Any]]
    tell: Callable[[MemberFacts, Sequence[int]], Iterator[Waiting]]


def found_for(member: MemberFacts, sources: Iterable[Source], most: int) -> list[tuple[Source, list[int]]]:
    """Each source that has something, with the numbers of the first `most`: one query for all of them."""
    asked = [each for each in sources if any(may_anywhere(member, verb, kind) for verb, kind in each.asks)]
    parts = [
        source.find(member)
        .order_by("pk")
        .values_list(Value(f"{place:02}", output_field=CharField()), "pk")[:most]
        for place, source in enumerate(asked)
    ]
    if not parts:
        return []
    with everything():
        rows = list(parts[0].union(*parts[1:], all=True))
    found = [(source, [pk for at, pk in rows if int(at) == place]) for place, source in enumerate(asked)]
    return [(source, numbers) for source, numbers in found if numbers]


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
    """(number, verb) -> when the open clock of that verb is due."""
    rows = Clock.objects.filter(kind=kind, subject__in=numbers, done_at=None)
    return {
        (subject, verb): due_at for subject, verb, due_at in rows.values_list("subject", "verb", "due_at")
    }
