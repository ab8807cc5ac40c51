"""Reports of the same transfers: both stay, with both codes; a transfer is one claim, and none is lost."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests.integration.server.world import (
    HOUR,
    NOON,
    World,
    drafted,
    in_case,
    make_world,
    placed,
    reported,
    transfer,
)
from tests.integration.server.world_ends import run_clocks

if TYPE_CHECKING:
    from clawback.server.casework.models import Claim, Report

pytestmark = pytest.mark.usefixtures("database")


def test_what_only_the_joined_report_tells_stays_a_claim() -> None:
    from clawback.server.casework.claiming import confirm_claim, confirm_evidence
    from clawback.server.casework.joining import join_report
    from clawback.server.casework.models import Claim, Report
    from clawback.server.casework.victims.money import claims_worked, money_of

    world = make_world()
    case, (first,) = in_case(world)
    again, alone = reported(world, transfer(), transfer(40_000, end_to_end_id="ALONE"), at=NOON + HOUR)
    confirm_claim(world.act("analyst", NOON + HOUR), alone.pk)
    confirm_evidence(world.act("other responder", NOON + HOUR), again.pk)
    (third,) = reported(world, transfer(40_000, end_to_end_id="ALONE"), at=NOON + 2 * HOUR)
    join_report(world.act("analyst", NOON + 2 * HOUR), third.report_id, again.report_id)
    join_report(world.act("analyst", NOON + 2 * HOUR), again.report_id, first.report_id)
    again, alone, third, first = (Claim.objects.get(pk=each.pk) for each in (again, alone, third, first))
    assert (again.state, again.same_as_id, first.state) == ("withdrawn", first.pk, "confirmed")
    assert (first.evidence, first.reported_at) == ("confirmed", NOON)
    assert (alone.state, alone.report_id, alone.told_in_id) == ("confirmed", first.report_id, again.report_id)
    assert (third.state, third.same_as_id) == ("withdrawn", alone.pk)
    assert drafted(world, case, alone, at=NOON + 3 * HOUR).amount == 40_000, "it is worked in the case"
    assert set(Report.objects.filter(state="duplicate").values_list("duplicate_of", flat=True)) == {
        first.report_id
    }
    told = {
        claim.report_id: (money.reported, money.set_aside, [each.pk for each in claims_worked(claim.report)])
        for claim in (first, again, third)
        for money in money_of(claim.report, NOON + 3 * HOUR)
    }
    assert told == {
        first.report_id: (100_000, 0, [first.pk]),
        again.report_id: (140_000, 0, [first.pk, alone.pk]),
        third.report_id: (40_000, 0, [alone.pk]),
    }, "each code is shown what its own report told"


def test_a_reporter_s_word_that_money_came_back_ends_no_hold_of_the_first_claim() -> None:
    from clawback.server.casework.joining import join_report
    from clawback.server.casework.models import Claim, Hold
    from clawback.server.casework.returns.coming_back import bring_back_told

    world = make_world()
    case, (first,) = in_case(world)
    hold = placed(world, case, first)
    for debtor, told, proved, left in (
        ("STRANGER", 100_000, 0, 100_000),
        ("D1", 100_000, 0, 100_000),
        ("D1", 0, 30_000, 70_000),
    ):
        (again,) = reported(world, transfer(debtor=debtor, came_back=told), at=NOON + HOUR)
        if proved:
            bring_back_told(world.act("other responder", NOON + HOUR), again.pk, proved, "reversal")
        join_report(world.act("intake", NOON + HOUR), again.report_id, first.report_id)
        assert Hold.objects.get(pk=hold.pk).in_force == left
    assert Claim.objects.get(pk=first.pk).came_back == 30_000


def test_the_first_report_s_time_counts_whichever_is_joined() -> None:
    from clawback.server.casework.claiming import confirm_claim, reject_claim
    from clawback.server.casework.joining import join_report
    from clawback.server.casework.models import Claim
    from clawback.server.casework.opening import open_case
    from clawback.server.casework.refusals import NoTransferShared, ReportRejected

    world = make_world()
    analyst = world.act("analyst", NOON + 2 * HOUR)
    (older,), (newer,) = reported(world, transfer()), reported(world, transfer(), at=NOON + HOUR)
    confirm_claim(analyst, newer.pk)
    joined = join_report(analyst, older.report_id, newer.report_id)
    assert (joined.pk, joined.duplicate_of_id) == (newer.report_id, older.report_id)
    older.refresh_from_db()
    assert (older.state, older.report.state) == ("confirmed", "confirmed"), "the same facts were confirmed"

    (other,), (like,) = (
        reported(world, transfer(debtor="D5")),
        reported(world, transfer(debtor="D6"), at=NOON + HOUR),
    )
    confirm_claim(analyst, like.pk)
    join_report(analyst, other.report_id, like.report_id)
    assert Claim.objects.get(pk=other.pk).state == "reported", "what was told otherwise is looked at"

    (early,), (late,) = (reported(world, transfer(debtor="D7"), at=at) for at in (NOON, NOON + HOUR))
    confirm_claim(analyst, late.pk)
    open_case(analyst, late.report_id, "Sure gain")
    with pytest.raises(NoTransferShared):
        join_report(analyst, early.report_id, reported(world, transfer(1, "D8"))[0].report_id)
    joined = join_report(analyst, early.report_id, late.report_id)
    late.refresh_from_db()
    assert (joined.pk, late.state, late.reported_at) == (early.report_id, "confirmed", NOON)

    (over,), (one,) = (reported(world, transfer(debtor="D9")) for _ in range(2))
    reject_claim(analyst, over.pk, "regret")
    with pytest.raises(ReportRejected):
        join_report(analyst, one.report_id, over.report_id)


def test_a_report_that_is_rejected_takes_nothing_of_what_another_told() -> None:
    from clawback.server.casework.claiming import confirm_claim, reject_claim
    from clawback.server.casework.joining import join_report
    from clawback.server.casework.models import Hold
    from clawback.server.casework.victims.rejecting import reject_report

    world = make_world()
    analyst = world.act("analyst")
    for one_by_one in (False, True):
        debtor = f"D{int(one_by_one)}"
        case, (first,) = in_case(world, transfer(debtor=debtor))
        again, alone = reported(
            world, transfer(debtor=debtor), transfer(40_000, debtor, end_to_end_id=debtor)
        )
        confirm_claim(analyst, alone.pk)
        join_report(analyst, again.report_id, first.report_id)
        hold = placed(world, case, alone)
        if one_by_one:
            reject_claim(analyst, first.pk, "not true")
        reject_report(analyst, first.report_id, "not true")
        for each in (first, again, alone):
            each.refresh_from_db()
        assert (first.state, first.report.state) == ("rejected", "rejected")
        assert (alone.state, alone.report_id, alone.told_in) == ("confirmed", again.report_id, None)
        assert (again.report.state, again.report.case_id) == ("in case", case.pk)
        assert Hold.objects.get(pk=hold.pk).in_force == 40_000, "who told it stands behind it"


def test_two_transfers_of_one_amount_are_not_one() -> None:
    from clawback.server.casework.joining import join_report
    from clawback.server.casework.models import Claim

    world = make_world()
    told = [transfer(settled_at=NOON - hours * HOUR) for hours in (3, 20)]
    (first,) = reported(world, told[1])
    again, other = reported(world, *told, at=NOON + HOUR)
    join_report(world.act("analyst", NOON + HOUR), again.report_id, first.report_id)
    states = {each.pk: (each.state, each.report_id) for each in Claim.objects.all()}
    assert states == {
        first.pk: ("reported", first.report_id),
        again.pk: ("reported", first.report_id),
        other.pk: ("withdrawn", other.report_id),
    }


def told_again(world: World, claim: Claim, at: datetime) -> tuple[int, int, int]:
    """What its reporter reads was told, is set aside and is lacking; they have another claim, that can be confirmed."""
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.victims.money import claims_told, each_once, money_of
    from clawback.server.walls import everything

    claim.refresh_from_db()
    anew = claim.same_as
    assert anew is not None
    assert (anew.state, anew.report) == ("reported", claim.report), "they still tell of what both told"
    with everything():
        (money,) = money_of(claim.report, at)
        shown = each_once(claims_told(claim.report), claim.report)
        assert (claim in shown, anew in shown) == (False, True), "one line for one transfer"
    assert confirm_claim(world.act("analyst", at), anew.pk).state == "confirmed"
    return money.reported, money.set_aside, money.lacking


def test_who_withdraws_withdraws_what_they_told_and_what_is_worked_on_is_kept() -> None:
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.joining import join_report
    from clawback.server.casework.models import Claim, StoredKey
    from clawback.server.casework.victims.by_code import act_of_reporter
    from clawback.server.casework.victims.erasing import ask_erasure, erase_report
    from clawback.server.casework.victims.withdrawing import ask_withdrawal, withdraw_report

    def withdraw(report: Report, at: datetime) -> None:
        ask_withdrawal(act_of_reporter(report, at), report.pk)
        withdraw_report(world.act("intake", at), report.pk, "called; they are sure")

    def states(*claims: Claim) -> list[tuple[str, int]]:
        return [(each.state, each.report_id) for each in (Claim.objects.get(pk=each.pk) for each in claims)]

    world = make_world()
    case, (first,) = in_case(world)
    joined = []
    for number in (1, 2):
        again, alone = reported(
            world, transfer(), transfer(40_000, f"D{number}", end_to_end_id=f"ALONE{number}")
        )
        confirm_claim(world.act("analyst"), alone.pk)
        join_report(world.act("analyst"), again.report_id, first.report_id)
        joined.append((again.report, again, alone))
    (second, again, alone), (third, _, other) = joined
    assert states(alone, other) == [("confirmed", first.report_id)] * 2
    hold = placed(world, case, alone, at=NOON)

    ask_erasure(act_of_reporter(third, NOON + HOUR), third.pk)
    run_clocks(NOON + 24 * 40 * HOUR)
    assert StoredKey.objects.filter(report=third).exists(), "what it told is worked on"

    later = NOON + 24 * 41 * HOUR
    withdraw(third, later)
    assert states(first, alone, other) == [
        ("confirmed", first.report_id),
        ("confirmed", first.report_id),
        ("withdrawn", first.report_id),
    ]
    withdraw(first.report, later)
    assert states(first, alone, again) == [
        ("withdrawn", first.report_id),
        ("confirmed", second.pk),
        ("withdrawn", second.pk),
    ]
    assert told_again(world, again, later) == (140_000, 0, 140_000)
    second.refresh_from_db()
    assert (second.state, second.case_id, second.duplicate_of_id) == ("in case", case.pk, None)
    assert hold.parts.get().claim_id == alone.pk
    erase_report(first.report_id, world.act("intake", later))
    alone.refresh_from_db()
    assert (alone.debtor_account.number, alone.end_to_end_id) == ("D1", "ALONE1"), "another told it"

    withdraw(second, later)
    erase_report(second.pk, world.act("intake", later))
    alone.refresh_from_db()
    assert (alone.state, alone.end_to_end_id) == ("withdrawn", "")
    assert alone.debtor_account.number.startswith("ERASED")
    assert not StoredKey.objects.filter(report=second).exists()
    run_clocks(later + 24 * HOUR)
    assert not StoredKey.objects.filter(report=third).exists()
    other.refresh_from_db()
    assert (other.report_id, other.end_to_end_id) == (first.report_id, ""), "also where it was moved to"


def test_doubt_falls_on_who_told_and_on_nobody_whom_they_were_joined_to() -> None:
    from clawback.server.casework.claiming import is_doubted, reject_claim
    from clawback.server.casework.joining import join_report
    from clawback.server.casework.models import Claim, Report

    world = make_world()
    analyst = world.act("analyst", NOON + HOUR)
    _, (first,) = in_case(world)
    lies = reported(
        world,
        transfer(),
        transfer(40_000, end_to_end_id="A"),
        transfer(30_000, end_to_end_id="B"),
        at=NOON + HOUR,
    )
    Report.objects.filter(pk=lies[0].report_id).update(reporter="another")
    join_report(analyst, lies[0].report_id, first.report_id)
    for lie in lies[1:]:
        reject_claim(analyst, lie.pk, "a lie")
    assert [is_doubted(Claim.objects.get(pk=each.pk)) for each in (first, lies[0])] == [False, True]
