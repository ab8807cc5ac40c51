"""Clocks that ran, what is proposed, what is still in the way: for the end of a case."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clawback.server.casework.models import Case
    from clawback.server.people.acting import Act


def run_clocks(at: datetime) -> None:
    """Does all that is due at that instant."""
    from clawback.server.casework.following import VERBS
    from clawback.server.clocks.running import run_one

    while run_one(VERBS, at):
        pass


def proposed(case: Case) -> dict[tuple[str, str], int]:
    """(account number, kind) -> minor units."""
    return {(row.account.number, row.kind): row.amount for row in case.proposals.select_related("account")}


def in_the_way_of(case: Case) -> list[tuple[str, str, int | None]]:
    """What, of which account, how much."""
    from clawback.server.casework.returns.in_the_way import in_the_way

    return [(each.what, each.about, each.amount) for each in in_the_way(case)]


def dismiss_all(act: Act, case: Case) -> None:
    """What the trace proposes comes to nothing."""
    from clawback.server.casework.statements.dismissing import dismiss_proposal

    for number in list(case.proposals.values_list("pk", flat=True)):
        dismiss_proposal(act, number, "too little to go on for")
