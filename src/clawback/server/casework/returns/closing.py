"""close a case, with its figures."""

from __future__ import annotations

from clawback.server.casework.finding import check_open, locked
from clawback.server.casework.models import Case, Hold, HoldRequest, Recall
from clawback.server.casework.refusals import CaseStillOpen
from clawback.server.casework.returns.counting import case_figures
from clawback.server.casework.returns.figures import CaseFigures
from clawback.server.casework.states.hold_request import OPEN
from clawback.server.casework.states.recall import OPEN_RECALLS
from clawback.server.casework.subjects import of_case
from clawback.server.people.acting import Act
from clawback.server.record.deciding import Value, deciding

__all__ = ["close_case"]

_SUMS = ("lost", "came_back", "held", "let_go", "returned", "mistaken")


def close_case(act: Act, number: int) -> list[CaseFigures]:
    """Nothing new is asked for in it any more. Raises CaseStillOpen while money is held, asked for or being paid."""
    with deciding(act) as decision:
        case = locked(Case, number)
        act.check("close", of_case(case))
        check_open(case)
        _check_done(case)
        case.closed_at, case.closed_by_id = act.at, act.by.id
        case.save(update_fields=["closed_at", "closed_by"])
        found = case_figures(case)
        decision.enter("close", case, after={"state": "closed"})
        for row in found:
            sums: dict[str, Value] = {name: getattr(row, name) for name in _SUMS}
            decision.enter("count", case, after={"currency": row.currency, **sums})
    return found


def _check_done(case: Case) -> None:
    holds = Hold.objects.filter(request__case=case, state="placed")
    requests = HoldRequest.objects.filter(case=case, state__in=OPEN)
    plans = case.plans.exclude(state__in=["paid", "withdrawn"])
    recalls = Recall.objects.filter(claim__report__case=case, state__in=OPEN_RECALLS)
    for what, found in (
        ("a hold is in force", holds),
        ("a request is open", requests),
        ("a plan is not paid", plans),
        ("a recall is open", recalls),
    ):
        first = found.order_by("pk").first()
        if first is not None:
            raise CaseStillOpen(f"{what}: {first}")
