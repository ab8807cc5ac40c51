"""What a report told ends with it. What only a joined report told goes back to that one, which is worked on again."""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from clawback.server.casework.ending import Ended, end_claim
from clawback.server.casework.finding import locked, locked_claims
from clawback.server.casework.models import Claim, Report
from clawback.server.casework.operations.keeping import keep_for_linking
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
    """Claims that were moved to the report go back to those who told of them, who stand by themselves again."""
    rows = Claim.objects.filter(report=report, told_in__isnull=False, state__in=_LIVE)
    claims = locked_claims(rows.values_list("pk", flat=True))
    others = [each for each in claims.values() if _is_another_s(each, report)]
    for number in sorted({each.told_in_id for each in others if each.told_in_id is not None}):
        _separate(act, locked(Report, number), report, [each for each in others if each.told_in_id == number])
    return others


def _is_another_s(claim: Claim, report: Report) -> bool:
    """A joined report told of it, and somebody still stands behind that one."""
    return (
        claim.told_in not in (None, report)
        and claim.told_in.state == "duplicate"
        and not claim.told_in.erased_at
    )


def _separate(act: Act, told: Report, stayed: Report, claims: list[Claim]) -> None:
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
        if stayed.case is None or stayed.case.closed_at is None:
            stop_clocks(KIND, told.pk, "erase", at=act.at)
        keep_for_linking(told.pk)
        tell(told, "changed", act.at)
