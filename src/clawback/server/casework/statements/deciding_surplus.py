"""release or keep a surplus: an approver's decision, or the clock's where nobody decides."""

from __future__ import annotations

from clawback.server.casework.finding import locked
from clawback.server.casework.models import Hold, Surplus
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.statements.retracing import retrace
from clawback.server.casework.statements.surplus_rows import close_row
from clawback.server.casework.statements.surpluses import release_row
from clawback.server.casework.states.surplus import SURPLUS
from clawback.server.casework.subjects import of_hold
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["keep_surplus", "release_surplus", "release_undecided"]


def release_surplus(act: Act, number: int) -> Surplus:
    """An approver lets the surplus go; the room that it took is proposed anew. Raises SurplusWaits, SurplusDecided."""
    with deciding(act):
        row = _locked(number)
        act.check("decide", of_hold(row.hold, "surplus"))
        if row.state == "asked":
            SURPLUS.step(row.state, "decide")
        release_row(act, row)
        _retrace(act, row)
    return row


def keep_surplus(act: Act, number: int, reason: str) -> Surplus:
    """An approver keeps the hold as it is, with reasons. Raises SurplusDecided."""
    if not reason.strip():
        raise FactsWrong("keeping more than the evidence bears needs reasons", field="reason")
    with deciding(act):
        row = _locked(number)
        act.check("decide", of_hold(row.hold, "surplus"))
        close_row(act, row, "keep", reason)
    return row


def release_undecided(number: int, act: Act) -> None:
    """Nobody decided in time (by a clock): it is released."""
    with deciding(act):
        row = _locked(number)
        release_row(act, row, "nobody decided about the surplus in time")
        _retrace(act, row)


def _locked(number: int) -> Surplus:
    """Its hold first: whoever ends that closes its surplus."""
    hold = Surplus.objects.filter(pk=number).values_list("hold", flat=True).first()
    if hold is not None:
        locked(Hold, hold)
    return locked(Surplus, number)


def _retrace(act: Act, row: Surplus) -> None:
    part = row.parts.select_related("part").first()
    assert part is not None, "a surplus is of some claim's part"
    retrace(part.part.claim_id, act.at)
