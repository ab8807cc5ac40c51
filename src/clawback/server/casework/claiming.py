"""confirm and reject a claim; confirm its evidence."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q

from clawback.server.casework.anew import trace_anew
from clawback.server.casework.ending import Ended, end_claim
from clawback.server.casework.finding import locked, locked_claims
from clawback.server.casework.lasting import extend_confirmed
from clawback.server.casework.models import Claim, Report
from clawback.server.casework.operations.keeping import keep_for_linking
from clawback.server.casework.refusals import FactsWrong, NeedsApprover, TransferAlreadyClaimed
from clawback.server.casework.statements.retracing import retrace
from clawback.server.casework.states.claim import CLAIM, EVIDENCE
from clawback.server.casework.states.report import REPORT
from clawback.server.casework.subjects import of_claim
from clawback.server.casework.telling import tell
from clawback.server.casework.victims.keeping import keep_until_erased
from clawback.server.people.acting import Act
from clawback.server.people.may import Allowed, may
from clawback.server.record.deciding import deciding

__all__ = [
    "confirm_claim",
    "confirm_evidence",
    "is_doubted",
    "reject_claim",
    "reject_emptied",
    "same_transfer",
]

_DOUBTED_AFTER = 2


def confirm_claim(act: Act, number: int) -> Claim:
    """A person saw the facts and found them in order. Raises TransferAlreadyClaimed, NeedsApprover."""
    with deciding(act) as decision:
        claim = locked_claims([number])[number]
        _check_confirm(act, claim)
        before = claim.state
        claim.state = CLAIM.step(before, "confirm")
        try:
            with transaction.atomic():
                claim.save(update_fields=["state"])
        except IntegrityError:
            first = same_transfer(claim)
            raise TransferAlreadyClaimed(
                f"this transfer is claim {first.pk if first else '?'} already",
                remedy="join the report to the first one",
            ) from None
        decision.enter("confirm", claim, before={"state": before}, after={"state": claim.state})
        told = locked(Report, claim.report_id)
        if told.state == "received":
            told.state = REPORT.step("received", "confirm")
            told.save(update_fields=["state"])
            tell(told, "changed", act.at)
            decision.enter("confirm", told, before={"state": "received"}, after={"state": told.state})
        if told.case_id is not None:
            retrace(claim.pk, act.at)
        keep_for_linking(told.pk)
    return claim


def _check_confirm(act: Act, claim: Claim) -> None:
    if not is_doubted(claim):
        act.check("confirm", of_claim(claim))
    elif not isinstance(may(act.member, "confirm", of_claim(claim, "doubted claim")), Allowed):
        raise NeedsApprover("claims of this reporter were rejected twice: an approver confirms the next")


def is_doubted(claim: Claim) -> bool:
    """A reporter whose claims were rejected twice needs an approver for the next: who told of them, wherever they were
    worked."""
    who = claim.teller.reporter
    told = Q(told_in=None, report__reporter=who) | Q(told_in__reporter=who)
    return Claim.objects.filter(told, state="rejected").count() >= _DOUBTED_AFTER


def same_transfer(claim: Claim) -> Claim | None:
    """The confirmed claim of the same transfer by canonical accounts, with its reference, or amount and day."""
    others = Claim.objects.exclude(pk=claim.pk).filter(
        state="confirmed", debtor_account=claim.debtor_account, creditor_account=claim.creditor_account
    )
    if claim.uetr:
        return others.filter(uetr=claim.uetr).first()
    if claim.end_to_end_id:
        return others.filter(uetr="", end_to_end_id=claim.end_to_end_id).first()
    return others.filter(
        uetr="",
        end_to_end_id="",
        currency=claim.currency,
        amount=claim.amount,
        settled_day=claim.settled_day,
    ).first()


def confirm_evidence(act: Act, number: int) -> Claim:
    """The debtor's agent says that the transfer was made: evidence `confirmed`, and holds for it last longer."""
    with deciding(act) as decision:
        claim = locked_claims([number])[number]
        act.check("confirm", of_claim(claim, "evidence"))
        CLAIM.step(claim.state, "withdraw")  # a claim that is over takes no evidence
        before, claim.evidence = claim.evidence, EVIDENCE[-1]
        claim.save(update_fields=["evidence"])
        decision.enter("confirm", claim, before={"evidence": before}, after={"evidence": claim.evidence})
        extend_confirmed(act, claim)
        if claim.state == "confirmed" and claim.report.case_id is not None:
            trace_anew(act, [number])  # statements beyond its first account may be proposed now
    return claim


def reject_claim(act: Act, number: int, reason: str) -> Ended:
    """A typing error, regret, a quarrel about goods: no claim. Its holds are released by the same decision.

    Returns what was let go, and what others were asked to let go.
    """
    if not reason.strip():
        raise FactsWrong("a rejection has a reason", field="reason")
    with deciding(act) as decision:
        claim = locked_claims([number])[number]
        act.check("reject", of_claim(claim))
        before = claim.state
        claim.state, claim.reason = CLAIM.step(before, "reject"), reason[:200]
        claim.save(update_fields=["state", "reason"])
        decision.enter(
            "reject", claim, before={"state": before}, after={"state": claim.state, "reason": reason}
        )
        ended = end_claim(act, claim, f"the claim was rejected: {reason}")
        reject_emptied(act, claim.report_id, reason)
        keep_for_linking(claim.report_id)
    return ended


def reject_emptied(act: Act, number: int, reason: str) -> None:
    """A report none of whose claims is left is rejected with the last; within the decision that took that."""
    told = locked(Report, number)
    if told.state == "rejected" or told.claims.exclude(state__in=["rejected", "withdrawn"]).exists():
        return
    with deciding(act) as decision:
        before = told.state
        told.state, told.reason = REPORT.step(before, "reject"), reason[:200]
        told.save(update_fields=["state", "reason"])
        decision.enter("reject", told, before={"state": before}, after={"state": told.state})
        keep_until_erased(act, told)
        tell(told, "changed", act.at)
