"""The agent gives the notice: a code for each holder, shown once, and the word that it was given, and when."""

from __future__ import annotations

from datetime import datetime

from clawback.server.casework.finding import locked
from clawback.server.casework.models import MOST_HOLDERS, Notice, NoticeCode
from clawback.server.casework.redress.subjects import of_notice
from clawback.server.casework.redress.withholding import KIND
from clawback.server.casework.refusals import FactsWrong, NoSuchRecord, NoticeGiven
from clawback.server.casework.sealing import digest, new_code
from clawback.server.casework.states.notice import NOTICE
from clawback.server.clocks.setting import stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["PURPOSE", "confirm_given", "make_codes"]

PURPOSE = "hold"
"""What a notice's code opens, so that a report's code is another hash."""


def make_codes(act: Act, number: int, holders: int = 1, balance: int | None = None) -> list[str]:
    """A code for each holder of the account, in order; shown now and never again.

    Codes made before and not given yet are void. `balance` is what stood in the account when it was held, minor units,
    None where the agent does not say. Raises NoticeWithheld while nobody may be told, NoticeGiven once one was given.
    """
    if not 1 <= holders <= MOST_HOLDERS:
        raise FactsWrong(f"an account has 1 to {MOST_HOLDERS} holders", field="holders")
    with deciding(act) as decision:
        notice = locked(Notice, number)
        act.check("give", of_notice(notice))
        NOTICE.step(notice.state, "give")
        if notice.codes.filter(given_at__isnull=False).exists() or notice.objections.exists():
            raise NoticeGiven("a holder has the notice already: their code stays")
        least = notice.hold.placed + notice.hold.protected
        if balance is not None and balance < least:
            raise FactsWrong(f"at least {least} stood in the account", field="balance")
        notice.codes.all().delete()
        codes = [new_code() for _ in range(holders)]
        NoticeCode.objects.bulk_create(
            NoticeCode(notice=notice, holder=holder, code=digest(PURPOSE, code), made_at=act.at)
            for holder, code in enumerate(codes, 1)
        )
        if balance is not None:
            notice.balance = balance
            notice.save(update_fields=["balance"])
        decision.enter("code", notice, after={"hold": notice.hold_id, "holders": holders})
    return codes


def confirm_given(act: Act, number: int, holder: int, given_at: datetime) -> Notice:
    """The agent gave this holder their notice at `given_at`. Once every holder has theirs, it is given."""
    with deciding(act) as decision:
        notice = locked(Notice, number)
        act.check("give", of_notice(notice))
        code = notice.codes.filter(holder=holder).first()
        if code is None:
            raise NoSuchRecord(f"no code was made for holder {holder}", field="holder")
        if code.given_at is not None:
            raise NoticeGiven("this holder has the notice already")
        state = NOTICE.step(notice.state, "give")
        if not code.made_at <= given_at <= act.at:
            raise FactsWrong("it was given after its code was made, and not later than now", field="given_at")
        code.given_at = given_at
        code.save(update_fields=["given_at"])
        if not notice.codes.filter(given_at=None).exists():
            notice.state, notice.given_at = state, given_at
            notice.save(update_fields=["state", "given_at"])
            stop_clocks(KIND, notice.pk, at=act.at)
        decision.enter("give", notice, after={"holder": holder, "state": notice.state})
    return notice
