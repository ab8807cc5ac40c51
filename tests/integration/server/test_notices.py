"""What holders are told of a hold, when, and that nothing shows before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.integration.server.world import HOUR, NOON, World, in_case, make_world, placed
from tests.integration.server.world_redress import given, placed_under

pytestmark = pytest.mark.usefixtures("database")
DAY = timedelta(days=1)


def test_a_notice_is_due_when_a_hold_is_placed_and_overdue_when_it_is_not_given() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Notice
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    notice = placed(world, case, claim).notice
    assert (notice.state, notice.due_by) == ("due", NOON + DAY)
    run_due(VERBS, NOON + DAY - timedelta(seconds=1))
    assert Notice.objects.get().overdue_since is None
    run_due(VERBS, NOON + DAY)
    assert Notice.objects.get().overdue_since == NOON + DAY


def test_a_notice_that_was_given_is_never_overdue() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Notice
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    given(world, hold)
    run_due(VERBS, NOON + 10 * DAY)
    notice = Notice.objects.get()
    assert (notice.state, notice.given_at, notice.overdue_since) == ("given", NOON, None)


def test_each_holder_of_a_joint_account_has_a_code_and_all_are_told() -> None:
    from clawback.server.casework.models import Notice
    from clawback.server.casework.redress.giving import confirm_given, make_codes
    from clawback.server.casework.refusals import NoSuchRecord, NoticeGiven

    world = make_world()
    case, (claim,) = in_case(world)
    notice = placed(world, case, claim).notice
    act = world.act("responder")
    codes = make_codes(act, notice.pk, 2, balance=150_000)
    assert len(set(codes)) == 2
    assert confirm_given(act, notice.pk, 1, NOON).state == "due"
    with pytest.raises(NoticeGiven):
        make_codes(act, notice.pk, 2)
    with pytest.raises(NoticeGiven):
        confirm_given(act, notice.pk, 1, NOON)
    with pytest.raises(NoSuchRecord):
        confirm_given(act, notice.pk, 3, NOON)
    assert confirm_given(act, notice.pk, 2, NOON).state == "given"
    assert Notice.objects.get().balance == 150_000


def test_a_code_made_again_takes_the_place_of_the_one_before() -> None:
    from clawback.server.casework.redress.giving import make_codes
    from clawback.server.casework.redress.objecting import find_code
    from clawback.server.casework.refusals import UnknownCode

    world = make_world()
    case, (claim,) = in_case(world)
    notice = placed(world, case, claim).notice
    (first,) = make_codes(world.act("responder"), notice.pk)
    (second,) = make_codes(world.act("responder"), notice.pk)
    assert find_code("192.0.2.1", second.replace(" ", ""), NOON).notice_id == notice.pk
    with pytest.raises(UnknownCode):
        find_code("192.0.2.1", first, NOON)


@pytest.mark.parametrize(
    ("holders", "balance"), [(0, None), (10, None), (1, 99_999)], ids=["none", "too many", "less than held"]
)
def test_what_cannot_be_is_refused(holders: int, balance: int | None) -> None:
    from clawback.server.casework.redress.giving import make_codes
    from clawback.server.casework.refusals import FactsWrong

    world = make_world()
    case, (claim,) = in_case(world)
    notice = placed(world, case, claim).notice
    with pytest.raises(FactsWrong):
        make_codes(world.act("responder"), notice.pk, holders, balance)


def test_only_the_agent_gives_it() -> None:
    from clawback.server.casework.redress.giving import make_codes
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    case, (claim,) = in_case(world)
    notice = placed(world, case, claim).notice
    for person in ("other responder", "analyst", "approver", "reviewer"):
        with pytest.raises(NotAllowed):
            make_codes(world.act(person), notice.pk)


def test_a_delay_ends_by_its_clock() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Hold, Notice
    from clawback.server.casework.redress import may_be_known
    from clawback.server.casework.redress.giving import make_codes
    from clawback.server.casework.refusals import NoticeWithheld
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed_under(world, case, claim, "quiet-hold")
    assert (hold.notice.state, hold.notice.withheld_until) == ("withheld", NOON + 3 * DAY)
    with pytest.raises(NoticeWithheld):
        make_codes(world.act("responder"), hold.notice.pk)
    # The hold itself ends before the delay does; the delay goes on.
    run_due(VERBS, NOON + 3 * DAY - timedelta(seconds=1))
    assert Hold.objects.get().state == "ended"
    assert not may_be_known(hold, NOON + 3 * DAY - timedelta(seconds=1))
    run_due(VERBS, NOON + 3 * DAY)
    notice = Notice.objects.get()
    assert (notice.state, notice.due_by) == ("due", NOON + 4 * DAY)
    assert may_be_known(hold, NOON + 3 * DAY)
    assert len(make_codes(world.act("responder", NOON + 3 * DAY), notice.pk)) == 1


def test_a_forbidden_notice_waits_for_the_end_of_the_hold() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Notice
    from clawback.server.casework.redress import may_be_known
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed_under(world, case, claim, "silent-hold")
    assert (hold.notice.state, hold.notice.withheld_until) == ("withheld", None)
    assert not may_be_known(hold, NOON + 47 * HOUR)
    run_due(VERBS, NOON + 48 * HOUR)
    assert Notice.objects.get().state == "due"
    assert may_be_known(hold, NOON + 48 * HOUR)


def test_a_law_that_forbids_it_still_lets_nobody_tell() -> None:
    from clawback.server.casework.opening import assign
    from clawback.server.casework.redress.withholding import allow_notice
    from clawback.server.casework.refusals import LawRefuses
    from clawback.server.people.models import RoleGrant

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed_under(world, case, claim, "silent-hold")
    counsel = world.people["auditor"]
    RoleGrant.objects.create(member=counsel, role="counsel", asked_at=NOON, works_at=NOON)
    assign(world.act("analyst"), case.pk, counsel.pk)
    with pytest.raises(LawRefuses, match=r"art\. 4"):
        allow_notice(world.act("auditor"), hold.pk)


def delayed(world: World, hold: object, until: timedelta = 2 * DAY, by: str = "court") -> object:
    from clawback.server.casework.redress.withholding import delay_notice

    return delay_notice(world.act("approver"), hold.pk, NOON + until, by, "Order 12/26")


def test_a_court_has_a_notice_wait_and_longer_but_never_shorter() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Notice
    from clawback.server.casework.refusals import FactsWrong
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    assert delayed(world, hold).state == "withheld"
    assert delayed(world, hold, 3 * DAY).withheld_until == NOON + 3 * DAY
    with pytest.raises(FactsWrong):
        delayed(world, hold, 2 * DAY)
    run_due(VERBS, NOON + 3 * DAY)
    notice = Notice.objects.get()
    assert (notice.state, notice.due_by, notice.overdue_since) == ("due", NOON + 4 * DAY, None)


def test_nobody_else_has_it_wait_and_not_once_it_was_given() -> None:
    from clawback.server.casework.refusals import LawRefuses, NoticeGiven

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    with pytest.raises(LawRefuses):
        delayed(world, hold, by="police")
    given(world, hold)
    with pytest.raises(NoticeGiven):
        delayed(world, hold)


def test_a_code_of_a_withheld_notice_is_a_code_that_never_was() -> None:
    from clawback.server.casework.models import CodeTry
    from clawback.server.casework.redress.giving import make_codes
    from clawback.server.casework.redress.objecting import find_code
    from clawback.server.casework.refusals import UnknownCode

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    (code,) = make_codes(world.act("responder"), hold.notice.pk)
    delayed(world, hold)
    refused = []
    for tried in (code, "0000 0000 0000 0000"):
        with pytest.raises(UnknownCode) as error:
            find_code("192.0.2.1", tried, NOON)
        refused.append(str(error.value))
    assert refused[0] == refused[1]
    assert CodeTry.objects.count() == 2
    assert find_code("192.0.2.1", code, NOON + 2 * DAY).notice_id == hold.notice.pk


def test_a_code_is_found_however_it_is_typed() -> None:
    from clawback.server.casework.redress.objecting import find_code

    world = make_world()
    case, (claim,) = in_case(world)
    (code,) = given(world, placed(world, case, claim))
    wide = code.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    for typed in (code.replace(" ", "-"), code.replace(" ", ""), wide, f" {code}\n"):
        assert find_code("192.0.2.1", typed, NOON).holder == 1


def test_who_objected_knows_and_nobody_delays_it_any_more() -> None:
    from clawback.server.casework.redress.giving import make_codes
    from clawback.server.casework.refusals import NoticeGiven
    from tests.integration.server.world_redress import objected

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    objected(make_codes(world.act("responder"), hold.notice.pk)[0])
    with pytest.raises(NoticeGiven):
        delayed(world, hold)


def test_guessing_slows_down() -> None:
    from clawback.server.casework.redress.objecting import find_code
    from clawback.server.casework.refusals import TooManyTries, UnknownCode

    world = make_world()
    case, (claim,) = in_case(world)
    (code,) = given(world, placed(world, case, claim))
    for _ in range(5):
        with pytest.raises(UnknownCode):
            find_code("192.0.2.1", "1234 1234 1234 1234", NOON)
    with pytest.raises(TooManyTries):
        find_code("192.0.2.1", code, NOON)
    assert find_code("192.0.2.2", code, NOON).holder == 1
    assert find_code("192.0.2.1", code, NOON + timedelta(seconds=1)).holder == 1


def test_the_arithmetic_of_a_notice_adds_up_and_names_no_victim() -> None:
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.redress.giving import make_codes
    from clawback.server.casework.redress.reading import notice_for_holder
    from clawback.server.casework.requesting import approve_request, draft_request
    from tests.integration.server.world import transfer

    world = make_world()
    case, claims = in_case(world, transfer(70_001), transfer(30_000, debtor="D2"))
    parts = {claim.pk: claim.loss for claim in claims}
    account = claims[0].creditor_account_id
    request = draft_request(world.act("analyst"), case.pk, account, "hold", parts)
    approve_request(world.act("approver"), request.pk)
    hold = place_hold(world.act("responder"), request.pk, 90_000, protected=500)
    make_codes(world.act("responder"), hold.notice.pk, balance=100_000)
    hold.notice.refresh_from_db()
    shown = notice_for_holder(hold.notice)
    assert sum(part.placed for part in shown.parts) == shown.placed == 90_000
    assert [part.arrived for part in shown.parts] == [70_001, 30_000]
    assert (shown.own, shown.protected) == (10_000, 500)
    assert "D2" not in repr(shown)
    assert "south" not in repr(shown)
