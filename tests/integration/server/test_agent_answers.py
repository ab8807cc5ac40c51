"""What an agent says beyond yes and no: value was given, an account needs care, it is beyond the basis, or nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.integration.server.world import HOUR, NOON, World, drafted, in_case, make_world, placed, transfer
from tests.integration.server.world_redress import given, objected

pytestmark = pytest.mark.usefixtures("database")
DAY = timedelta(days=1)


def stops(claim: object) -> bool:
    """Whether the claim is followed no further than the account that it first came to."""
    from clawback.server.casework.redress import stops_of

    return [(claim.pk, claim.creditor_account)] == stops_of([claim.pk])


def sent(world: World, case: object, claim: object) -> object:
    from clawback.server.casework.requesting import approve_request

    return approve_request(world.act("approver"), drafted(world, case, claim).pk)


def test_value_given_stops_following_and_ends_the_hold_by_its_clock() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Hold, ValueGiven
    from clawback.server.casework.redress.value_given import tell_value_given
    from clawback.server.casework.refusals import ValueGivenOpen
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, claims = in_case(world, transfer(), transfer(creditor="C2"))
    hold = placed(world, case, claims[0])
    assert not stops(claims[0])
    tell_value_given(world.act("responder"), hold.pk, "A used car, at its price.")
    assert stops(claims[0])
    assert not stops(claims[1])
    with pytest.raises(ValueGivenOpen):
        tell_value_given(world.act("responder"), hold.pk, "Again.")
    run_due(VERBS, NOON + 4 * HOUR - timedelta(seconds=1))
    assert Hold.objects.get().in_force == 100_000
    run_due(VERBS, NOON + 4 * HOUR)
    assert (Hold.objects.get().released, ValueGiven.objects.get().state) == (100_000, "accepted")
    assert stops(claims[0])


def test_an_approver_sets_it_aside_with_reasons() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Hold
    from clawback.server.casework.redress.value_given import set_aside_value_given, tell_value_given
    from clawback.server.casework.refusals import FactsWrong, ValueGivenSetAside
    from clawback.server.clocks.running import run_due
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    told = tell_value_given(world.act("responder"), hold.pk, "Gift cards.")
    with pytest.raises(FactsWrong):
        set_aside_value_given(world.act("approver"), told.pk, " ")
    with pytest.raises(NotAllowed):
        set_aside_value_given(world.act("analyst"), told.pk, "No.")
    set_aside_value_given(world.act("approver"), told.pk, "The price was half of what they cost.")
    run_due(VERBS, NOON + 5 * HOUR)
    assert Hold.objects.get().in_force == 100_000
    assert not stops(claim)
    with pytest.raises(ValueGivenSetAside):
        set_aside_value_given(world.act("second approver"), told.pk, "Again.")


def test_where_the_law_protects_nothing_it_is_noted() -> None:
    from clawback.server.casework.models import HoldRequest
    from clawback.server.casework.redress.value_given import tell_value_given

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    HoldRequest.objects.update(jurisdiction="in", basis="attachment")
    assert tell_value_given(world.act("responder"), hold.pk, "A car.").state == "noted"
    assert not stops(claim)


def test_a_flagged_account_is_not_for_the_emergency_rule() -> None:
    from clawback.server.casework.redress.guarding import flag_account
    from clawback.server.casework.refusals import LawRefuses
    from clawback.server.casework.requesting import approve_request, send_at_once
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    case, (claim,) = in_case(world)
    request = drafted(world, case, claim)
    for person in ("other responder", "analyst", "approver"):
        with pytest.raises(NotAllowed):
            flag_account(world.act(person), request.account_id, guarded=True)
    flag_account(world.act("responder"), request.account_id, guarded=True)
    with pytest.raises(LawRefuses, match="an approver comes first"):
        send_at_once(world.act("analyst"), request.pk)
    assert approve_request(world.act("approver"), request.pk).state == "sent"


@pytest.mark.parametrize(
    ("reason", "step"),
    [("no-funds", "statement-request"), ("held-by-another-order", "ask-who-leads"), ("duplicate", "stop")],
)
def test_a_refusal_says_what_comes_next(reason: str, step: str) -> None:
    from clawback.server.casework.answering import refuse_request

    world = make_world()
    case, (claim,) = in_case(world)
    request = sent(world, case, claim)
    assert refuse_request(world.act("responder"), request.pk, reason).next_step == step


def test_beyond_the_basis_is_not_asked_again_without_a_new_fact() -> None:
    from clawback.server.casework.answering import refuse_request
    from clawback.server.casework.claiming import confirm_evidence
    from clawback.server.casework.models import BeyondBasis
    from clawback.server.casework.refusals import BeyondTheBasis

    world = make_world()
    case, claims = in_case(world, transfer(), transfer(50_000, debtor="D2"))
    request = sent(world, case, claims[0])
    refuse_request(world.act("responder"), request.pk, "beyond-the-basis")
    assert BeyondBasis.objects.get().request_id == request.pk
    with pytest.raises(BeyondTheBasis, match=f"request {request.pk}"):
        drafted(world, case, claims[0])
    # Another claim is another question, and the word of the debtor's agent a new fact.
    assert drafted(world, case, claims[1]).state == "drafted"
    confirm_evidence(world.act("other responder"), claims[0].pk)
    claims[0].refresh_from_db()
    assert drafted(world, case, claims[0]).state == "drafted"


def test_silence_goes_from_a_reminder_to_the_regulator() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import HoldRequest
    from clawback.server.casework.redress.guard_figures import silent_agents
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    sent(world, case, claim)
    steps = []
    for hours in (11, 12, 17, 18, 23, 24, 40):
        run_due(VERBS, NOON + hours * HOUR)
        request = HoldRequest.objects.get()
        since = request.silent_since and (request.silent_since - NOON) // HOUR
        steps.append((hours, request.state, request.silence_step, since))
        if hours == 18:
            (row,) = silent_agents()
            assert (row.second_contact, row.unanswered, row.waits_since) == (1, 0, NOON)
    assert steps == [
        (11, "sent", "none", None),
        (12, "sent", "reminded", 12),
        (17, "sent", "reminded", 12),
        (18, "sent", "second contact", 18),
        (23, "sent", "second contact", 18),
        (24, "lapsed", "regulator", 24),
        (40, "lapsed", "regulator", 24),
    ]
    (row,) = silent_agents()
    assert (row.agent, row.requests, row.unanswered, row.waits_since) == ("North Bank", 1, 1, None)
    assert row.last_at == NOON + DAY


@pytest.mark.parametrize("answer", ["place", "refuse", "draft"])
def test_who_answers_is_not_silent_and_a_draft_was_never_theirs(answer: str) -> None:
    from clawback.server.casework.answering import refuse_request
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import HoldRequest
    from clawback.server.casework.redress.guard_figures import silent_agents
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    if answer == "place":
        given(world, placed(world, case, claim))
    elif answer == "refuse":
        refuse_request(world.act("responder"), sent(world, case, claim).pk, "no-funds")
    else:
        drafted(world, case, claim)
    run_due(VERBS, NOON + 47 * HOUR)
    run_due(VERBS, NOON + 80 * HOUR)
    assert HoldRequest.objects.get().silence_step == "none"
    assert silent_agents() == []


def test_the_figures_of_those_who_ask() -> None:
    from clawback.server.casework.answering import refuse_request
    from clawback.server.casework.redress.guard_figures import asking_figures, beyond_basis
    from clawback.server.casework.redress.reviewing import decide_objection

    world = make_world()
    case, claims = in_case(world, *(transfer(creditor=f"C{number}") for number in range(4)))
    refuse_request(world.act("responder"), sent(world, case, claims[0]).pk, "no-funds")
    beyond = sent(world, case, claims[1])
    refuse_request(world.act("responder"), beyond.pk, "beyond-the-basis")
    placed(world, case, claims[2])
    (code,) = given(world, placed(world, case, claims[3]))
    decide_objection(world.act("reviewer"), objected(code).pk, "partly uphold", "Rent.", 20_000)
    (row,) = asking_figures(NOON + 89 * DAY)
    assert (row.organisation, row.requests, row.refused, row.beyond) == ("Centre", 4, 2, 1)
    assert (row.holds, row.released_on_objection, row.unreturned) == (2, 1, 0)
    (row,) = asking_figures(NOON + 90 * DAY)
    assert row.unreturned == 2
    assert asking_figures(NOON, organisation=world.bank.pk) == []
    assert [each.request_id for each in beyond_basis(world.centre.pk)] == [beyond.pk]
