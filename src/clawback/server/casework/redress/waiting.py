"""What of redress waits for a member: notices to give, objections to decide, words to set aside, answers to record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from clawback.server.casework.models import Amendment, Hold, Notice, Objection, ReleaseRequest, ValueGiven
from clawback.server.casework.redress.objecting import HAND_OVER, KIND
from clawback.server.casework.redress.reviewing import LET_GO
from clawback.server.casework.redress.subjects import of_notice, of_objection
from clawback.server.casework.redress.value_given import KIND as VALUE_GIVEN
from clawback.server.casework.redress.withholding import KIND as NOTICE
from clawback.server.casework.subjects import of_hold
from clawback.server.casework.waiting_row import Waiting, due_of
from clawback.server.people.facts import MemberFacts
from clawback.server.people.may import Allowed, may

__all__ = ["REDRESS", "decide_by", "objections_for"]

_MOST: Final = 200


def objections_for(member: MemberFacts, verb: str = "decide") -> list[Objection]:
    """The open objections that the member may `verb`, those to be decided first in front."""
    ours = Objection.objects.filter(
        state="made", notice__hold__request__case__organisation=member.organisation
    ).select_related("notice__hold__request__account", "notice__hold__request__case", "reviewer")
    found = [each for each in ours if isinstance(may(member, verb, of_objection(each)), Allowed)]
    due = decide_by(found)
    return sorted(found, key=lambda each: (each.pk not in due, due.get(each.pk), each.pk))


def decide_by(objections: list[Objection]) -> dict[int, datetime]:
    """Objection -> by when it is decided, or goes on."""
    due = due_of(KIND, [each.pk for each in objections])
    return {number: at for (number, verb), at in due.items() if verb in (HAND_OVER, LET_GO)}


def _objections(member: MemberFacts) -> Iterator[Waiting]:
    found = objections_for(member)[:_MOST]
    due = decide_by(found)
    for each in found:
        yield _row("decide", KIND, each.pk, each.notice.hold, due.get(each.pk))


def _notices(member: MemberFacts) -> Iterator[Waiting]:
    found = Notice.objects.filter(hold__request__agent=member.organisation, state="due")
    notices = list(
        found.select_related("hold__request__account", "hold__request__case").order_by("pk")[:_MOST]
    )
    due = due_of(NOTICE, [notice.pk for notice in notices])
    for notice in notices:
        if isinstance(may(member, "give", of_notice(notice)), Allowed):
            due_at = due.get((notice.pk, "overdue"), notice.due_by)
            yield _row("give", "hold notice", notice.hold_id, notice.hold, due_at)


def _amendments(member: MemberFacts) -> Iterator[Waiting]:
    found = Amendment.objects.filter(notice__hold__request__agent=member.organisation, state="due")
    rows = found.select_related("notice__hold__request__account", "notice__hold__request__case")
    for each in rows.order_by("pk")[:_MOST]:
        if isinstance(may(member, "give", of_notice(each.notice)), Allowed):
            hold = each.notice.hold
            yield _row("give", "hold notice", hold.pk, hold, each.overdue_since or each.due_by)


def _values_given(member: MemberFacts) -> Iterator[Waiting]:
    found = ValueGiven.objects.filter(state="told", hold__request__case__organisation=member.organisation)
    for each in found.select_related("hold__request__account", "hold__request__case").order_by("pk")[:_MOST]:
        if isinstance(may(member, "set aside", of_hold(each.hold, VALUE_GIVEN)), Allowed):
            yield _row("look at", VALUE_GIVEN, each.hold_id, each.hold, each.ends_by)


def _releases(member: MemberFacts) -> Iterator[Waiting]:
    found = ReleaseRequest.objects.filter(
        state="asked", hold__request__case__organisation=member.organisation
    )
    for each in found.select_related("hold__request__account", "hold__request__case").order_by("pk")[:_MOST]:
        if isinstance(may(member, "record", of_hold(each.hold, "release request")), Allowed):
            yield _row("record", "release request", each.hold_id, each.hold, None, each.amount)


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


REDRESS: Final[tuple[Callable[[MemberFacts], Iterator[Waiting]], ...]] = (
    _notices,
    _amendments,
    _objections,
    _values_given,
    _releases,
)
