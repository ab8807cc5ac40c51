"""A hold on the account of a victim of the same operation: never proposed, an approver's alone, with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from tests.integration.server.pages_world import browser_of, sent, words_of
from tests.integration.server.world import NOON, World, drafted, in_case, make_world, transfer
from tests.integration.server.world_ends import proposed, run_clocks

if TYPE_CHECKING:
    from clawback.server.casework.models import Case, Claim, HoldRequest

pytestmark = pytest.mark.usefixtures("database")


@dataclass(frozen=True, kw_only=True)
class Two:
    """The holder of V, where the first victim paid to, is the victim of another case."""

    world: World
    case: Case
    claim: Claim
    victim: Claim


def two() -> Two:
    world = make_world()
    case, (claim,) = in_case(world, transfer(creditor="V"))
    _, (victim,) = in_case(world, replace(transfer(), debtor=("north", "V"), creditor=("south", "W")))
    return Two(world=world, case=case, claim=claim, victim=victim)


def one_operation(made: Two) -> None:
    from clawback.server.casework.models import Operation, OperationReport

    operation = Operation.objects.create(
        organisation=made.world.centre, cohesion=1000, begins_at=NOON, ends_at=NOON, found_at=NOON
    )
    for claim in (made.claim, made.victim):
        OperationReport.objects.create(report_id=claim.report_id, operation=operation)


def by_approver(made: Two, reason: str) -> HoldRequest:
    from clawback.server.casework.requesting import draft_request

    account, parts = made.claim.creditor_account_id, {made.claim.pk: 100_000}
    return draft_request(made.world.act("approver"), made.case.pk, account, "hold", parts, reason)


def test_it_is_not_proposed() -> None:
    from clawback.server.casework.anew import trace_anew

    made = two()
    trace_anew(made.world.act("analyst"), [made.claim.pk])
    run_clocks(NOON)
    assert ("V", "hold") in proposed(made.case)
    one_operation(made)
    trace_anew(made.world.act("analyst"), [made.claim.pk])
    run_clocks(NOON)
    assert ("V", "hold") not in proposed(made.case)


def test_an_analyst_neither_drafts_it_nor_sends_it_at_once() -> None:
    from clawback.server.casework.models import HoldRequest
    from clawback.server.casework.refusals import VictimsAccount
    from clawback.server.casework.requesting import draft_and_send, send_at_once

    made = two()
    request = drafted(made.world, made.case, made.claim, 50_000)
    one_operation(made)
    with pytest.raises(VictimsAccount, match="victim"):
        drafted(made.world, made.case, made.claim, 50_000)
    account, parts = made.claim.creditor_account_id, {made.claim.pk: 50_000}
    with pytest.raises(VictimsAccount):
        draft_and_send(made.world.act("analyst"), made.case.pk, account, "hold", parts)
    with pytest.raises(VictimsAccount):
        send_at_once(made.world.act("analyst"), request.pk)
    assert HoldRequest.objects.get().state == "drafted"


def test_an_approver_drafts_it_with_a_reason_and_another_approves() -> None:
    from clawback.server.casework.refusals import DoesNotFit
    from clawback.server.casework.requesting import approve_request
    from clawback.server.people.refusals import NotAllowed
    from clawback.server.record.models import OpeningRow

    made = two()
    with pytest.raises(DoesNotFit, match="no victim"):
        by_approver(made, "They moved it on for the others.")
    one_operation(made)
    with pytest.raises(NotAllowed):
        by_approver(made, "")
    request = by_approver(made, "They moved it on for the others.")
    with pytest.raises(NotAllowed, match="four eyes"):
        approve_request(made.world.act("approver"), request.pk)
    assert approve_request(made.world.act("second approver"), request.pk).state == "sent"
    assert OpeningRow.objects.get(field="after.reason").report == made.claim.report_id


def test_a_draft_from_before_that_was_known_is_looked_at_anew() -> None:
    from clawback.server.casework.models import HoldRequest
    from clawback.server.casework.refusals import FactsWrong, VictimsAccount
    from clawback.server.casework.requesting import approve_request
    from clawback.server.record.models import OpeningRow

    made = two()
    request = drafted(made.world, made.case, made.claim, 50_000)
    one_operation(made)
    approver = made.world.act("approver")
    with pytest.raises(VictimsAccount):
        approve_request(approver, request.pk)
    with pytest.raises(FactsWrong):
        approve_request(approver, request.pk, " ")
    browser = browser_of(made.world, "approver")
    assert "say why it is held all the same" in words_of(browser, f"/hold-requests/{request.pk}/")
    sent(browser, f"/hold-requests/{request.pk}/approve/", reason="They moved it on for the others.")
    found = HoldRequest.objects.get()
    assert (found.state, found.on_victim) == ("sent", True)
    assert OpeningRow.objects.get(field="after.reason").report == made.claim.report_id


def test_the_page_tells_it_and_asks_the_approver_why() -> None:
    from clawback.server.casework.models import HoldRequest

    made = two()
    one_operation(made)
    address = f"/cases/{made.case.pk}/hold-request/"
    assert "victim of the same operation" in words_of(browser_of(made.world, "analyst"), address)
    browser = browser_of(made.world, "approver")
    shown = words_of(browser, address)
    assert "Reason" in shown
    assert "Send at once" not in shown
    said: dict[str, object] = {
        "account": f"{made.claim.creditor_account_id}-EUR",
        "basis": "hold",
        "how": "ask",
    }
    said |= {f"claim-{made.claim.pk}": "1000.00", "reason": "They moved it on for the others."}
    sent(browser, address, **said)
    assert HoldRequest.objects.get().drafted_by == made.world.people["approver"]
