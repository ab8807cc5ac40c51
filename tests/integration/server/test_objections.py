"""A holder objects: a reviewer without a part in the hold decides, or another, or the clock lets go."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.integration.server.world import HOUR, NOON, World, in_case, make_world, member, placed
from tests.integration.server.world_redress import given, objected, placed_under

pytestmark = pytest.mark.usefixtures("database")


def held(world: World, units: int | None = None) -> tuple[object, str]:
    """A hold in force, and the code of its one holder."""
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim, units)
    (code,) = given(world, hold)
    return hold, code


def decided(world: World, objection: object, outcome: str, amount: int | None = None) -> object:
    from clawback.server.casework.redress.reviewing import decide_objection

    return decide_objection(world.act("reviewer"), objection.pk, outcome, "We looked.", amount)


@pytest.mark.parametrize(
    ("outcome", "amount", "state", "left"),
    [
        ("uphold", None, "upheld", 0),
        ("partly uphold", 30_000, "partly upheld", 70_000),
        ("dismiss", None, "dismissed", 100_000),
    ],
)
def test_a_reviewer_decides(outcome: str, amount: int | None, state: str, left: int) -> None:
    from clawback.server.casework.models import Hold
    from clawback.server.casework.redress import open_objections
    from clawback.server.casework.redress.reviewing import reasons_of

    world = make_world()
    hold, code = held(world)
    objection = objected(code)
    assert [each.pk for each in open_objections(hold)] == [objection.pk]
    made = decided(world, objection, outcome, amount)
    assert (made.state, Hold.objects.get().in_force) == (state, left)
    assert made.amount == 100_000 - left
    assert reasons_of(made) == "We looked."
    assert open_objections(hold) == []


def test_it_is_decided_once() -> None:
    from clawback.server.casework.refusals import ObjectionDismissed

    world = make_world()
    _, code = held(world)
    objection = objected(code)
    decided(world, objection, "dismiss")
    with pytest.raises(ObjectionDismissed):
        decided(world, objection, "uphold")


@pytest.mark.parametrize("amount", [None, 0, 100_000, 100_001])
def test_a_part_is_less_than_all_and_more_than_nothing(amount: int | None) -> None:
    from clawback.server.casework.refusals import AboveCap

    world = make_world()
    _, code = held(world)
    objection = objected(code)
    with pytest.raises(AboveCap):
        decided(world, objection, "partly uphold", amount)


def test_a_decision_has_reasons() -> None:
    from clawback.server.casework.redress.reviewing import decide_objection
    from clawback.server.casework.refusals import FactsWrong

    world = make_world()
    _, code = held(world)
    objection = objected(code)
    with pytest.raises(FactsWrong):
        decide_objection(world.act("reviewer"), objection.pk, "dismiss", " ")


def test_a_reviewer_with_a_part_in_the_hold_is_refused() -> None:
    from clawback.server.casework.redress.reviewing import decide_objection, open_words
    from clawback.server.people.models import RoleGrant
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    approver = world.people["approver"]
    RoleGrant.objects.create(member=approver, role="reviewer", asked_at=NOON, works_at=NOON)
    _, code = held(world)
    objection = objected(code)
    assert objection.reviewer_id == world.people["reviewer"].pk
    with pytest.raises(NotAllowed, match="you had a part in it"):
        decide_objection(world.act("approver"), objection.pk, "dismiss", "I know better.")
    with pytest.raises(NotAllowed):
        open_words(world.act("approver"), objection.pk)


def test_unanswered_it_goes_to_another_reviewer_and_then_the_money_goes() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Hold, Objection
    from clawback.server.casework.redress.reviewing import decide_objection
    from clawback.server.clocks.running import run_due
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    world.people["second reviewer"] = member(world.centre, "reviewer")
    hold, code = held(world)
    first = objected(code).reviewer_id
    run_due(VERBS, NOON + 4 * HOUR - timedelta(seconds=1))
    assert Objection.objects.get().reviewer_id == first
    run_due(VERBS, NOON + 4 * HOUR)
    objection = Objection.objects.get()
    assert (objection.passed_over_id, objection.state) == (first, "made")
    assert objection.reviewer_id == world.people["second reviewer"].pk
    with pytest.raises(NotAllowed, match="you had a part in it"):
        decide_objection(world.act("reviewer", NOON + 5 * HOUR), objection.pk, "dismiss", "Too late.")
    run_due(VERBS, NOON + 8 * HOUR)
    objection = Objection.objects.get()
    assert (objection.state, objection.decided_by_id, objection.amount) == ("upheld", None, 100_000)
    assert Hold.objects.get(pk=hold.pk).released == 100_000


def test_a_reviewer_who_is_alone_has_the_second_time_too() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Objection
    from clawback.server.clocks.running import run_due

    world = make_world()
    _, code = held(world)
    objected(code)
    run_due(VERBS, NOON + 4 * HOUR)
    objection = Objection.objects.get()
    assert objection.reviewer_id == world.people["reviewer"].pk
    assert decided(world, objection, "dismiss").state == "dismissed"
    assert run_due(VERBS, NOON + 9 * HOUR) == 0


def test_an_outage_of_ours_gives_the_reviewer_the_lost_time() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Objection
    from clawback.server.clocks.outages import beat
    from clawback.server.clocks.running import run_due

    world = make_world()
    _, code = held(world)
    objected(code)
    beat(NOON)
    beat(NOON + 2 * HOUR)
    run_due(VERBS, NOON + 5 * HOUR)
    assert Objection.objects.get().handed_over_at is None
    run_due(VERBS, NOON + 6 * HOUR)
    assert Objection.objects.get().handed_over_at == NOON + 6 * HOUR


def test_where_others_let_go_they_are_asked() -> None:
    from clawback.server.casework.models import Hold, ReleaseRequest
    from clawback.server.casework.redress.letting_go import answer_release_request
    from clawback.server.casework.redress.reading import notice_for_holder, objections_of
    from clawback.server.casework.refusals import ReleaseGranted

    world = make_world()
    hold, code = held(world)
    under("demo", "freeze")
    objection = objected(code)
    made = decided(world, objection, "uphold")
    assert (made.state, Hold.objects.get().in_force) == ("upheld", 100_000)
    asked = ReleaseRequest.objects.get()
    assert [each.asked_of for each in objections_of(hold.notice, 1)] == ["court"]
    assert notice_for_holder(asked.hold.notice).heard_by == "court"
    assert (asked.amount, asked.ask, asked.objection_id) == (100_000, "court", objection.pk)
    answer_release_request(world.act("approver"), asked.pk, granted=True, answer="Order 7/26")
    assert Hold.objects.get(pk=hold.pk).released == 100_000
    assert [each.asked_of for each in objections_of(hold.notice, 1)] == [""]
    with pytest.raises(ReleaseGranted):
        answer_release_request(world.act("approver"), asked.pk, granted=False, answer="Order 8/26")


def test_what_is_asked_of_a_court_is_asked_once() -> None:
    from clawback.server.casework.models import ReleaseRequest

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    first, second = given(world, hold, holders=2)
    under("demo", "freeze")
    decided(world, objected(first), "partly uphold", 60_000)
    decided(world, objected(second), "uphold")
    assert [each.amount for each in ReleaseRequest.objects.order_by("pk")] == [60_000, 40_000]


def under(jurisdiction: str, basis: str) -> None:
    """All holds so far, as if they had been placed under this basis."""
    from clawback.server.casework.models import HoldRequest

    HoldRequest.objects.update(jurisdiction=jurisdiction, basis=basis)


def test_each_holder_of_a_joint_account_objects_for_themself() -> None:
    from clawback.server.casework.models import Hold
    from clawback.server.casework.redress.reading import objections_of
    from clawback.server.casework.refusals import ObjectedAlready

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    first, second = given(world, hold, holders=2)
    one, other = objected(first), objected(second, words="Mine alone.")
    with pytest.raises(ObjectedAlready):
        objected(first)
    decided(world, one, "dismiss")
    decided(world, other, "partly uphold", 40_000)
    assert Hold.objects.get().in_force == 60_000
    assert [each.number for each in objections_of(hold.notice, 1)] == [one.pk]
    assert objected(first, words="There is more.").state == "made"


def test_an_objection_that_comes_late_is_decided_and_says_so() -> None:
    world = make_world()
    _, code = held(world)
    under("in", "attachment")
    objection = objected(code, NOON + timedelta(days=14, seconds=1))
    assert objection.late
    assert decided(world, objection, "dismiss").late
    assert not objected(code, NOON + timedelta(days=14)).late


def test_an_objection_is_taken_back() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.redress.giving import PURPOSE
    from clawback.server.casework.redress.objecting import withdraw_as_holder
    from clawback.server.casework.refusals import NoSuchRecord, ObjectionWithdrawn
    from clawback.server.casework.sealing import digest
    from clawback.server.clocks.running import run_due

    world = make_world()
    _, code = held(world)
    objection = objected(code)
    assert withdraw_as_holder(NOON + HOUR, digest(PURPOSE, code)).state == "withdrawn"
    with pytest.raises(ObjectionWithdrawn):
        decided(world, objection, "uphold")
    with pytest.raises(NoSuchRecord):
        withdraw_as_holder(NOON + HOUR, digest(PURPOSE, code))
    assert run_due(VERBS, NOON + 9 * HOUR) == 0


def test_the_agent_records_what_a_holder_told_it() -> None:
    from clawback.server.casework.redress.objecting import HolderWords, record_objection, withdraw_objection
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    hold, _ = held(world)
    told = HolderWords(words="She came to the counter.", language="es", helper="Her son")
    with pytest.raises(NotAllowed):
        record_objection(world.act("other responder"), hold.notice.pk, 1, told)
    made = record_objection(world.act("responder"), hold.notice.pk, 1, told)
    assert made.recorded_by_id == world.people["responder"].pk
    assert withdraw_objection(world.act("responder"), made.pk).state == "withdrawn"


def test_what_a_holder_says_is_sealed_and_opening_it_is_written_down() -> None:
    from clawback.server.casework.models import NoticeKey, Objection
    from clawback.server.casework.redress.reviewing import open_words
    from clawback.server.casework.refusals import NotKept
    from clawback.server.record.models import EntryRow, OpeningRow

    world = make_world()
    _, code = held(world)
    objection = objected(code, words="My landlord waits.", helper="Aunt Ada", wants_help=True)
    stored = bytes(Objection.objects.get().told)
    opened = b"".join(bytes(value) for value in OpeningRow.objects.values_list("value", flat=True) if value)
    assert b"landlord" not in stored + opened
    words = open_words(world.act("reviewer"), objection.pk)
    assert words == {"words": "My landlord waits.", "helper": "Aunt Ada", "contact": ""}
    last = EntryRow.objects.latest("index")
    assert (last.verb, last.subject) == ("open", f"objection/{objection.pk}")
    NoticeKey.objects.all().delete()
    with pytest.raises(NotKept, match="erased"):
        open_words(world.act("reviewer"), objection.pk)


def test_words_are_said_or_help_is_asked_for() -> None:
    from clawback.server.casework.refusals import FactsWrong

    world = make_world()
    _, code = held(world)
    with pytest.raises(FactsWrong):
        objected(code, words=" ")
    assert objected(code, words="", wants_help=True).wants_help


def test_nobody_objects_to_what_nobody_may_know() -> None:
    from clawback.server.casework.redress.objecting import HolderWords, record_objection
    from clawback.server.casework.refusals import NoticeWithheld

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed_under(world, case, claim, "silent-hold")
    with pytest.raises(NoticeWithheld):
        record_objection(world.act("responder"), hold.notice.pk, 1, HolderWords(words="Why?"))


def test_an_objection_outlives_its_hold() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Objection
    from clawback.server.casework.redress import open_objections
    from clawback.server.clocks.running import run_due

    world = make_world()
    hold, code = held(world)
    objected(code, NOON + 46 * HOUR)
    run_due(VERBS, NOON + 48 * HOUR)
    assert len(open_objections(hold)) == 1
    run_due(VERBS, NOON + 50 * HOUR)
    run_due(VERBS, NOON + 54 * HOUR)
    objection = Objection.objects.get()
    assert (objection.state, objection.amount) == ("upheld", 0)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("update casework_objection set state = 'forgotten', decided_at = made_at", "objection_state"),
        ("update casework_objection set state = 'dismissed'", "objection_decided"),
        ("update casework_objection set amount = -1", "objection_amount"),
        ("update casework_notice set state = 'given', given_at = null", "notice_given"),
        ("update casework_notice set withheld_until = made_at", "notice_withheld_until"),
        ("update casework_notice set balance = -1", "notice_balance"),
        ("update casework_noticecode set holder = 0", "notice_code_holder"),
        ("update casework_holdrequest set silence_step = 'reminded'", "request_silence"),
    ],
)
def test_what_is_true_of_redress_is_so_in_the_database(statement: str, why: str) -> None:
    from django.db import DatabaseError, connection, transaction

    world = make_world()
    _, code = held(world)
    objected(code)
    with pytest.raises(DatabaseError, match=why), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_two_objections_of_one_holder_do_not_wait_at_once() -> None:
    from django.db import IntegrityError, transaction

    from clawback.server.casework.models import Objection

    world = make_world()
    _, code = held(world)
    made = objected(code)
    made.pk = None
    with pytest.raises(IntegrityError, match="objection_open_once"), transaction.atomic():
        made.save(force_insert=True)
    assert Objection.objects.count() == 1
