"""Cases, a page at a time, by the clock that runs out first or the newest first: however many there are.

Numbers are found among all rows, by what is asked of them; the cases themselves are read behind the walls.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, get_args

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, Sum

from clawback.server.casework.models import Assignment, Case, Hold
from clawback.server.people.facts import MemberFacts
from clawback.server.people.may import may_anywhere
from clawback.server.people.models import Interest
from clawback.server.walls import everything

__all__ = ["ORDERS", "CaseRow", "Listed", "Order", "cases_for"]

Order = Literal["clock", "held", "all"]
"""`clock`: those with a clock, by it. `held`: those with money held, `all`: each; both the newest first."""

ORDERS: Final[tuple[Order, ...]] = get_args(Order)
_MOST = 30
_FEW = 500

# The two kinds of record that a clock of a case runs for, each by the index of open clocks: with a bound on the rows
# database reads no more clocks than it must, or begins with the member's cases where those are few.
_CLOCKS = """
with due as (
  (select c.due_at, r.case_id from clocks_clock c
   join casework_holdrequest r on r.id = c.subject
   join casework_case k on k.id = r.case_id
   where c.done_at is null and c.kind = 'hold request' and k.organisation_id = %(organisation)s
     and (c.due_at, r.case_id) > (%(after)s, %(case)s)
     and (%(all)s or exists (select from casework_assignment a where a.case_id = k.id and a.member_id = %(member)s))
   order by c.due_at, r.case_id limit %(most)s)
  union all
  (select c.due_at, r.case_id from clocks_clock c
   join casework_hold h on h.id = c.subject
   join casework_holdrequest r on r.id = h.request_id
   join casework_case k on k.id = r.case_id
   where c.done_at is null and c.kind = 'hold' and k.organisation_id = %(organisation)s
     and (c.due_at, r.case_id) > (%(after)s, %(case)s)
     and (%(all)s or exists (select from casework_assignment a where a.case_id = k.id and a.member_id = %(member)s))
   order by c.due_at, r.case_id limit %(most)s)
)
select min(due_at), case_id from due group by case_id order by 1, 2
"""

# The same from the other end, for who works few cases: all of them, and the first clock of each.
_CLOCKS_OF_FEW = """
select min(c.due_at), r.case_id from casework_assignment a
join casework_case k on k.id = a.case_id and k.organisation_id = %(organisation)s
join casework_holdrequest r on r.case_id = a.case_id
left join casework_hold h on h.request_id = r.id
join clocks_clock c on c.done_at is null
  and ((c.kind = 'hold request' and c.subject = r.id) or (c.kind = 'hold' and c.subject = h.id))
where a.member_id = %(member)s
group by r.case_id having (min(c.due_at), r.case_id) > (%(after)s, %(case)s)
order by 1, 2 limit %(most)s
"""

_EARLIER = """
select distinct r.case_id from casework_holdrequest r
left join casework_hold h on h.request_id = r.id
join clocks_clock c on c.done_at is null
  and ((c.kind = 'hold request' and c.subject = r.id) or (c.kind = 'hold' and c.subject = h.id))
where r.case_id = any(%(cases)s) and (c.due_at, r.case_id) <= (%(after)s, %(case)s)
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseRow:
    """A case, `held` now a currency, and when the first of its clocks is due."""

    case: Case
    held: list[tuple[str, int]]
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A page of cases; `cursor` leads to the next, empty where this is the last."""

    rows: list[CaseRow]
    cursor: str


def cases_for(member: MemberFacts, order: Order = "clock", cursor: str = "") -> Listed:
    """The cases that the member may see: those they are assigned to, for an auditor all of their organisation's."""
    if not may_anywhere(member, "see", "case"):
        return Listed(rows=[], cursor="")
    numbers, after = _by_clock(member, cursor) if order == "clock" else _newest(member, order, cursor)
    return Listed(rows=_rows(numbers), cursor=after)


def _sees_all(member: MemberFacts) -> bool:
    return "auditor" in member.roles


def _by_clock(member: MemberFacts, cursor: str) -> tuple[list[int], str]:
    after, case = _parsed(cursor)
    found: list[tuple[datetime, int]] = []
    asked = {"organisation": member.organisation, "member": member.id, "all": _sees_all(member)}
    few = not _sees_all(member) and _works_few(member)
    with everything(), connection.cursor() as database:
        database.execute(
            _CLOCKS_OF_FEW if few else _CLOCKS, {**asked, "after": after, "case": case, "most": 4 * _MOST}
        )
        found = database.fetchall()
        database.execute(_EARLIER, {"cases": [each for _, each in found], "after": after, "case": case})
        shown = {row[0] for row in database.fetchall()} | _interests(member)
    rows = [row for row in found if row[1] not in shown][: _MOST + 1]
    last = rows[_MOST - 1] if len(rows) > _MOST else None
    return [number for _, number in rows[:_MOST]], f"{last[0].isoformat()},{last[1]}" if last else ""


def _works_few(member: MemberFacts) -> bool:
    mine = Assignment.objects.filter(member=member.id)
    return mine.values("pk")[: _FEW + 1].count() <= _FEW


def _parsed(cursor: str) -> tuple[datetime, int]:
    time, _, case = cursor.partition(",")
    try:
        return datetime.fromisoformat(time), int(case)
    except ValueError:
        return datetime.fromisoformat("0001-01-02T00:00:00+00:00"), 0


def _newest(member: MemberFacts, order: Order, cursor: str) -> tuple[list[int], str]:
    cases: QuerySet[Case] = Case.objects.filter(organisation=member.organisation)
    if not _sees_all(member):
        cases = cases.filter(assignments__member=member.id)
    if order == "held":
        placed = Hold.objects.filter(state="placed", request__case=OuterRef("pk"))
        cases = cases.filter(Exists(placed))
    if cursor.isascii() and cursor.isdecimal() and len(cursor) < 19:
        cases = cases.filter(pk__lt=int(cursor))
    found = cases.exclude(pk__in=_interests(member)).order_by("-pk").values_list("pk", flat=True)
    with everything():
        numbers = list(found[: _MOST + 1])
    return numbers[:_MOST], str(numbers[_MOST - 1]) if len(numbers) > _MOST else ""


def _interests(member: MemberFacts) -> set[int]:
    """Cases in which the member declared an interest are not theirs to see."""
    return set(Interest.objects.filter(member=member.id, kind="case").values_list("subject", flat=True))


def _rows(numbers: list[int]) -> list[CaseRow]:
    cases = Case.objects.in_bulk(numbers)
    held: dict[int, list[tuple[str, int]]] = {}
    holds = Hold.objects.filter(request__case__in=numbers, in_force__gt=0)
    for case, code, amount in (
        holds.values_list("request__case", "request__currency")
        .annotate(Sum("in_force"))
        .order_by("request__case", "request__currency")
    ):
        held.setdefault(case, []).append((code, amount))
    due = _due(numbers)
    return [
        CaseRow(case=cases[number], held=held.get(number, []), due_at=due.get(number)) for number in numbers
    ]


_DUE = """
select r.case_id, min(c.due_at) from casework_holdrequest r
left join casework_hold h on h.request_id = r.id
join clocks_clock c on c.done_at is null
  and ((c.kind = 'hold request' and c.subject = r.id) or (c.kind = 'hold' and c.subject = h.id))
where r.case_id = any(%s) group by r.case_id
"""


def _due(numbers: list[int]) -> dict[int, datetime]:
    with everything(), connection.cursor() as database:
        database.execute(_DUE, [numbers])
        return dict(database.fetchall())
