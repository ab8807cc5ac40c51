"""One trace through banks with a node and a bank without: what one ledger would have found, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from clawback.tracing.rules.names import RULES
from tests.integration.server.world import NOON
from tests.integration.server.world_mixed import (
    CLAIM,
    STORY,
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


def test_a_claim_whose_own_bank_has_no_node_is_asked_of_the_bank_that_got_it(
    database: str, data_folder: DataFolder
) -> None:
    from clawback.server.casework.models import PeerHold

    claimed = STORY[1]
    with mixed(data_folder, with_node=["north"]) as banks:
        case, claim = worked(banks.world, claimed, "river responder")
        ask_peers(banks.world, case)
        banks.settle()
        found, whole = together(case, "pro-rata"), central("pro-rata", claimed)
        assert found["north", "standing"] == whole["north", "standing"]
        assert sum(found.values()) == claim.amount
        assert {agent for agent, kind in found if kind == "awaiting"} == {"river"}
        held = sum(PeerHold.objects.values_list("amount", flat=True))
        assert held == found["north", "standing"]
        assert ("hold", "north") not in steps(case)
        assert steps(case)["statement", "river"][1] <= STORY[3].units


def test_what_peers_hold_is_its_own_part_of_the_figures(banks: Mixed) -> None:
    from clawback.server.casework.case_money import money_of, traced_of
    from clawback.server.casework.figures import figures_for
    from clawback.server.pages.pictures import money_bar

    case, claim = worked(banks.world)
    ask_peers(banks.world, case)
    banks.settle()
    first = ask_statement(banks.world, case, claim, claim.creditor_account)
    answer_statement_of(banks.world, first, ("river", "R1"))
    banks.settle()
    (row,) = money_of(case, [claim], traced_of([claim]))
    held = together(case, "pro-rata")["north", "standing"]
    assert (row.held, row.by_peers) == (0, held)
    assert sum(part.amount for part in money_bar(row)) == row.lost
    (home,) = figures_for(banks.world.people["analyst"].facts(NOON))
    assert (home.held, home.by_peers) == (0, held)
    (theirs,) = figures_for(banks.world.people["responder"].facts(NOON)) or [None]
    assert theirs is None or theirs.by_peers == 0


def test_a_hold_where_a_node_stops_keeps_within_the_loss(banks: Mixed) -> None:
    """River's account is proposed for a hold of what the node says came there, and for no more."""
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.requesting import approve_request
    from clawback.server.casework.statements.proposing import draft_next

    case, claim = worked(banks.world)
    ask_peers(banks.world, case)
    banks.settle()
    request = draft_next(banks.world.act("analyst"), case.pk, claim.creditor_account_id, "hold")
    assert request.amount == claim.loss
    approve_request(banks.world.act("approver"), request.pk)
    place_hold(banks.world.act("river responder"), request.pk, request.amount)
    banks.settle()
    assert ("hold", "river") not in steps(case)
    first = ask_statement(banks.world, case, claim, claim.creditor_account)
    answer_statement_of(banks.world, first, ("river", "R1"))
    banks.settle()
    assert claims_held(claim) <= claim.loss


def claims_held(claim: Claim) -> int:
    from clawback.server.casework.models import HoldPart, PeerHoldPart

    by_holds = HoldPart.objects.filter(claim=claim).values_list("in_force", flat=True)
    return sum(by_holds) + sum(PeerHoldPart.objects.filter(claim=claim).values_list("amount", flat=True))
