"""What members do to records is seen: openings, broken glass, interests, exports, hurried holds."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from tests.integration.server.world import (
    HOUR,
    NOON,
    drafted,
    in_case,
    make_world,
    member,
    reported,
    transfer,
)
from tests.integration.server.world_people import act_of

pytestmark = pytest.mark.usefixtures("database")


def test_an_opening_is_a_row_and_an_entry() -> None:
    from clawback.server.casework.insiders.opened import opened
    from clawback.server.casework.models import Opening
    from clawback.server.record.models import EntryRow

    world = make_world()
    case, (claim,) = in_case(world)
    opened(world.act("analyst"), case, case)
    opened(world.act("analyst"), claim.report, case)
    rows = Opening.objects.order_by("pk").values_list("kind", "subject", "member")
    analyst = world.people["analyst"].pk
    assert list(rows) == [("case", case.pk, analyst), ("story", claim.report_id, analyst)]
    last = EntryRow.objects.order_by("-index")[0]
    assert (last.verb, last.subject) == ("see", f"report/{claim.report_id}")


def test_broken_glass_lets_in_for_a_day_and_tells() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.insiders.glass import break_glass, note_glass
    from clawback.server.casework.refusals import FactsWrong, GlassBrokenAlready, GlassNoted
    from clawback.server.casework.subjects import of_case, of_new_request
    from clawback.server.casework.waiting import waiting_for
    from clawback.server.clocks.running import run_due
    from clawback.server.people.may import Allowed, may
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    case, _ = in_case(world)
    stranger = member(world.centre, "analyst")
    assert not isinstance(may(stranger.facts(NOON), "see", of_case(case)), Allowed)
    with pytest.raises(FactsWrong):
        break_glass(act_of(stranger), case.pk, " ")
    row = break_glass(act_of(stranger), case.pk, "the analyst is ill and a hold ends tonight")
    with pytest.raises(GlassBrokenAlready):
        break_glass(act_of(stranger), case.pk, "again")
    assert isinstance(may(stranger.facts(NOON), "see", of_case(case)), Allowed)
    assert not isinstance(may(stranger.facts(NOON), "draft", of_new_request(case)), Allowed)
    for person in ("auditor", "approver"):
        found = [each for each in waiting_for(world.people[person].facts(NOON)) if each.kind == "glass"]
        assert [(each.number, each.about) for each in found] == [(row.pk, stranger.name)]
        note_glass(world.act(person), row.pk)
        assert not [each for each in waiting_for(world.people[person].facts(NOON)) if each.kind == "glass"]
    with pytest.raises(GlassNoted):
        note_glass(world.act("second approver"), row.pk)
    with pytest.raises(NotAllowed):
        note_glass(world.act("analyst"), row.pk)
    assert run_due(VERBS, NOON + timedelta(hours=24) - timedelta(seconds=1)) == 0
    run_due(VERBS, NOON + timedelta(hours=24))
    assert not isinstance(may(stranger.facts(NOON), "see", of_case(case)), Allowed)


def test_another_organisation_breaks_no_glass_of_ours() -> None:
    from clawback.server.casework.insiders.glass import break_glass
    from clawback.server.people.refusals import NotAllowed
    from tests.integration.server.world_people import organisation

    world = make_world()
    case, _ = in_case(world)
    with pytest.raises(NotAllowed):
        break_glass(act_of(member(organisation("police", "unit"), "analyst")), case.pk, "curious")


def test_the_account_of_a_members_kin_is_another_organisations_matter() -> None:
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.insiders.interests import declare_interest_in_account
    from clawback.server.casework.opening import open_case
    from clawback.server.casework.requesting import approve_request
    from clawback.server.people.refusals import NotAllowed, NotOurMatter

    world = make_world()
    case, (claim,) = in_case(world)
    request = drafted(world, case, claim, 500)
    declare_interest_in_account(world.act("reviewer"), "north", "C 1", "kin")
    with pytest.raises(NotOurMatter):
        drafted(world, case, claim, 100)
    with pytest.raises(NotOurMatter):
        approve_request(world.act("approver"), request.pk)
    (later,) = reported(world, transfer(900, debtor="D4"))
    confirm_claim(world.act("analyst"), later.pk)
    with pytest.raises(NotOurMatter):
        open_case(world.act("analyst"), later.report_id, "Kin")
    declare_interest_in_account(world.act("approver"), "south", "D9", "friend")
    other, (friend,) = in_case(world, transfer(5000, debtor="D9", creditor="C9"))
    kept = drafted(world, other, friend)
    with pytest.raises(NotAllowed, match="interest"):
        approve_request(world.act("approver"), kept.pk)
    approve_request(world.act("second approver"), kept.pk)


def test_unconfirmed_hurried_holds_count_against_the_day() -> None:
    from clawback.server.casework.asking import emergency_of
    from clawback.server.casework.law import basis_at
    from clawback.server.casework.refusals import LawRefuses
    from clawback.server.casework.requesting import send_at_once

    world = make_world()
    most = basis_at("demo", "hold", NOON).hold.emergency.per_day
    assert isinstance(most, int)
    transfers = [transfer(5000 + each, creditor=f"C{each}") for each in range(most + 1)]
    case, claims = in_case(world, *transfers)
    for claim in claims[:most]:
        send_at_once(world.act("analyst"), drafted(world, case, claim).pk)
    last = drafted(world, case, claims[most])
    assert emergency_of(last, NOON).sent_today == most
    with pytest.raises(LawRefuses):
        send_at_once(world.act("analyst"), last.pk)
    assert emergency_of(last, NOON + 24 * HOUR).sent_today == 0


def test_many_cases_leave_only_with_anothers_word() -> None:
    from clawback.server.casework.insiders.exporting import approve_export, ask_export, fetch_export
    from clawback.server.casework.models import Case
    from clawback.server.casework.refusals import ExportApproved, ExportNotApproved, FactsWrong
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    first, _ = in_case(world)
    Case.objects.filter(pk=first.pk).update(title="=1+1")
    small = ask_export(world.act("analyst"), [first.pk], "yearly figures")
    with pytest.raises(ExportApproved):
        approve_export(world.act("approver"), small.pk)
    rows = list(csv.reader(io.StringIO(fetch_export(world.act("analyst"), small.pk))))
    assert rows[1][:2] == [f"C-{first.pk}", "'=1+1"]
    assert rows[1][3:] == ["EUR", "1000.00", "0.00", "0.00"]
    for number in range(20):
        Case.objects.create(
            organisation=world.centre,
            jurisdiction="demo",
            title=f"Case {number}",
            opened_at=NOON,
            opened_by=world.people["analyst"],
        )
    every = list(Case.objects.values_list("pk", flat=True))
    with pytest.raises(FactsWrong):
        ask_export(act_of(member(world.centre, "analyst")), every, "curious")
    large = ask_export(world.act("auditor"), every, "yearly figures")
    assert large.cases.count() == 21
    with pytest.raises(ExportNotApproved):
        fetch_export(world.act("auditor"), large.pk)
    with pytest.raises(NotAllowed):
        fetch_export(world.act("approver"), large.pk)
    approve_export(world.act("approver"), large.pk)
    assert fetch_export(world.act("auditor"), large.pk).startswith("case,title")
    rest = [each for each in every if each != first.pk]
    halves = [
        ask_export(world.act("auditor"), part, "by halves") for part in (rest[:10], rest[10:], [first.pk])
    ]
    assert [each.needs_approval for each in halves] == [False, False, True], "the three are of 21 cases"
    again = ask_export(world.act("auditor", NOON + 25 * HOUR), rest, "the next day")
    assert not again.needs_approval
