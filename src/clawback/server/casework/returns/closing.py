"""close a case, with its figures."""

from __future__ import annotations

from clawback.server.casework.federation.holding import tell_over_soon
from clawback.server.casework.finding import check_open, locked
from clawback.server.casework.models import Case, PeerQuestion
from clawback.server.casework.refusals import CaseStillOpen
from clawback.server.casework.returns.counting import case_figures
from clawback.server.casework.returns.figures import CaseFigures
from clawback.server.casework.returns.in_the_way import in_the_way
from clawback.server.casework.statements.forgetting import forget_entries_later
from clawback.server.casework.subjects import of_case
from clawback.server.casework.victims.keeping import keep_until_erased
from clawback.server.people.acting import Act
from clawback.server.record.deciding import Value, deciding

__all__ = ["close_case"]

_SUMS = ("lost", "came_back", "held", "let_go", "returned", "mistaken")


def close_case(act: Act, number: int) -> list[CaseFigures]:
    """Nothing new is asked for in it any more. Raises CaseStillOpen while anything is `in_the_way`."""
    with deciding(act) as decision:
        case = locked(Case, number)
        act.check("close", of_case(case))
        check_open(case)
        _check_done(case)
        case.closed_at, case.closed_by_id = act.at, act.by.id
        case.save(update_fields=["closed_at", "closed_by"])
        found = case_figures(case)
        decision.enter("close", case, after={"state": "closed"})
        tell_over_soon(act, PeerQuestion.objects.filter(case=case).values_list("pk", flat=True))
        forget_entries_later(act, case)
        for report in case.reports.filter(state="in case").order_by("pk"):
            keep_until_erased(act, report)
        for row in found:
            sums: dict[str, Value] = {name: getattr(row, name) for name in _SUMS}
            decision.enter("count", case, after={"currency": row.currency, **sums})
    return found


def _check_done(case: Case) -> None:
    first = next(iter(in_the_way(case)), None)
    if first is not None:
        raise CaseStillOpen(f"{first.what}: {first.name or first.about}")
