"""erase a report: its key is destroyed, and with it everything that says who told it. The journal stays whole."""

from __future__ import annotations

from django.db.models import ProtectedError, Q

from clawback.server.casework.accounts import account_of
from clawback.server.casework.finding import locked
from clawback.server.casework.models import Account, Claim, Cut, QuestionClaim, Report, StoredKey
from clawback.server.casework.operations.keeping import keep_for_linking
from clawback.server.casework.refusals import NotKept
from clawback.server.casework.sealing import digest
from clawback.server.casework.telling import tell
from clawback.server.casework.victims.by_code import check_reporter
from clawback.server.casework.victims.files import delete_files
from clawback.server.casework.victims.keeping import KIND, kept_for
from clawback.server.casework.victims.money import claims_told
from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["ask_erasure", "erase_report"]


def ask_erasure(act: Act, number: int) -> Report:
    """The reporter wants nothing of it kept: at once, or as soon as what it is kept for has ended.

    Whoever calls this checked their second factor. Raises NotKept where it was erased already.
    """
    check_reporter(act, number)
    with deciding(act) as decision:
        report = locked(Report, number)
        if report.erased_at is not None:
            raise NotKept("this report was erased")
        if report.erasure_asked_at is None:
            report.erasure_asked_at = act.at
            report.save(update_fields=["erasure_asked_at"])
            decision.enter("ask_to_erase", report, after={"state": report.state})
        kept = kept_for(report, act.at)
        # One that is worked on gets its clock when it ends; one that was joined ended, and is looked at each day.
        if kept is None or kept.why != "worked on" or report.duplicate_of is not None:
            set_clock(KIND, number, "erase", at=act.at, due_at=kept.until if kept else act.at)
            tell(report, "to-be-erased", act.at)
    return report


def erase_report(number: int, act: Act) -> None:
    """Destroys the key (by a clock). One with an open hold or return waits until that ends. Raises NotKept."""
    with deciding(act) as decision:
        report = locked(Report, number)
        if report.erased_at is not None:
            raise NotKept("this report was erased")
        kept = kept_for(report, act.at)
        if kept is not None:
            set_clock(KIND, number, "erase", at=act.at, due_at=kept.until)
            return
        delete_files(report)
        report.identifiers.all().delete()
        report.words.all().delete()
        report.facts.update(sealed=b"")
        report.referrals.update(told=b"")
        report.contests.update(sealed=b"")
        Cut.objects.filter(Q(one=report) | Q(other=report)).update(reason=b"")
        StoredKey.objects.filter(report=report).delete()
        # also those of a report that was erased when it had been joined to this one
        for claim in claims_told(report) | report.claims.filter(told_in__erased_at__isnull=False):
            _without_account(claim)
        _bare(report, act)
        keep_for_linking(number)
        decision.enter("erase", report, after={"state": report.state})


def _bare(report: Report, act: Act) -> None:
    report.told, report.second_factor, report.reason = b"", "", ""
    report.reporter = digest("erased", str(report.pk))
    report.at_risk, report.erased_at = False, act.at
    report.save()


def _without_account(claim: Claim) -> None:
    """The claim stays, with its amount; whose account paid does not."""
    own = claim.debtor_account
    claim.debtor_account = account_of(own.agent_code, f"ERASED {claim.pk}")
    claim.uetr = claim.end_to_end_id = ""
    claim.save(update_fields=["debtor_account", "uetr", "end_to_end_id"])
    QuestionClaim.objects.filter(claim=claim).update(key=f"erased:{claim.pk}")
    try:
        Account.objects.filter(pk=own.pk).delete()
    except ProtectedError:  # another claim, or a request, names it
        return
