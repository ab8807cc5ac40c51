"""A plan ends with its last line: paid, or withdrawn where none of it was paid."""

from __future__ import annotations

from clawback.server.casework.law import citation
from clawback.server.casework.models import Plan
from clawback.server.casework.states.plan import PLAN
from clawback.server.clocks.setting import stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["KIND", "finish"]

KIND = "plan"


def finish(act: Act, plan: Plan) -> None:
    """Within a decision that locked the plan; does nothing while a line of it is under way."""
    states = set(plan.lines.values_list("state", flat=True))
    if states - {"confirmed", "withdrawn"} or plan.state in ("paid", "withdrawn"):
        return
    with deciding(act) as decision:
        before = plan.state
        plan.state = PLAN.step(before, "end" if "confirmed" in states else "lapse")
        plan.ended_at = act.at
        plan.save(update_fields=["state", "ended_at"])
        stop_clocks(KIND, plan.pk, at=act.at)
        name = citation(plan.jurisdiction, plan.basis)
        decision.enter("end", plan, basis=name, before={"state": before}, after={"state": plan.state})
