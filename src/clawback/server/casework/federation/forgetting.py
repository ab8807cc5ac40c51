"""What is over is told to peers, and what was kept of it goes: by clocks. The journal keeps what each message was."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max

from clawback.federation.node.draft import Draft
from clawback.federation.node.machine import forget_dead
from clawback.federation.node.owning import close, forget
from clawback.law import Period, end_of
from clawback.server.casework.federation.seats import KIND as SEAT
from clawback.server.casework.federation.seats import ask_machine, state_of
from clawback.server.casework.finding import locked
from clawback.server.casework.law import profile_of
from clawback.server.casework.models import Letter, PeerCredit, PeerQuestion, QuestionClaim, Seat
from clawback.server.casework.victims.keeping import days_of_law
from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["FORGET", "forget_letters", "tell_over"]

FORGET: Final = "forget"
_AGAIN: Final = timedelta(days=1)
_MOST: Final = 5_000
"""Letters that one run deletes."""


def tell_over(number: int, act: Act) -> None:
    """Claims of a question that are over, or all of a case that is closed (by a clock): whoever was told of them lets
    go what is held for them."""
    with deciding(act) as decision:
        question = locked(PeerQuestion, number)
        told = question.claims.filter(asked_at__isnull=False, over_at=None)
        if question.case.closed_at is None:
            told = told.exclude(claim__state="confirmed")
        rows = list(told.order_by("pk"))
        if not rows:
            return
        name, keys = question.name, [each.key for each in rows]
        ask_machine(act, question.seat_id, lambda draft: close(draft, name, keys))
        QuestionClaim.objects.filter(pk__in=[each.pk for each in rows]).update(over_at=act.at)
        decision.enter("end", question, after={"claims": len(rows)})


def forget_letters(number: int, act: Act) -> None:
    """Letters that had their effect, and cases that peers were told are over (by a clock, every day), after the time
    for which the law of the node's organisation keeps who told what; never where that is unknown."""
    with deciding(act) as decision:
        seat = locked(Seat, number)
        set_clock(SEAT, number, FORGET, at=act.at, due_at=act.at + _AGAIN)
        letters = Letter.objects.filter(seat=seat, done_at__isnull=False).order_by("done_at", "pk")[:_MOST]
        old = [each.pk for each in letters.only("pk", "done_at") if _is_past(seat, each.done_at, act.at)]
        gone, _ = Letter.objects.filter(pk__in=old).delete()
        over = _ended(seat, act.at)
        if not seat.fault:
            _forget_cases(act, seat, over)
        if gone or over:
            decision.enter("forget", seat, after={"letters": gone, "cases": len(over)})


def _forget_cases(act: Act, seat: Seat, over: list[PeerQuestion]) -> None:
    """Ours, and those of others that our node was told are over, after the time that its policy says."""
    names = [each.name for each in over]

    def forgotten(draft: Draft) -> None:
        forget_dead(draft)
        forget(draft, names)

    ask_machine(act, seat.pk, forgotten)
    PeerCredit.objects.filter(question__in=over).delete()


def _is_past(seat: Seat, ended_at: datetime | None, at: datetime) -> bool:
    """Whether what ended then is kept no longer."""
    law = seat.organisation.jurisdiction
    period = profile_of(law).house.identities
    return (
        ended_at is not None
        and isinstance(period, Period)
        and end_of(ended_at, period, days_of_law(law)) <= at
    )


def _ended(seat: Seat, at: datetime) -> list[PeerQuestion]:
    """Questions of which something is kept, and nothing may be any more: all of their claims were told to be over."""
    asked = PeerQuestion.objects.filter(seat=seat, name__in=list(state_of(seat).owned))
    live = QuestionClaim.objects.filter(over_at=None).values("question")
    ended = asked.exclude(pk__in=live).alias(told=Max("claims__over_at")).filter(told__isnull=False)
    rows = ended.annotate(ended_at=Max("claims__over_at")).order_by("pk")
    return [each for each in rows if _is_past(seat, each.ended_at, at)]
