"""What a report told ends with it. What a joined report told goes back to that one, which is worked on again: a claim
that was moved as it stands, and one of a transfer that both told as a new one, for what was withdrawn stays so."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet

from clawback.server.casework.ending import Ended, end_claim
from clawback.server.casework.finding import locked, locked_claims
from clawback.server.casework.models import Claim, Report
from clawback.server.casework.operations.keeping import keep_for_linking
from clawback.server.casework.returns.fitting import lock_holds_of
from clawback.server.casework.states.claim import CLAIM
from clawback.server.casework.states.report import REPORT
from clawback.server.casework.telling import tell
from clawback.server.casework.victims.keeping import KIND
from clawback.server.clocks.setting import stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["end_what_it_told", "give_back"]

_LIVE: Final = ("reported", "confirmed")


def end_what_it_told(act: Act, report: Report, why: str) -> Ended:
    """Within the decision that ends the report: claims that it told are withdrawn, wherever they are worked, and holds
    released where the basis lets us. Those of others that were moved to it go back first."""
    rows = Claim.objects.filter(Q(report=report) | Q(told_in=report), state__in=_LIVE)
    claims = locked_claims(rows.values_list("pk", flat=True))
    others = give_back(act, report)
    lock_holds_of(claims)
    ended = Ended()
    with deciding(act) as decision:
        for claim in (each for each in claims.values() if each not in others):
            old, claim.state = claim.state, CLAIM.step(claim.state, "withdraw")
            claim.save(update_fields=["state"])
            decision.enter("withdraw", claim, before={"state": old}, after={"state": claim.state})
            ended += end_claim(act, claim, why)
            if claim.report_id != report.pk:
                keep_for_linking(claim.report_id)
    return ended


def give_back(act: Act, report: Report) -> list[Claim]:
    """Claims that were moved to the report go back to those who told of them, who stand by themselves again; answers
    these. Of its own transfers whoever told of them too has a claim again."""
    rows = Claim.objects.filter(report=report, told_in__isnull=False, state__in=_LIVE)
    claims = locked_claims(
        [*rows.values_list("pk", flat=True), *_shared(report).values_list("pk", flat=True)]
    )
    others = [each for each in claims.values() if _is_another_s(each, report)]
    shared = [each for each in claims.values() if each.same_as_id is not None]
    for number in sorted({each.teller.pk for each in (*others, *shared)}):
        _separate(
            act,
            locked(Report, number),
            report,
            [each for each in others if each.told_in_id == number],
            [each for each in shared if each.teller.pk == number],
        )
    return others


def _shared(report: Report) -> QuerySet[Claim]:
    """Claims that were withdrawn for one of the report's own, of reports that were joined to it and still stand."""
    return Claim.objects.filter(
        same_as__report=report,
        same_as__told_in=None,
        same_as__state__in=_LIVE,
        report__state="duplicate",
        report__erased_at=None,
        told_in=None,
    )


def _is_another_s(claim: Claim, report: Report) -> bool:
    """A joined report told of it, and somebody still stands behind that one."""
    return (
        claim.told_in not in (None, report)
        and claim.told_in.state == "duplicate"
        and not claim.told_in.erased_at
    )


def _separate(act: Act, told: Report, stayed: Report, claims: list[Claim], shared: list[Claim]) -> None:
    """The joined report stands by itself again, where the other one was: confirmed, and in its case."""
    with deciding(act) as decision:
        before, told.state = told.state, REPORT.step(told.state, "separate")
        if stayed.case is not None or any(each.state == "confirmed" for each in claims):
            told.state = REPORT.step(told.state, "confirm")
        if stayed.case is not None:
            told.state, told.case = REPORT.step(told.state, "link"), stayed.case
        told.duplicate_of = None
        told.save(update_fields=["state", "case", "duplicate_of"])
        decision.enter(
            "separate", told, before={"state": before}, after={"state": told.state, "of": stayed.pk}
        )
        for claim in claims:
            claim.report, claim.told_in = told, None
            claim.save(update_fields=["report", "told_in"])
            decision.enter("move", claim, before={"report": stayed.pk}, after={"report": told.pk})
        for claim in shared:
            made = _told_anew(claim)
            claim.same_as = made
            claim.save(update_fields=["same_as"])
            decision.enter("separate", made, after={"state": made.state, "of": claim.pk})
        if stayed.case is None or stayed.case.closed_at is None:
            stop_clocks(KIND, told.pk, "erase", at=act.at)
        keep_for_linking(told.pk)
        tell(told, "changed", act.at)


def _told_anew(claim: Claim) -> Claim:
    """As its report told it; what its agents said of the transfer stays said."""
    return Claim.objects.create(
        report=claim.report,
        evidence=claim.evidence,
        debtor_account=claim.debtor_account,
        creditor_account=claim.creditor_account,
        amount=claim.amount,
        currency=claim.currency,
        came_back=claim.came_back,
        settled_at=claim.settled_at,
        settled_day=claim.settled_day,
        uetr=claim.uetr,
        end_to_end_id=claim.end_to_end_id,
        reported_at=claim.reported_at,
    )
