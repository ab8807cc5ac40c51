"""Holders' words are kept for the profile's time after their hold, and then their key is destroyed, by a clock."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from clawback.law import Period, end_of
from clawback.law.asking.common import days_of
from clawback.server.casework import stored_files
from clawback.server.casework.finding import locked
from clawback.server.casework.law import basis_of, profile_of
from clawback.server.casework.models import Hold, Notice, NoticeKey, ObjectionFile, Referral
from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["FORGET_WORDS", "forget_words", "forget_words_later"]

FORGET_WORDS: Final = "forget words"
_AGAIN: Final = timedelta(days=1)
_UNDER_WAY: Final = ("drafted", "approved", "sent")


def forget_words_later(act: Act, hold: Hold) -> None:
    """Sets the clock, within the decision that ended the hold; none where the law is unknown."""
    period = profile_of(hold.request.jurisdiction).house.holders_words
    notice = Notice.objects.filter(hold=hold).first()
    if notice is not None and isinstance(period, Period):
        due = end_of(act.at, period, days_of(basis_of(hold)))
        set_clock("notice", notice.pk, FORGET_WORDS, at=act.at, due_at=due)


def forget_words(number: int, act: Act) -> None:
    """The key is destroyed (by a clock), and with it what was sealed by it: words, files, what a referral told. They
    wait while an objection is not decided, or a referral of a holder not answered."""
    with deciding(act) as decision:
        notice = locked(Notice, number)
        referrals = Referral.objects.filter(objection__notice=notice)
        if notice.objections.filter(state="made").exists() or referrals.filter(state__in=_UNDER_WAY).exists():
            set_clock("notice", number, FORGET_WORDS, at=act.at, due_at=act.at + _AGAIN)
            return
        files = ObjectionFile.objects.filter(objection__notice=notice)
        stored_files.drop(list(files))
        after = {"objections": notice.objections.count(), "files": files.count()}
        files.delete()
        referrals.update(told=b"")
        NoticeKey.objects.filter(notice=notice).delete()
        decision.enter("forget", notice, after=after)
