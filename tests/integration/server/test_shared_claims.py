"""Another owner's case traces a claim of ours too: it is paid by the case that all name, and by no other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from clawback.clock import format_time, to_micros
from clawback.federation.trust.certificates import Certificate, Limits, sign_certificate
from clawback.federation.wire.messages import Carries, Open, Over
from tests.integration.server.pages_world import words_of
from tests.integration.server.test_federation_door import said
from tests.integration.server.test_peers import browser, waits
from tests.integration.server.world import NOON, World
from tests.integration.server.world_federation import (
    MEMBERS,
    UETR,
    Federation,
    asked_case,
    federated,
    member,
    secret,
)
from tests.integration.server.world_returns import LATER, Returns, drafted_plan, held_for, joined, made_ready

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clawback.server.casework.models import Case, Plan, QuestionClaim
    from clawback.server.data_folder import DataFolder

POLICE = "police.example"
THEIRS = "police.example/C-9"
KEY = f"uetr:{UETR}"


@pytest.fixture
def peers(world: World, data_folder: DataFolder) -> Iterator[Federation]:
    """With another owner among the members; banks hold nothing by themselves."""
    with federated(data_folder, policy="", members=(*MEMBERS, member(POLICE))) as found:
        yield found


def say(peers: Federation, body: Open | Carries | Over, number: int) -> None:
    """The other owner says it to the bank where the claim starts."""
    from clawback.server.casework.federation.door import receive

    times = {
        "sent_at": format_time(to_micros(NOON)),
        "until": format_time(to_micros(NOON + timedelta(days=1))),
    }
    text = said(POLICE, "south.example", body, number=number, **times).decode()
    receive(peers.seats["south"], text, NOON)
    peers.settle()


def opened_there(peers: Federation) -> None:
    certificate = Certificate(
        owner=POLICE,
        case=THEIRS,
        claim=KEY,
        starts="south",
        settled_at=format_time(to_micros(NOON - timedelta(hours=3))),
        place=1,
        amount="1000.00",
        currency="EUR",
        rules=["pro-rata"],
        limits=Limits(),
        offence="investment",
        basis="demo/statement",
        until=format_time(to_micros(NOON + timedelta(days=30))),
        hold=None,
    )
    say(peers, Open(causes=[THEIRS], certificate=sign_certificate(certificate, secret(POLICE))), 1)


def carried(case: Case) -> QuestionClaim:
    row: QuestionClaim = case.peer_question.claims.get()
    return row


def carry(world: World, case: Case, carrier: str) -> None:
    from clawback.server.casework.federation.sharing import carry_claim

    carry_claim(world.act("approver"), case.peer_question.pk, carried(case).claim_id, carrier)


def with_plan(world: World) -> tuple[Case, Plan]:
    """A case that asked its peers, with a second claim of which they know nothing, and a plan over both."""
    from clawback.server.casework.returns.noticing import notice_plan
    from clawback.server.casework.returns.vouching import vouch

    case, claim = asked_case(world)
    vouch(world.act("other responder"), claim.pk)
    other = joined(world, case, 50_000, "D2")
    made_ready(world, other)
    hold = held_for(world, case, [claim, other], (60_000, 50_000))
    plan = drafted_plan(Returns(world=world, case=case, claims=[claim, other], hold=hold))
    notice_plan(world.act("analyst"), plan.pk)
    return case, plan


def test_a_shared_claim_is_paid_only_once_all_say_that_we_carry_it(world: World, peers: Federation) -> None:
    from clawback.server.casework.federation.sharing import carry_claim
    from clawback.server.casework.refusals import ClaimShared, NotShared
    from clawback.server.casework.returns.approving import approve_plan, pay_plan
    from clawback.server.clocks.time import now
    from clawback.server.people.refusals import NotAllowed

    case, plan = with_plan(world)
    peers.settle()
    ours = case.peer_question.name
    with pytest.raises(NotShared):
        carry(world, case, ours)
    opened_there(peers)
    assert carried(case).shared == {ours: "", THEIRS: ""}
    with pytest.raises(ClaimShared):
        approve_plan(world.act("approver", LATER), plan.pk)
    shown = words_of(browser(world, "approver"), f"/plans/{plan.pk}/")
    assert "Another owner's case traces this claim too" in shown
    assert ("carry", "peer question", case.peer_question.pk, None) in waits(world, "approver")
    with pytest.raises(NotShared):
        carry(world, case, "nobody.example/C-1")
    with pytest.raises(NotAllowed):
        carry_claim(world.act("analyst"), case.peer_question.pk, carried(case).claim_id, ours)
    page = browser(world, "approver")
    page.post(
        f"/peer-questions/{case.peer_question.pk}/carry/", {"claim": carried(case).claim_id, "case": ours}
    )
    peers.settle(now())
    assert (carried(case).says, carried(case).shared) == (ours, {ours: ours, THEIRS: ""})
    assert not [each for each in waits(world, "approver") if each[0] == "carry"]
    with pytest.raises(ClaimShared):
        approve_plan(world.act("approver", LATER), plan.pk)
    say(peers, Carries(causes=[THEIRS], claim=KEY, case=ours), 2)
    assert "this case carries it" in words_of(page, f"/cases/{case.pk}/")
    approve_plan(world.act("approver", LATER), plan.pk)
    approve_plan(world.act("second approver", LATER), plan.pk)
    assert pay_plan(world.act("analyst", LATER), plan.pk).state == "paying"


def test_what_another_case_carries_leaves_the_plan_and_the_others_are_paid(
    world: World, peers: Federation
) -> None:
    from clawback.server.casework.refusals import ClaimShared
    from clawback.server.casework.returns.approving import approve_plan, pay_plan
    from clawback.server.casework.returns.contesting import contest_line, decide_line
    from clawback.server.casework.returns.planning import divide_again

    case, plan = with_plan(world)
    opened_there(peers)
    carry(world, case, THEIRS)
    say(peers, Carries(causes=[THEIRS], claim=KEY, case=THEIRS), 2)
    assert carried(case).shared == {case.peer_question.name: THEIRS, THEIRS: THEIRS}
    with pytest.raises(ClaimShared):
        approve_plan(world.act("approver", LATER), plan.pk)
    line = plan.lines.get(claim=carried(case).claim_id)
    contest_line(world.act("analyst", LATER), line.pk, "it is another's")
    with pytest.raises(ClaimShared):
        decide_line(world.act("reviewer", LATER), line.pk, stands=True, reason="it is ours")
    decide_line(world.act("reviewer", LATER), line.pk, stands=False, reason="it is theirs")
    divide_again(world.act("analyst", LATER), plan.pk)
    live = plan.lines.exclude(state="withdrawn")
    assert [(line.claim_id == carried(case).claim_id, line.amount) for line in live] == [(False, 50_000)]
    approve_plan(world.act("approver", LATER), plan.pk)
    approve_plan(world.act("second approver", LATER), plan.pk)
    assert pay_plan(world.act("analyst", LATER), plan.pk).state == "paying"


def test_found_after_the_approvals_it_is_not_paid_and_alone_again_it_is(
    world: World, peers: Federation
) -> None:
    from clawback.server.casework.refusals import ClaimShared
    from clawback.server.casework.returns.approving import approve_plan, pay_plan

    case, plan = with_plan(world)
    peers.settle()
    approve_plan(world.act("approver", LATER), plan.pk)
    approve_plan(world.act("second approver", LATER), plan.pk)
    opened_there(peers)
    with pytest.raises(ClaimShared):
        pay_plan(world.act("analyst", LATER), plan.pk)
    say(peers, Over(causes=[THEIRS], case=THEIRS, claims=[KEY]), 3)
    assert carried(case).shared == {}
    assert pay_plan(world.act("analyst", LATER), plan.pk).state == "paying"


def test_whoever_carried_it_until_it_was_over_may_have_paid_so_ours_pays_by_an_approver_s_word(
    world: World, peers: Federation
) -> None:
    from clawback.server.casework.federation.sharing import free_claim
    from clawback.server.casework.refusals import CarrierEnded, FactsWrong, NotShared
    from clawback.server.casework.returns.approving import approve_plan, pay_plan
    from clawback.server.casework.returns.planning import divide_again
    from clawback.server.clocks.time import now
    from clawback.server.people.refusals import NotAllowed
    from clawback.server.record.models import EntryRow

    case, plan = with_plan(world)
    opened_there(peers)
    number, claim = case.peer_question.pk, carried(case).claim_id
    carry(world, case, THEIRS)
    say(peers, Carries(causes=[THEIRS], claim=KEY, case=THEIRS), 2)
    say(peers, Over(causes=[THEIRS], case=THEIRS, claims=[KEY]), 3)
    assert (carried(case).shared, carried(case).ended) == ({}, [THEIRS])
    with pytest.raises(CarrierEnded):
        approve_plan(world.act("approver", LATER), plan.pk)
    divide_again(world.act("analyst", LATER), plan.pk)
    assert paid(plan) == {False: 50_000}
    approver, analyst = browser(world, "approver"), browser(world, "analyst")
    assert "may have paid it" in words_of(analyst, f"/cases/{case.pk}/")
    assert "Say that it did not pay" in words_of(approver, f"/cases/{case.pk}/")
    assert "Say that it did not pay" not in words_of(analyst, f"/cases/{case.pk}/")
    assert ("free", "peer question", number, None) in waits(world, "approver")
    with pytest.raises(FactsWrong):
        free_claim(world.act("approver"), number, claim, THEIRS, " ")
    with pytest.raises(NotShared):
        free_claim(world.act("approver"), number, claim, "nobody.example/C-1", "they wrote so")
    with pytest.raises(NotAllowed):
        free_claim(world.act("analyst"), number, claim, THEIRS, "they wrote so")
    words = {"claim": claim, "case": THEIRS, "reason": "the police wrote that nothing was paid"}
    assert approver.post(f"/peer-questions/{number}/free/", words).status_code in (302, 303)
    peers.settle(now())
    assert carried(case).ended == []
    assert not [each for each in waits(world, "approver") if each[0] == "free"]
    assert EntryRow.objects.filter(verb="free", subject=f"peerquestion/{number}").count() == 1
    divide_again(world.act("analyst", LATER), plan.pk)
    assert paid(plan) == {True: 60_000, False: 50_000}
    approve_plan(world.act("approver", LATER), plan.pk)
    approve_plan(world.act("second approver", LATER), plan.pk)
    assert pay_plan(world.act("analyst", LATER), plan.pk).state == "paying"


def paid(plan: Plan) -> dict[bool, int]:
    """By whether it is the shared claim: what the plan gives it."""
    shared = carried(plan.case).claim_id
    live = plan.lines.exclude(state="withdrawn")
    return {line.claim_id == shared: line.amount for line in live}
