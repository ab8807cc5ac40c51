"""One trace through banks with a node and a bank without: what one ledger would have found, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from clawback.tracing.rules.names import RULES
from tests.integration.server.world import NOON
from tests.integration.server.world_mixed import (
    CLAIM,
    Mixed,
    answer_statement_of,
    ask_peers,
    ask_statement,
    central,
    mixed,
    together,
    worked,
)

if TYPE_CHECKING:
    from clawback.server.casework.models import Account, Case, Claim
    from clawback.server.data_folder import DataFolder


@pytest.fixture
def banks(database: str, data_folder: DataFolder) -> Iterator[Mixed]:
    with mixed(data_folder) as found:
        yield found


def steps(case: Case) -> dict[tuple[str, str], tuple[str, int]]:
    """(kind, agent) -> account, amount."""
    from clawback.server.casework.statements.proposing import found_of_case, next_steps

    return {
        (step.kind, step.account.agent_code): (step.account.number, step.amount)
        for found in found_of_case(case, NOON)
        for step in next_steps(found, NOON)
    }


def account(number: str) -> Account:
    from clawback.server.casework.models import Account

    return Account.objects.get(agent_code="river", number=number)


def traced(case: Case, claims: list[Claim]) -> int:
    from clawback.server.casework.case_money import money_of, traced_of

    (row,) = money_of(case, claims, traced_of(claims))
    return row.traced


def test_a_node_no_node_a_node_and_back(banks: Mixed) -> None:
    case, claim = worked(banks.world)
    ask_peers(banks.world, case)
    banks.settle()
    assert together(case, "fifo") == {("river", "awaiting"): CLAIM.units}
    assert steps(case)["statement", "river"] == ("R1", CLAIM.units)
    assert steps(case)["hold", "river"] == ("R1", CLAIM.units)

    first = ask_statement(banks.world, case, claim, claim.creditor_account)
    answer_statement_of(banks.world, first, ("river", "R1"))
    banks.settle()
    assert ("north", "standing") in together(case, "pro-rata")
    kind = "statement", "river"
    name, _ = steps(case)[kind]
    assert name.startswith("UETR:")
    second = ask_statement(banks.world, case, claim, account(name))
    answer_statement_of(banks.world, second, ("river", "R2"))
    banks.settle()

    case.refresh_from_db()
    assert case.peer_question.whole_at is not None
    for rule in RULES:
        found = together(case, rule)
        assert found == central(rule), rule
        assert sum(found.values()) == CLAIM.units
    assert traced(case, [claim]) == CLAIM.units
