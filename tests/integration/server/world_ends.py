"""Clocks that ran, what is proposed, what is still in the way: for the end of a case."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clawback.server.casework.models import Case


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
