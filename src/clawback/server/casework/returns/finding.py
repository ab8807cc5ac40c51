"""Loading a line of a plan under the locks of everything it rests on, in the order that everybody keeps."""

from __future__ import annotations

from clawback.server.casework.finding import locked, locked_claims
from clawback.server.casework.models import Hold, HoldPart, Plan, PlanLine
from clawback.server.casework.refusals import NoSuchRecord

__all__ = ["locked_line"]


def locked_line(number: int) -> PlanLine:
    """The line; its claims, their holds, its plan are locked: claims < holds < plans < lines. Raises NoSuchRecord."""
    found = PlanLine.objects.select_related("part").filter(pk=number).first()
    if found is None:
        raise NoSuchRecord(f"there is no line {number}")
    locked_claims({found.claim_id, found.part.claim_id})
    holds = {
        found.part.hold_id,
        *HoldPart.objects.filter(claim=found.claim_id).values_list("hold", flat=True),
    }
    list(Hold.objects.select_for_update().filter(pk__in=holds).order_by("pk"))
    locked(Plan, found.plan_id)
    return locked(PlanLine, number)
