"""join a second report of the same transfers to the first: both stay, with both codes, and one claim a transfer."""

from __future__ import annotations

from collections.abc import Mapping

from clawback.server.casework.anew import trace_anew
from clawback.server.casework.claiming import is_doubted
from clawback.server.casework.ending import end_claim
from clawback.server.casework.finding import check_open, locked, locked_claims
from clawback.server.casework.insiders.interests import check_our_matter
from clawback.server.casework.models import CameBack, Claim, Report, Vouching
from clawback.server.casework.operations.keeping import keep_for_linking
from clawback.server.casework.refusals import FactsWrong, NoTransferShared
from clawback.server.casework.returns.coming_back import bring_back
from clawback.server.casework.states.claim import CLAIM, EVIDENCE
from clawback.server.casework.states.report import REPORT
from clawback.server.casework.subjects import of_case, of_report
from clawback.server.casework.telling import tell
from clawback.server.casework.victims.duplicates import same_transfers
from clawback.server.casework.victims.keeping import keep_until_erased
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["join_report"]

_LIVE = ("reported", "confirmed")


def join_report(act: Act, second: int, first: int) -> Report:
    """The later report is joined to the earlier one, whichever is named first; one that is worked in a case stays, and
    takes the earlier time. A transfer that only the joined one tells of becomes the other's claim.

    Raises NoTransferShared, and what the state of the report that stays refuses. Returns the one that was joined.
    """
    with deciding(act) as decision:
        later, stays = _order(act, second, first)
        claims = locked_claims(Claim.objects.filter(report__in=[later, stays]).values_list("pk", flat=True))
        live = [claims[number] for number in sorted(claims) if claims[number].state in _LIVE]
        pairs = same_transfers(
            [each for each in live if each.report_id == later.pk],
            [each for each in live if each.report_id == stays.pk],
        )
        if not pairs:
            raise NoTransferShared(
                f"reports {later.pk} and {stays.pk} tell of no transfer in common",
                remedy="correct the facts first, or confirm both",
            )
        before, later.state = later.state, REPORT.step(later.state, "join")
        later.duplicate_of = stays
        later.save(update_fields=["state", "duplicate_of"])
        later.duplicates.update(duplicate_of=stays)
        decision.enter("join", later, before={"state": before}, after={"state": later.state, "to": stays.pk})
        for claim in live:
            if claim.pk in pairs:
                _become_one(act, claim, pairs[claim.pk], stays)
        _move(act, [each for each in live if each.report_id == later.pk and each.pk not in pairs], stays)
        keep_for_linking(later.pk)
        keep_for_linking(stays.pk)
        keep_until_erased(act, later)
        tell(later, "changed", act.at)
    return later


def _order(act: Act, second: int, first: int) -> tuple[Report, Report]:
    """Which is joined, and to which: both locked."""
    told = {number: locked(Report, number) for number in sorted({first, second})}
    act.check("reject", of_report(told[second], "claim"))
    later, stays = told[second], told[first]
    if first == second or later.organisation_id != stays.organisation_id:
        raise FactsWrong("a report is joined to another one of the same organisation")
    if (later.reported_at, later.pk) < (stays.reported_at, stays.pk) and stays.state != "in case":
        later, stays = stays, later
        act.check("reject", of_report(later, "claim"))
    if stays.state not in ("received", "confirmed", "in case"):
        REPORT.step(stays.state, "join")
    if stays.case is not None:
        check_open(stays.case)
    return later, stays


def _become_one(act: Act, claim: Claim, first: Claim, stays: Report) -> None:
    """The first claim goes on, by the earlier time, with what is known by either; the other is withdrawn."""
    with deciding(act) as decision:
        old, claim.state = claim.state, CLAIM.step(claim.state, "withdraw")
        claim.reason, claim.same_as = f"joined to report {first.report_id}", first
        claim.save(update_fields=["state", "reason", "same_as"])
        Claim.objects.filter(same_as=claim).update(same_as=first)
        decision.enter("withdraw", claim, before={"state": old}, after={"state": claim.state})
        end_claim(act, claim, claim.reason)
        before = _standing(first)
        first.reported_at = min(first.reported_at, claim.reported_at)
        same = claim.debtor_account_id == first.debtor_account_id
        if same:
            first.evidence = max(first.evidence, claim.evidence, key=EVIDENCE.index)
            _hand_on(claim, first)
        if old == "confirmed" and first.state == "reported" and _as_told(first) == _as_told(claim):
            _confirmed_already(act, first, stays)
        first.save(update_fields=["reported_at", "evidence", "is_vouched", "state"])
        if _standing(first) != before:
            decision.enter("join", first, before=before, after={**_standing(first), "claim": claim.pk})
        more = _proved(claim) - first.came_back if same else 0
        if more > 0:
            bring_back(act, first.pk, more, "reversal")
        elif first.state == "confirmed":
            trace_anew(act, [first.pk])


def _as_told(claim: Claim) -> tuple[object, ...]:
    """What a person saw who confirmed it."""
    return (
        claim.debtor_account_id,
        claim.amount,
        claim.came_back,
        claim.settled_day,
        claim.uetr,
        claim.end_to_end_id,
    )


def _confirmed_already(act: Act, first: Claim, stays: Report) -> None:
    """Somebody confirmed the same facts as the other report told them: nobody looks at them twice, unless an approver
    has to for this reporter."""
    if not is_doubted(first):
        with deciding(act) as decision:
            first.state = CLAIM.step("reported", "confirm")
            decision.enter("confirm", first, before={"state": "reported"}, after={"state": first.state})
            _confirm_report(act, stays)


def _confirm_report(act: Act, stays: Report) -> None:
    if stays.state == "received":
        with deciding(act) as decision:
            stays.state = REPORT.step("received", "confirm")
            stays.save(update_fields=["state"])
            tell(stays, "changed", act.at)
            decision.enter("confirm", stays, before={"state": "received"}, after={"state": stays.state})


def _proved(claim: Claim) -> int:
    """What came back by the word of agents or of our own people: a reporter's alone ends no hold of the first claim."""
    return sum(CameBack.objects.filter(claim=claim).values_list("amount", flat=True))


def _hand_on(claim: Claim, first: Claim) -> None:
    """What agents said of the same victim stays said, unless they said it of the first claim too."""
    if claim.is_vouched and not first.is_vouched:
        Vouching.objects.filter(claim=claim).update(claim=first)
        claim.is_vouched, first.is_vouched = False, True
        claim.save(update_fields=["is_vouched"])
    if not first.reimbursements.exists():
        claim.reimbursements.update(claim=first)


def _standing(claim: Claim) -> Mapping[str, str | int]:
    return {
        "reported_at": claim.reported_at.isoformat(),
        "evidence": claim.evidence,
        "vouched": int(claim.is_vouched),
    }


def _move(act: Act, claims: list[Claim], stays: Report) -> None:
    """They are worked where the first report is: in its case, where it is in one."""
    if not claims:
        return
    if stays.case is not None:
        act.check("link", of_case(stays.case))
        check_our_matter(
            stays.organisation_id,
            accounts=[
                account for each in claims for account in (each.debtor_account_id, each.creditor_account_id)
            ],
        )
    with deciding(act) as decision:
        for claim in claims:
            told_in, claim.report = claim.report_id, stays
            claim.told_in_id = claim.told_in_id or told_in
            claim.save(update_fields=["report", "told_in"])
            decision.enter("move", claim, before={"report": told_in}, after={"report": stays.pk})
        confirmed = [each.pk for each in claims if each.state == "confirmed"]
        if confirmed:
            _confirm_report(act, stays)
        if stays.case is not None:
            trace_anew(act, confirmed)
