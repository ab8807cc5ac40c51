"""What rests while an objection waits, as the basis says: the return of what is held, or the hold itself.

docs/decisions/objections-that-suspend.md says how a law that is silent is read.
"""

from __future__ import annotations

from clawback.server.casework.finding import locked
from clawback.server.casework.law import basis_of, citation
from clawback.server.casework.models import Hold
from clawback.server.casework.redress.knowing import open_objections
from clawback.server.casework.refusals import ObjectionSuspends
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["bars_return", "check_return", "rest_hold", "resume_hold"]


def bars_return(hold: Hold) -> bool:
    """Whether money of the hold may not go back now. A law of which it is not known bars too: what went is gone."""
    return basis_of(hold).objection.suspends is not False and bool(open_objections(hold))


def check_return(hold: Hold) -> None:
    """Raises ObjectionSuspends while an objection to the hold bars its return."""
    if bars_return(hold):
        raise ObjectionSuspends(
            f"an objection to {hold} waits for its decision, and nothing of it goes back before that",
            remedy="other holds go on; wait for the decision",
        )


def rest_hold(act: Act, hold: Hold) -> None:
    """Within an objection: where the basis says so the holder may use the money until it is decided."""
    if basis_of(hold).objection.suspends == "hold":
        _set(act, hold.pk, rests=True)


def resume_hold(act: Act, hold: Hold) -> None:
    """An objection was decided or taken back; while another waits the hold rests on."""
    if not open_objections(hold):
        _set(act, hold.pk, rests=False)


def _set(act: Act, number: int, *, rests: bool) -> None:
    hold = locked(Hold, number)
    if hold.state == "ended" or rests == (hold.rests_since is not None):
        return
    with deciding(act) as decision:
        hold.rests_since = act.at if rests else None
        hold.save(update_fields=["rests_since"])
        decision.enter(
            "rest" if rests else "resume",
            hold,
            basis=citation(hold.request.jurisdiction, hold.request.basis),
            after={"in_force": hold.in_force},
        )
