"""What evidence does by itself: newer answers, conflicts, surplus, pseudonyms."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.integration.server.world import HOUR, NOON, World, in_case, make_world, placed, transfer
from tests.integration.server.world_statements import answer, asked, confirmed

pytestmark = pytest.mark.usefixtures("database")

CREDIT = ("K1", 0.0, "south/D1", "north/C1", 100_000)
OUT = ("K2", 1.0, "north/C1", "south/E9", 60_000)


def held(world: World) -> tuple[object, object, object]:
    """A case with a hold on all of the first account, and its statement asked for."""
    case, (claim,) = in_case(world)
    confirmed(world, claim)
    hold = placed(world, case, claim)
    return case, claim, hold


def further_answer(world: World, case: object, claim: object, *rows: object, **more: object) -> object:
    from clawback.server.casework.models import Account

    further = Account.objects.get(agent_code="south", number="E9")
    request = asked(world, case, claim, further.pk)
    return answer(world, request, *rows, person="other responder", **more)


def test_a_surplus_seen_by_one_agent_waits_for_an_approver_and_is_then_released() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Hold, Reduction, Surplus
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, claim, hold = held(world)
    answer(world, asked(world, case, claim), CREDIT, OUT)
    row = Surplus.objects.get()
    assert (row.state, row.amount, row.hold_id) == ("waiting", 60_000, hold.pk)
    run_due(VERBS, NOON + 4 * HOUR - timedelta(seconds=1))
    assert Hold.objects.get(pk=hold.pk).in_force == 100_000
    run_due(VERBS, NOON + 4 * HOUR)
    assert Hold.objects.get(pk=hold.pk).in_force == 40_000
    told = Reduction.objects.get()
    assert (told.ending, told.amount, told.sent_at, told.confirmed_at) == (
        *("released", 60_000),
        *(NOON + 4 * HOUR, None),
    )
    row.refresh_from_db()
    assert (row.state, row.decided_by_id) == ("released", None)


def test_a_surplus_that_both_agents_show_is_released_at_once() -> None:
    from clawback.server.casework.models import Hold, Surplus

    world = make_world()
    case, claim, hold = held(world)
    answer(world, asked(world, case, claim), CREDIT, OUT)
    further_answer(world, case, claim, ("L1", 1.0, "north/C1", "south/E9", 60_000))
    assert Hold.objects.get(pk=hold.pk).in_force == 40_000
    row = Surplus.objects.get()
    assert (row.state, row.decided_at, row.decided_by_id) == ("released", NOON, None)


def test_an_approver_releases_or_keeps_with_reasons() -> None:
    from clawback.server.casework.models import Hold, Surplus
    from clawback.server.casework.refusals import FactsWrong, SurplusDecided
    from clawback.server.casework.statements.deciding_surplus import keep_surplus, release_surplus
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    case, claim, hold = held(world)
    request = asked(world, case, claim)
    answer(world, request, CREDIT, OUT)
    first = Surplus.objects.get()
    with pytest.raises(NotAllowed):
        release_surplus(world.act("analyst"), first.pk)
    with pytest.raises(FactsWrong):
        keep_surplus(world.act("approver"), first.pk, " ")
    keep_surplus(world.act("approver"), first.pk, "the statement is doubted")
    with pytest.raises(SurplusDecided):
        release_surplus(world.act("approver"), first.pk)
    answer(world, request, CREDIT, OUT)
    assert Surplus.objects.count() == 1, "the same surplus is not asked about again"
    answer(world, request, CREDIT, OUT, ("K3", 2, "north/C1", "south/E9", 1_000))
    second = Surplus.objects.get(state="waiting")
    assert second.amount == 61_000
    release_surplus(world.act("approver"), second.pk)
    assert Hold.objects.get(pk=hold.pk).in_force == 39_000


def test_what_a_court_ordered_is_asked_of_the_court() -> None:
    from clawback.server.casework.models import Hold, HoldRequest, Surplus
    from clawback.server.casework.refusals import SurplusWaits
    from clawback.server.casework.statements.deciding_surplus import release_surplus
    from clawback.server.clocks.models import Clock

    world = make_world()
    case, claim, hold = held(world)
    HoldRequest.objects.filter(pk=hold.request_id).update(basis="freeze")
    answer(world, asked(world, case, claim), CREDIT, OUT)
    row = Surplus.objects.get()
    assert (row.state, row.ask) == ("asked", "court")
    assert not Clock.objects.filter(kind="surplus").exists()
    assert Hold.objects.get(pk=hold.pk).in_force == 100_000
    with pytest.raises(SurplusWaits):
        release_surplus(world.act("approver"), row.pk)


def test_an_open_request_above_the_new_cap_lapses_and_is_proposed_anew() -> None:
    from clawback.server.casework.models import HoldRequest, Proposal
    from tests.integration.server.world import drafted

    world = make_world()
    case, (claim,) = in_case(world)
    request = drafted(world, case, claim)
    answer(world, asked(world, case, claim), CREDIT, OUT)
    assert HoldRequest.objects.get(pk=request.pk).state == "lapsed"
    assert Proposal.objects.get(kind="hold", account__number="C1").amount == 40_000


def test_a_newer_answer_replaces_the_older_and_both_are_kept() -> None:
    from clawback.server.casework.models import Statement, Surplus

    world = make_world()
    case, claim, _ = held(world)
    request = asked(world, case, claim)
    answer(world, request, CREDIT, OUT)
    assert Surplus.objects.get().amount == 60_000
    answer(world, request, CREDIT, ("K2", 1.0, "north/C1", "south/E9", 6_000))
    assert Surplus.objects.get().amount == 6_000
    answer(world, request, CREDIT)
    assert Surplus.objects.get().state == "gone"
    assert Statement.objects.count() == 3


def test_a_transfer_that_the_other_agent_does_not_show_is_a_conflict() -> None:
    from clawback.server.casework.models import Conflict, Hold, Surplus

    world = make_world()
    case, claim, hold = held(world)
    request = asked(world, case, claim)
    answer(world, request, CREDIT, OUT)
    last = further_answer(world, case, claim, ("L0", 1.5, "south/Z1", "south/E9", 500))
    row = Conflict.objects.get()
    assert (row.amount, str(row.debtor), str(row.creditor)) == (60_000, "north:C1", "south:E9")
    assert (row.missing_in_id, row.shown_by.request_id) == (last.pk, request.pk)
    assert Hold.objects.get(pk=hold.pk).in_force == 100_000, "nothing is let go by itself while they disagree"
    assert Surplus.objects.get().state == "waiting"
    answer(
        *(world, last.request, ("L0", 1.5, "south/Z1", "south/E9", 500)),
        ("L1", 1.0, "north/C1", "south/E9", 60_000),
        person="other responder",
    )
    row.refresh_from_db()
    assert row.ended_at == NOON
    assert Hold.objects.get(pk=hold.pk).in_force == 40_000


def test_a_reported_transfer_that_the_statement_does_not_show_is_a_conflict() -> None:
    from clawback.server.casework.models import Conflict

    world = make_world()
    case, claim, _ = held(world)
    answer(world, asked(world, case, claim), ("K0", 1, "south/Z1", "north/C1", 500), opening=200_000)
    row = Conflict.objects.get()
    assert (row.shown_by, row.amount, str(row.debtor)) == (None, 100_000, "south:D1")


def test_a_statement_that_contradicts_an_earlier_one_in_its_balance_is_a_conflict() -> None:
    from clawback.server.casework.models import Conflict

    world = make_world()
    case, (claim, second) = in_case(
        world, transfer(), transfer(debtor="D2", settled_at=NOON - HOUR, units=5_000)
    )
    answer(world, asked(world, case, claim), CREDIT, until=1)
    request = asked(world, case, second)
    answer(world, request, ("K5", 2.0, "south/D2", "north/C1", 5_000), opening=70_000)
    assert not Conflict.objects.exists(), "between the two nothing is known"
    answer(
        *(
            world,
            asked(
                world,
                *in_case(world, transfer(debtor="D3", settled_at=NOON - 2 * HOUR, units=7_000))[:1],
                third(),
            ),
        ),
        *(("K6", 1.0, "south/D3", "north/C1", 7_000), ("K5", 2.0, "south/D2", "north/C1", 5_000)),
        opening=70_000,
    )
    row = Conflict.objects.get(debtor=None)
    assert row.amount == 30_000


def third() -> object:
    from clawback.server.casework.models import Claim

    return Claim.objects.get(debtor_account__number="D3")


def test_counterparties_that_no_part_reaches_are_pseudonyms_from_their_arrival() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Account, Entry, PseudonymKey
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    wages = ("K0", 0.5, "river/EMPLOYER", "north/C1", 30_000)
    answer(world, asked(world, case, claim), CREDIT, wages, OUT)
    assert not Account.objects.filter(number="EMPLOYER").exists()
    entry = Entry.objects.get(name="K0")
    assert (entry.other, len(entry.pseudonym)) == (None, 40)
    assert str(Entry.objects.get(name="K2").other) == "south:E9"
    run_due(VERBS, NOON + timedelta(days=29))
    assert PseudonymKey.objects.exists()
    run_due(VERBS, NOON + timedelta(days=30))
    assert not PseudonymKey.objects.exists()


def test_an_account_that_a_part_reaches_later_is_found_among_the_pseudonyms_while_the_key_lives() -> None:
    from clawback.server.casework.models import Entry

    world = make_world()
    case, (claim,) = in_case(world)
    confirmed(world, claim)
    other, (second,) = in_case(world, transfer(debtor="D2", creditor="C2"))
    answer(
        *(world, asked(world, other, second), ("M1", 0.0, "south/D2", "north/C2", 100_000)),
        ("M0", 0.5, "south/E9", "north/C2", 200),
    )
    assert Entry.objects.get(name="M0").other is None
    answer(world, asked(world, case, claim), CREDIT, OUT)
    assert str(Entry.objects.get(name="M0").other) == "south:E9"


def test_all_known_claims_are_traced_together() -> None:
    from clawback.server.casework.caps import standing_of
    from clawback.server.casework.models import Account

    world = make_world()
    case, (claim,) = in_case(world)
    _, (second,) = in_case(world, transfer(debtor="D2", units=50_000))
    answer(
        *(world, asked(world, case, claim), CREDIT),
        *(("K3", 0.0, "south/D2", "north/C1", 50_000), ("K4", 1, "north/C1", "south/E9", 90_000)),
    )
    found = standing_of(Account.objects.get(number="C1"), {claim.pk: claim})
    assert (found.high, set(found.claims)) == (60_000, {str(claim.pk), str(second.pk)})


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_answers_in_any_order_give_the_same_proposals(order: tuple[int, int]) -> None:
    from clawback.server.casework.models import Proposal

    world = make_world()
    case, claims = in_case(world, transfer(), transfer(debtor="D2", creditor="C2", units=40_000))
    confirmed(world, *claims)
    requests = [asked(world, case, claim) for claim in claims]
    between = ("north/C1", "north/C2", 30_000)
    rows = [
        (CREDIT, ("K2", 1.0, *between), ("K3", 2.0, "north/C1", "south/E9", 20_000)),
        (
            *(("M1", 0.0, "south/D2", "north/C2", 40_000), ("M2", 1.0, *between)),
            ("M3", 2.0, "north/C2", "south/E9", 45_000),
        ),
    ]
    for place in order:
        answer(world, requests[place], *rows[place], opening=7_000)
    found = {(each.kind, str(each.account), each.amount) for each in Proposal.objects.all()}
    assert found == {
        ("hold", "north:C1", 41_000),
        ("hold", "north:C2", 32_000),
        ("hold", "south:E9", 65_000),
        ("statement", "south:E9", 65_000),
    }


def test_a_released_surplus_makes_room_for_what_is_proposed_next() -> None:
    from clawback.server.casework.models import Proposal, Surplus
    from clawback.server.casework.statements.deciding_surplus import release_surplus

    world = make_world()
    case, claim, _ = held(world)
    answer(world, asked(world, case, claim), CREDIT, OUT)
    assert not Proposal.objects.filter(kind="hold").exists(), "the whole loss is held already"
    release_surplus(world.act("approver"), Surplus.objects.get().pk)
    step = Proposal.objects.get(kind="hold")
    assert (str(step.account), step.amount) == ("south:E9", 60_000)


def test_a_camt_053_is_read_with_its_own_opening() -> None:
    from clawback.server.casework.models import Entry, Statement
    from clawback.server.casework.statements.answering import Answer, answer_statement
    from tests.integration.server.world_statements import START, camt_of

    world = make_world()
    case, (claim,) = in_case(world)
    request = asked(world, case, claim)
    told = Answer(
        kind="entries",
        begins_at=request.begins_at,
        ends_at=START + 3 * HOUR,
        file="answer.xml",
        data=camt_of("C1", 12_345, (0.0, "D1", 100_000, False), (1.0, "E9", 60_000, True)),
    )
    answer_statement(world.act("responder"), request.pk, told)
    statement = Statement.objects.get()
    assert (statement.opening, statement.closing, statement.entry_count) == (12_345, 52_345, 2)
    assert str(Entry.objects.get(debit=False).other) == "south:D1"
