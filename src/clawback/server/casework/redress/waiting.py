"""What of redress waits for a member: notices to give, objections to decide, words to set aside, answers to record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, TypeVar

from django.db.models import F, Model, QuerySet

from clawback.server.casework.models import Amendment, Hold, Notice, Objection, ReleaseRequest, ValueGiven
from clawback.server.casework.redress.objecting import HAND_OVER, KIND
from clawback.server.casework.redress.reviewing import LET_GO
from clawback.server.casework.redress.subjects import of_notice, of_objection
from clawback.server.casework.redress.value_given import KIND as VALUE_GIVEN
from clawback.server.casework.redress.withholding import KIND as NOTICE
from clawback.server.casework.subjects import of_hold
from clawback.server.casework.waiting_row import Source, Waiting, clock_of, due_of, in_order, may_now
from clawback.server.people.facts import MemberFacts

__all__ = ["REDRESS", "decide_by", "objections_for"]

Record = TypeVar("Record", bound=Model)
_MOST: Final = 30
_HOLDS_CASE: Final = "hold__request__case"


def objections_for(member: MemberFacts, verb: str = "decide") -> list[Objection]:
    """The open objections that the member may `verb`, those to be decided first in front; at most 30."""
    ours = _with_holds(_objections(member), "notice__hold").select_related("reviewer").order_by("pk")[:_MOST]
    asked = [(each, verb) for each in ours]
    found = [each for each, _ in may_now(member, asked, of_objection, lambda each: _case(each.notice.hold))]
    due = decide_by(found)
    return sorted(found, key=lambda each: (each.pk not in due, due.get(each.pk), each.pk))


def decide_by(objections: list[Objection]) -> dict[int, datetime]:
    """Objection -> by when it is decided, or goes on."""
    due = due_of(KIND, [each.pk for each in objections])
    return {number: at for (number, verb), at in due.items() if verb in (HAND_OVER, LET_GO)}


def _objections(member: MemberFacts) -> QuerySet[Objection]:
    return Objection.objects.filter(
        state="made", notice__hold__request__case__organisation=member.organisation
    )


def _tell_objections(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    found = in_order(_with_holds(Objection.objects.all(), "notice__hold"), numbers)
    due = decide_by(found)
    asked = [(each, "decide") for each in found]
    for each, verb in may_now(member, asked, of_objection, lambda each: _case(each.notice.hold)):
        yield _row(verb, KIND, each.pk, each.notice.hold, due.get(each.pk))


def _notices(member: MemberFacts) -> QuerySet[Notice]:
    return Notice.objects.filter(hold__request__agent=member.organisation, state="due")


def _tell_notices(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    notices = in_order(_with_holds(Notice.objects.all(), "hold"), numbers)
    due = due_of(NOTICE, numbers)
    asked = [(notice, "give") for notice in notices]
    for notice, verb in may_now(member, asked, of_notice, lambda each: _case(each.hold)):
        due_at = due.get((notice.pk, "overdue"), notice.due_by)
        yield _row(verb, "hold notice", notice.hold_id, notice.hold, due_at)


def _amendments(member: MemberFacts) -> QuerySet[Amendment]:
    return Amendment.objects.filter(notice__hold__request__agent=member.organisation, state="due")


def _tell_amendments(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    found = in_order(_with_holds(Amendment.objects.all(), "notice__hold"), numbers)
    asked = [(each, "give") for each in found]
    for each, verb in may_now(
        member, asked, lambda each: of_notice(each.notice), lambda each: _case(each.notice.hold)
    ):
        hold = each.notice.hold
        yield _row(verb, "hold notice", hold.pk, hold, each.overdue_since or each.due_by)


def _values_given(member: MemberFacts) -> QuerySet[ValueGiven]:
    return ValueGiven.objects.filter(state="told", hold__request__case__organisation=member.organisation)


def _tell_values_given(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    related = ValueGiven.objects.select_related("hold__request__account", "hold__request__case")
    asked = [(each, "set aside") for each in in_order(related, numbers)]
    for each, _ in may_now(
        member,
        asked,
        lambda each: of_hold(each.hold, VALUE_GIVEN, "set aside"),
        lambda each: _case(each.hold),
    ):
        yield _row("look at", VALUE_GIVEN, each.hold_id, each.hold, each.ends_by)


def _releases(member: MemberFacts) -> QuerySet[ReleaseRequest]:
    return ReleaseRequest.objects.filter(state="asked", hold__request__case__organisation=member.organisation)


def _tell_releases(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    found = in_order(_with_holds(ReleaseRequest.objects.all(), "hold"), numbers)
    asked = [(each, "record") for each in found]
    for each, verb in may_now(
        member, asked, lambda each: of_hold(each.hold, "release request"), lambda each: _case(each.hold)
    ):
        yield _row(verb, "release request", each.hold_id, each.hold, None, each.amount)


def _with_holds(records: QuerySet[Record], hold: str) -> QuerySet[Record]:
    """With what may() is told of their holds."""
    related = records.select_related(f"{hold}__request__account", f"{hold}__request__case")
    return related.prefetch_related(f"{hold}__reductions")


def _case(hold: Hold) -> int:
    return hold.request.case_id


def _row(
    verb: str, kind: str, number: int, hold: Hold, due_at: datetime | None, amount: int | None = None
) -> Waiting:
    request = hold.request
    return Waiting(
        verb=verb,
        kind=kind,
        number=number,
        case=request.case_id,
        about=str(request.account),
        amount=hold.in_force if amount is None else amount,
        currency=request.currency,
        due_at=due_at,
    )


REDRESS: Final[tuple[Source, ...]] = (
    Source([("give", "notice")], _notices, _tell_notices, F("due_by")),
    Source([("give", "notice")], _amendments, _tell_amendments, F("due_by")),
    Source(
        [("decide", "objection")], _objections, _tell_objections, clock_of(KIND), f"notice__{_HOLDS_CASE}"
    ),
    Source([("set aside", VALUE_GIVEN)], _values_given, _tell_values_given, F("ends_by"), _HOLDS_CASE),
    Source([("record", "release request")], _releases, _tell_releases, case=_HOLDS_CASE),
)
