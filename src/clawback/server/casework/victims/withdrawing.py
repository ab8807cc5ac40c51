"""withdraw a report: asked by whoever has the code, done by staff after a call to the contact first given."""

from __future__ import annotations

from clawback.server.casework.ending import Ended
from clawback.server.casework.finding import locked
from clawback.server.casework.models import Report
from clawback.server.casework.operations.keeping import keep_for_linking
from clawback.server.casework.refusals import FactsWrong, NotKept, WithdrawalAsked, WithdrawalNotAsked
from clawback.server.casework.sealing import key_of
from clawback.server.casework.states.report import REPORT
from clawback.server.casework.subjects import of_report
from clawback.server.casework.telling import tell
from clawback.server.casework.victims.by_code import check_reporter
from clawback.server.casework.victims.ending import end_what_it_told
from clawback.server.casework.victims.keeping import keep_until_erased
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["ask_withdrawal", "keep_after_all", "withdraw_report"]


def ask_withdrawal(act: Act, number: int) -> Report:
    """The reporter wants to withdraw. Nothing stops yet: we call the first contact. Raises WithdrawalAsked."""
    check_reporter(act, number)
    with deciding(act) as decision:
        report = locked(Report, number)
        REPORT.step(report.state, "withdraw")
        _check_kept(report)
        if report.withdrawal_asked_at is not None:
            raise WithdrawalAsked("it was asked before: we will call the contact that was given first")
        report.withdrawal_asked_at = act.at
        report.save(update_fields=["withdrawal_asked_at"])
        tell(report, "changed", act.at, to_first_contact=True)
        decision.enter("ask_to_withdraw", report, after={"state": report.state})
    return report


def withdraw_report(act: Act, number: int, call: str) -> Ended:
    """After the call, of which `call` says how it went: what it told is withdrawn, holds released where we may.

    Returns what was let go, and what others were asked to let go. Raises WithdrawalNotAsked.
    """
    with deciding(act):
        report = _asked(act, number, call)
        before = report.state
        ended = end_what_it_told(act, report, "the report was withdrawn")
        report.state, report.duplicate_of = REPORT.step(before, "withdraw"), None
        report.save(update_fields=["state", "duplicate_of"])
        _enter(act, report, "withdraw", call, before)
        keep_for_linking(report.pk)
        keep_until_erased(act, report)
        tell(report, "changed", act.at)
    return ended


def keep_after_all(act: Act, number: int, call: str) -> Report:
    """After the call the report stays: whoever asked was not the reporter, or they changed their mind."""
    with deciding(act):
        report = _asked(act, number, call)
        report.withdrawal_asked_at = None
        report.save(update_fields=["withdrawal_asked_at"])
        _enter(act, report, "keep", call, report.state)
    return report


def _enter(act: Act, report: Report, verb: str, call: str, before: str) -> None:
    """How the call went is about a person: it enters sealed."""
    with deciding(act) as decision:
        decision.enter(
            verb,
            report,
            before={"state": before},
            after={"state": report.state},
            private={"call": call},
            key=key_of(report),
        )


def _check_kept(report: Report) -> None:
    """One that was joined may be erased before it is withdrawn: nobody is left to call."""
    if report.erased_at is not None:
        raise NotKept("this report was erased")


def _asked(act: Act, number: int, call: str) -> Report:
    report = locked(Report, number)
    act.check("withdraw", of_report(report))
    _check_kept(report)
    if report.withdrawal_asked_at is None:
        raise WithdrawalNotAsked("the reporter did not ask for it")
    if not call.strip() or len(call) > 200:
        raise FactsWrong("say how the call to the first contact went, in 200 characters", field="call")
    return report
