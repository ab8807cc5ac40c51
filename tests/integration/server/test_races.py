"""Decisions at one instant, each on a connection of its own: one effect, none lost, no circle, and the sums hold."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.integration.server.world import HOUR, NOON, World, drafted, in_case, make_world, placed, transfer
from tests.integration.server.world_redress import given, objected
from tests.integration.server.world_returns import (
    LATER,
    drafted_plan,
    due_lines,
    returns,
)

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("database")


def at_once(*decisions: Callable[[], object]) -> list[bool]:
    """Whether each was done. A refusal is none; anything else that is raised fails the test."""
    from django.db import connection

    from clawback.server.people.refusals import Refusal
    from clawback.server.record.deciding import again

    start, done, faults = threading.Barrier(len(decisions)), [False] * len(decisions), list[BaseException]()

    def run(place: int) -> None:
        try:
            start.wait()
            again(decisions[place])
            done[place] = True
        except Refusal:
            pass
        except BaseException as fault:  # noqa: BLE001 - raised again in the test
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[place]) for place in range(len(decisions))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert faults == []
    return done


def clocks(at: object) -> Callable[[], object]:
    """A worker that runs what is due."""
    from clawback.server.casework.following import VERBS
    from clawback.server.clocks.running import run_due

    return lambda: run_due(VERBS, at)


def adds_up() -> None:
    from clawback.server.casework.models import Hold

    for hold in Hold.objects.all():
        assert hold.placed == hold.in_force + hold.released + hold.expired + hold.paid_over
        assert hold.in_force == sum(hold.parts.values_list("in_force", flat=True))


def sent_requests(world: World, count: int) -> list[object]:
    from clawback.server.casework.requesting import approve_request

    case, claims = in_case(world, *(transfer(1_000 + n, creditor=f"C{n}") for n in range(count)))
    return [approve_request(world.act("approver"), drafted(world, case, claim).pk) for claim in claims]


def test_two_approve_one_request() -> None:
    from clawback.server.casework.requesting import approve_request
    from clawback.server.record.models import EntryRow

    world = make_world()
    case, (claim,) = in_case(world)
    number = drafted(world, case, claim).pk
    people = ("approver", "second approver")
    done = at_once(*(lambda who=who: approve_request(world.act(who), number) for who in people))
    assert sorted(done) == [False, True]
    assert EntryRow.objects.filter(subject=f"holdrequest/{number}", verb="approve").count() == 1


def test_a_request_is_placed_or_lapses() -> None:
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.models import Hold

    world, late = make_world(), NOON + 24 * HOUR
    requests = sent_requests(world, 4)
    for request in requests:
        act = world.act("responder", late)
        at_once(lambda act=act, request=request: place_hold(act, request.pk, 1_000), clocks(late))
        request.refresh_from_db()
        assert (request.state == "answered") == Hold.objects.filter(request=request).exists()
        assert request.state in ("answered", "lapsed")
    adds_up()


def test_a_claim_is_rejected_while_its_hold_is_placed() -> None:
    """The one locks claim and request, the other request and claim: neither waits for the other for ever."""
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.claiming import reject_claim
    from clawback.server.casework.models import Hold

    world = make_world()
    for request in sent_requests(world, 4):
        claim = request.parts.get().claim_id
        at_once(
            lambda request=request: place_hold(world.act("responder"), request.pk, 1_000),
            lambda claim=claim: reject_claim(world.act("analyst"), claim, "regret"),
        )
        assert not Hold.objects.filter(request=request, in_force__gt=0).exists()
    adds_up()


def test_release_expiry_and_return_at_once() -> None:
    from clawback.server.casework.models import Hold
    from clawback.server.casework.releasing import release_hold
    from clawback.server.casework.returns.paying import confirm_line, send_line

    made = returns((60_000, 40_000), (50_000, 30_000))
    lines = due_lines(made)
    for line in lines:
        send_line(made.world.act("responder", LATER), line.pk)
    made.hold.refresh_from_db()
    end = made.hold.until
    at_once(
        lambda: release_hold(made.world.act("approver", end), made.hold.pk, 10_000, "evidence"),
        lambda: confirm_line(made.world.act("responder", end), lines[0].pk),
        lambda: confirm_line(made.world.act("responder", end), lines[1].pk),
        clocks(end),
    )
    hold = Hold.objects.get()
    adds_up()
    arrived = sum(line.amount for line in fresh(lines) if line.state == "confirmed")
    late = sum(line.amount for line in fresh(lines) if line.outlived and line.state == "confirmed")
    assert (hold.in_force, hold.paid_over) == (0, arrived - late)
    assert arrived == 80_000


def fresh(lines: list[object]) -> list[object]:
    for line in lines:
        line.refresh_from_db()
    return lines


def test_one_line_confirmed_twice_at_once_is_paid_once() -> None:
    from clawback.server.casework.returns.paying import bounce_line, confirm_line, send_line

    made = returns()
    (line,) = due_lines(made)
    act = made.world.act("responder", LATER)
    assert sorted(at_once(*[lambda: send_line(act, line.pk)] * 3)) == [False, False, True]
    done = at_once(
        lambda: confirm_line(act, line.pk),
        lambda: confirm_line(act, line.pk),
        lambda: bounce_line(act, line.pk),
    )
    assert sum(done) == 1
    line.refresh_from_db()
    made.hold.refresh_from_db()
    assert made.hold.paid_over == (100_000 if line.state == "confirmed" else 0)
    adds_up()


def test_two_plans_over_one_hold() -> None:
    from clawback.server.casework.models import PlanLine
    from clawback.server.casework.returns.planning import draft_plan

    made = returns((60_000, 40_000))
    drafted_plan(made)
    from clawback.server.casework.returns.planning import withdraw_plan

    withdraw_plan(made.world.act("analyst"), made.case.plans.get().pk, "again")
    people = ("analyst", "second analyst")
    done = at_once(
        *(
            lambda who=who: draft_plan(made.world.act(who), made.case.pk, "return", "traced", "EUR")
            for who in people
        )
    )
    assert sorted(done) == [False, True]
    promised = PlanLine.objects.exclude(state="withdrawn").values_list("amount", flat=True)
    assert sum(promised) == 100_000


def test_one_approver_twice_at_once_is_no_four_eyes() -> None:
    from clawback.server.casework.returns.approving import approve_plan
    from clawback.server.casework.returns.noticing import notice_plan

    made = returns()
    plan = drafted_plan(made)
    notice_plan(made.world.act("analyst"), plan.pk)
    act = made.world.act("approver", LATER)
    assert sorted(at_once(*[lambda: approve_plan(act, plan.pk)] * 2)) == [False, True]
    plan.refresh_from_db()
    assert plan.state == "noticed"


def test_an_objection_is_decided_by_a_reviewer_or_by_the_clock() -> None:
    from clawback.server.casework.models import Objection, Reduction
    from clawback.server.casework.redress.reviewing import decide_objection

    world = make_world()
    case, (claim,) = in_case(world)
    (code,) = given(world, placed(world, case, claim))
    made = objected(code)
    clocks(NOON + 4 * HOUR)()
    late = NOON + 8 * HOUR
    act = world.act("reviewer", late)
    at_once(lambda: decide_objection(act, made.pk, "uphold", "It is rent."), clocks(late))
    assert Objection.objects.get().state == "upheld"
    assert Reduction.objects.get().amount == 100_000
    adds_up()


def test_the_same_transfer_confirmed_twice_at_once_is_one_claim() -> None:
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.models import Claim
    from tests.integration.server.world import reported

    world = make_world()
    claims = [reported(world, transfer())[0] for _ in range(3)]
    done = at_once(*(lambda claim=claim: confirm_claim(world.act("analyst"), claim.pk) for claim in claims))
    assert sum(done) == 1
    assert Claim.objects.filter(state="confirmed").count() == 1


def test_two_who_have_one_code_at_once() -> None:
    from clawback.server.casework.models import Words
    from clawback.server.casework.victims.adding import add_words
    from clawback.server.casework.victims.withdrawing import ask_withdrawal
    from clawback.server.people.acting import Act
    from tests.integration.server.world import reported

    report = reported(make_world())[0].report_id
    act = Act(member=None, at=NOON, name=f"reporter/{report}")
    done = at_once(
        lambda: ask_withdrawal(act, report),
        lambda: ask_withdrawal(act, report),
        lambda: add_words(act, report, "one"),
    )
    assert sorted(done[:2]) == [False, True]
    assert done[2]
    assert Words.objects.count() == 1


def test_a_day_of_clocks_and_people_at_once() -> None:
    """Two workers, an agent, an approver and an analyst over the same holds."""
    from clawback.server.casework.claiming import reject_claim
    from clawback.server.casework.models import Hold
    from clawback.server.casework.releasing import release_hold

    world, end = make_world(), NOON + timedelta(hours=48)
    case, claims = in_case(world, *(transfer(1_000 + n, creditor=f"C{n}") for n in range(4)))
    holds = [placed(world, case, claim) for claim in claims]

    def each(decide: Callable[[int], object]) -> Callable[[], None]:
        def all_of_them() -> None:
            from contextlib import suppress

            from clawback.server.people.refusals import Refusal

            for place in range(4):
                with suppress(Refusal):
                    decide(place)

        return all_of_them

    at_once(
        clocks(end),
        clocks(end),
        each(lambda place: release_hold(world.act("responder", end), holds[place].pk, 500, "ours")),
        each(lambda place: release_hold(world.act("approver", end), holds[3 - place].pk, None, "evidence")),
        each(lambda place: reject_claim(world.act("analyst", end), claims[place].pk, "regret")),
    )
    adds_up()
    assert not Hold.objects.filter(in_force__gt=0).exists()
