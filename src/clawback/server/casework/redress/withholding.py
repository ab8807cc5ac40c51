"""When the holder may be told: at once, when a delay ends, or not before the hold is over."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from clawback.law import Allowed, Refused, may_delay_notice, may_tell
from clawback.law.words import Actor
from clawback.server.casework.finding import locked
from clawback.server.casework.law import allowed, basis_at, basis_of, citation
from clawback.server.casework.models import Hold, Notice
from clawback.server.casework.redress.sealing import new_notice_key
from clawback.server.casework.redress.subjects import of_notice
from clawback.server.casework.refusals import FactsWrong, LawRefuses, NoticeGiven
from clawback.server.casework.states.notice import NOTICE
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import Decision, deciding

__all__ = [
    "KIND",
    "allow_notice",
    "delay_notice",
    "hold_over",
    "make_notice",
    "mark_notice_overdue",
    "tell_holder",
]

KIND: Final = "notice"


def make_notice(act: Act, hold: Hold) -> Notice:
    """The notice of a hold that was just placed: due, or withheld, as its basis says."""
    with deciding(act) as decision:
        basis = basis_of(hold)
        notice = Notice(state="due", hold=hold, rule=basis.notice.rule, made_at=act.at)
        answer = may_tell(basis, placed_at=hold.placed_at, at=act.at)
        if isinstance(answer, Refused):
            notice.state, notice.withheld_until = "withheld", answer.until
        notice.save()
        new_notice_key(notice)
        _enter(decision, "notice", notice)
        if isinstance(answer, Allowed):
            _due(act, notice, answer.until)
        elif notice.withheld_until is not None:
            set_clock(KIND, notice.pk, "tell", at=act.at, due_at=notice.withheld_until)
    return notice


def _due(act: Act, notice: Notice, by: datetime | None) -> None:
    """The agent gives it by then; a law that says no time sets no clock."""
    notice.state, notice.withheld_until, notice.due_by = "due", None, by
    notice.save()
    stop_clocks(KIND, notice.pk, at=act.at)
    if by is not None:
        set_clock(KIND, notice.pk, "overdue", at=act.at, due_at=by, counts_for_person=True)


def tell_holder(number: int, act: Act) -> None:
    """A delay is over (by a clock): the notice is due, unless the law says of this instant that it is not."""
    with deciding(act) as decision:
        notice = locked(Notice, number)
        NOTICE.step(notice.state, "tell")
        basis = basis_of(notice.hold)
        answer = may_tell(
            basis, placed_at=notice.hold.placed_at, at=act.at, delayed_until=notice.withheld_until
        )
        if isinstance(answer, Refused):
            notice.withheld_until = answer.until
            notice.save()
            if answer.until is not None:
                set_clock(KIND, notice.pk, "tell", at=act.at, due_at=answer.until)
            return
        _due(act, notice, answer.until)
        _enter(decision, "tell", notice)


def hold_over(act: Act, hold: Hold) -> None:
    """The hold has ended: what was withheld for as long as it lasts may be told. A delay with an end goes on."""
    notice = Notice.objects.select_for_update().filter(hold=hold).first()
    if notice is None or notice.state != "withheld" or notice.withheld_until is not None:
        return
    with deciding(act) as decision:
        NOTICE.step(notice.state, "tell")
        _due(act, notice, None)
        _enter(decision, "tell", notice)


def delay_notice(act: Act, hold: int, until: datetime, ordered_by: Actor, order: str) -> Notice:
    """Somebody whom the basis names (a court) ordered the notice to wait, or to wait longer.

    Raises LawRefuses where the basis lets them not, NoticeGiven where the holder knows already.
    """
    with deciding(act) as decision:
        notice = _of_hold(hold)
        act.check("delay", of_notice(notice))
        before, state = notice.state, NOTICE.step(notice.state, "delay")
        if notice.codes.filter(given_at__isnull=False).exists() or notice.objections.exists():
            raise NoticeGiven("a holder of the account was told already")
        if until <= max(act.at, notice.withheld_until or act.at):
            raise FactsWrong("a delay ends later than now, and than the one before", field="until")
        if not order.strip():
            raise FactsWrong("name the order", field="order")
        allowed(may_delay_notice(basis_of(notice.hold), ordered_by))
        notice.state, notice.withheld_until = state, until
        notice.due_by = notice.overdue_since = None
        notice.ordered_by, notice.order = ordered_by, order[:200]
        notice.save()
        stop_clocks(KIND, notice.pk, at=act.at)
        set_clock(KIND, notice.pk, "tell", at=act.at, due_at=until)
        _enter(decision, "delay", notice, before)
    return notice


def allow_notice(act: Act, hold: int) -> Notice:
    """The law changed since the hold was placed, and counsel says that the holder may be told now.

    Raises LawRefuses where the entry in force today forbids it still.
    """
    with deciding(act) as decision:
        notice = _of_hold(hold)
        act.check("tell", of_notice(notice))
        before = notice.state
        NOTICE.step(before, "tell")
        request = notice.hold.request
        today = basis_at(request.jurisdiction, request.basis, act.at)
        answer = may_tell(today, placed_at=act.at, at=act.at)
        if isinstance(answer, Refused):
            raise LawRefuses(f"{answer.reason} ({answer.article})", field=answer.code)
        _due(act, notice, answer.until)
        _enter(decision, "tell", notice, before)
    return notice


def mark_notice_overdue(number: int, act: Act) -> None:
    """The agent did not give the notice in time (by a clock)."""
    with deciding(act) as decision:
        notice = locked(Notice, number)
        NOTICE.step(notice.state, "give")
        notice.overdue_since = act.at
        notice.save(update_fields=["overdue_since"])
        _enter(decision, "overdue", notice)


def _of_hold(hold: int) -> Notice:
    number = Notice.objects.filter(hold=hold).values_list("pk", flat=True).first()
    return locked(Notice, number or 0)


def _enter(decision: Decision, verb: str, notice: Notice, before: str = "") -> None:
    request = notice.hold.request
    decision.enter(
        verb,
        notice,
        basis=citation(request.jurisdiction, request.basis),
        before={"state": before} if before else None,
        after={"hold": notice.hold_id, "state": notice.state},
    )
