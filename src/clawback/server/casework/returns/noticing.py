"""notice: the plan is made known, to its victims and, where the law says so, to all who might come forward."""

from __future__ import annotations

from datetime import datetime

from clawback.law import Period, end_of
from clawback.law.asking.common import days_of
from clawback.server.casework.finding import locked
from clawback.server.casework.law import basis_at, citation
from clawback.server.casework.models import Plan
from clawback.server.casework.returns.planning import tell_all
from clawback.server.casework.returns.subjects import of_plan
from clawback.server.casework.states.plan import PLAN
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["notice_plan"]


def notice_plan(act: Act, number: int) -> Plan:
    """The notice begins; objections and late claims have until `notice_until`."""
    with deciding(act) as decision:
        plan = locked(Plan, number)
        act.check("notice", of_plan(plan))
        before, plan.state = plan.state, PLAN.step(plan.state, "notice")
        plan.noticed_at, plan.notice_until = act.at, _until(plan, act.at)
        plan.save(update_fields=["state", "noticed_at", "notice_until"])
        tell_all(act, plan)
        decision.enter(
            "notice",
            plan,
            basis=citation(plan.jurisdiction, plan.basis),
            before={"state": before},
            after={"state": plan.state, "until": plan.notice_until.isoformat()},
        )
    return plan


def _until(plan: Plan, at: datetime) -> datetime:
    """At once where the law asks for no public notice; where it is not known whether it does, approval is refused."""
    entry = basis_at(plan.jurisdiction, plan.basis, at)
    terms = entry.returns
    if terms is None or not isinstance(terms.public_notice, Period):
        return at
    due = terms.notice_for in ("always", "unknown") or (
        terms.notice_for == "proportion" and plan.in_proportion
    )
    return end_of(at, terms.public_notice, days_of(entry)) if due else at
