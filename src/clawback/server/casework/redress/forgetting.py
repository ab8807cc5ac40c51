"""Holders' words are kept for the profile's time after their hold, and then their key is destroyed, by a clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max

from clawback.law import Period, end_of
from clawback.law.asking.common import days_of
from clawback.server.casework import stored_files
from clawback.server.casework.finding import locked
from clawback.server.casework.law import basis_of, profile_of
from clawback.server.casework.models import Hold, Notice, NoticeKey, ObjectionFile, Referral
from clawback.server.casework.referral_entries import empty_referrals
from clawback.server.casework.states.referral import UNDER_WAY
from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["FORGET_WORDS", "forget_words", "forget_words_later"]

FORGET_WORDS: Final = "forget words"
_AGAIN: Final = timedelta(days=1)


def forget_words_later(act: Act, hold: Hold) -> None:
    """Sets the clock, within the decision that ended the hold; none where the law is unknown."""
    notice = Notice.objects.filter(hold=hold).first()
    due = _after(hold, act.at)
    if notice is not None and due is not None:
        set_clock("notice", notice.pk, FORGET_WORDS, at=act.at, due_at=due)


def _after(hold: Hold, start: datetime) -> datetime | None:
    period = profile_of(hold.request.jurisdiction).house.holders_words
    return end_of(start, period, days_of(basis_of(hold))) if isinstance(period, Period) else None


def _time_over(hold: Hold) -> datetime | None:
    """The period after the hold's end; None where the law is unknown."""
    ended = hold.reductions.aggregate(last=Max("decided_at"))["last"]
    return _after(hold, ended) if ended is not None else None


def forget_words(number: int, act: Act) -> None:
    """The key is destroyed (by a clock), and with it what was sealed by it: words, files, what a referral told. They
    wait while an objection is not decided, or a referral of a holder not answered; not longer than the time again.

    A clock that comes too early is set to the right time.
    """
    with deciding(act) as decision:
        notice = locked(Notice, number)
        referrals = Referral.objects.filter(objection__notice=notice)
        waits = (
            notice.objections.filter(state="made").exists() or referrals.filter(state__in=UNDER_WAY).exists()
        )
        due = _time_over(notice.hold)
        latest = _after(notice.hold, due) if due is not None else None
        if due is None or latest is None:
            return
        if act.at < due or (waits and act.at < latest):
            again = max(due, min(act.at + _AGAIN, latest))
            set_clock("notice", number, FORGET_WORDS, at=act.at, due_at=again)
            return
        files = ObjectionFile.objects.filter(objection__notice=notice)
        stored_files.drop(list(files))
        after = {"objections": notice.objections.count(), "files": files.count()}
        files.delete()
        empty_referrals(act, referrals)
        NoticeKey.objects.filter(notice=notice).delete()
        decision.enter("forget", notice, after=after)
