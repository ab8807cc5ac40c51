"""A holder who was told of a hold is told anew when a part of it is let go or expires, so much is held now, so much is
theirs; and when it lasts longer than they were told.

The amendment is due by the basis' own rule, counted from that; docs/decisions/amended-notices.md says why.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from clawback.law import Allowed, may_tell
from clawback.server.casework.finding import locked
from clawback.server.casework.law import basis_of, citation
from clawback.server.casework.models import Amendment, Hold, Notice
from clawback.server.casework.redress.subjects import of_notice
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.states.amendment import AMENDMENT
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import Decision, deciding

__all__ = ["KIND", "amend_notice", "give_amendment", "mark_amendment_overdue"]

KIND: Final = "amendment"


def amend_notice(act: Act, hold: Hold) -> None:
    """Within what makes a hold smaller, or last longer: makes the amendment, or brings the one that is due up to date,
    its clock as it was.

    Nothing is amended that no holder has; with the end of the hold there is nothing left to tell.
    """
    notice = Notice.objects.filter(hold=hold, codes__given_at__isnull=False).distinct().first()
    if notice is None:
        return
    row = notice.amendments.select_for_update().filter(state="due").first()
    if hold.state == "ended":
        if row is not None:
            _end(act, row, "drop")
        return
    with deciding(act) as decision:
        fresh = row is None
        row = row or Amendment(notice=notice, made_at=act.at, due_by=_due_by(hold, act.at))
        row.in_force = hold.in_force
        row.save()
        if fresh and row.due_by is not None:
            set_clock(KIND, row.pk, "overdue", at=act.at, due_at=row.due_by, counts_for_person=True)
        _enter(decision, "amend", row)


def _due_by(hold: Hold, at: datetime) -> datetime | None:
    """By when, counted from the release; None where the law says no time. Whoever knows of the hold may be told."""
    answer = may_tell(basis_of(hold), placed_at=hold.placed_at, at=at, delayed_until=at)
    return answer.until if isinstance(answer, Allowed) else None


def give_amendment(act: Act, number: int, given_at: datetime) -> Amendment:
    """The agent told every holder at `given_at`. Raises AmendmentGiven, AmendmentOver."""
    with deciding(act):
        row = locked(Amendment, number)
        act.check("give", of_notice(row.notice))
        AMENDMENT.step(row.state, "give")
        if not row.made_at <= given_at <= act.at:
            raise FactsWrong("it was given after it was made, and not later than now", field="given_at")
        row.given_at = given_at
        _end(act, row, "give")
    return row


def _end(act: Act, row: Amendment, verb: str) -> None:
    with deciding(act) as decision:
        row.state = AMENDMENT.step(row.state, verb)
        row.save()
        stop_clocks(KIND, row.pk, at=act.at)
        _enter(decision, verb, row)


def mark_amendment_overdue(number: int, act: Act) -> None:
    """The agent did not tell the holders in time (by a clock)."""
    with deciding(act) as decision:
        row = locked(Amendment, number)
        AMENDMENT.step(row.state, "give")
        row.overdue_since = act.at
        row.save(update_fields=["overdue_since"])
        _enter(decision, "overdue", row)


def _enter(decision: Decision, verb: str, row: Amendment) -> None:
    request = row.notice.hold.request
    decision.enter(
        verb,
        row,
        basis=citation(request.jurisdiction, request.basis),
        after={"hold": row.notice.hold_id, "in_force": row.in_force, "state": row.state},
    )
