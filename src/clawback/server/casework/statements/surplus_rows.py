"""close a surplus: it was released, kept, or is gone with the hold that it was of."""

from __future__ import annotations

from clawback.server.casework.models import Hold, Reduction, Surplus
from clawback.server.casework.states.surplus import SURPLUS, SURPLUS_OPEN
from clawback.server.clocks.setting import stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["SURPLUS_KIND", "close_row", "drop_surplus"]

SURPLUS_KIND = "surplus"


def close_row(
    act: Act, row: Surplus, verb: str, reason: str = "", reduction: Reduction | None = None
) -> None:
    """It is over: `release`, `keep` or `drop`. Raises SurplusDecided."""
    with deciding(act) as decision:
        before, row.state = row.state, SURPLUS.step(row.state, verb)
        row.decided_at, row.reason, row.reduction = act.at, reason[:200], reduction
        row.decided_by_id = act.member.id if act.member else None
        row.save()
        stop_clocks(SURPLUS_KIND, row.pk, at=act.at)
        decision.enter(verb, row, before={"state": before}, after={"state": row.state, "reason": reason})


def drop_surplus(act: Act, hold: Hold) -> None:
    """Of a hold that is over nothing is too much. Within the decision that ended it."""
    for row in Surplus.objects.filter(hold=hold, state__in=SURPLUS_OPEN):
        close_row(act, row, "drop")
