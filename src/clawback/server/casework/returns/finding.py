"""Loading a line of a plan under the locks of everything it rests on, in the order that everybody keeps."""

from __future__ import annotations

from clawback.server.casework.finding import locked, locked_claims
from clawback.server.casework.models import Hold, Plan, PlanLine
from clawback.server.casework.refusals import NoSuchRecord

__all__ = ["locked_line"]


def locked_line(number: int) -> PlanLine:
    """The line, with claims, hold and plan locked: claims < holds < plans < lines. Raises NoSuchRecord."""
    found = PlanLine.objects.select_related("part").filter(pk=number).first()
    if found is None:
        raise NoSuchRecord(f"there is no line {number}")
    locked_claims({found.claim_id, found.part.claim_id})
    locked(Hold, found.part.hold_id)
    locked(Plan, found.plan_id)
    return locked(PlanLine, number)
