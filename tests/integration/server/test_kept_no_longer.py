"""What is kept about people has a time, and a clock that ends it; sums, states and the journal stay whole."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from tests.integration.server.pages_world import browser_of, words_of
from tests.integration.server.world import NOON, in_case, make_world, placed, transfer
from tests.integration.server.world_ends import run_clocks
from tests.integration.server.world_redress import given, objected, sent
from tests.integration.server.world_statements import answer, asked

pytestmark = pytest.mark.usefixtures("database")
DAY = timedelta(days=1)


def stored_at(place: str) -> Path:
    """Where a file's bytes stand."""
    from django.conf import settings

    folder: Path = settings.CLAWBACK_FOLDER.path
    return folder / "files" / place[:2] / place


def test_references_of_entries_that_no_part_reaches_go_after_the_case() -> None:
    from clawback.server.casework.models import Case, Entry
    from clawback.server.casework.statements.forgetting import forget_entries_later
    from clawback.server.casework.statements.known import find

    world = make_world()
    case, (claim,) = in_case(world)
    credit, out = ("K1", 0, "south/D1", "north/C1", 100_000), ("K2", 1, "north/C1", "south/E9", 60_000)
    wages = ("K0", 0.5, "river/EMPLOYER", "north/C1", 30_000)
    answer(world, asked(world, case, claim), credit, wages, out)
    other, (second,) = in_case(world, transfer(debtor="D2", end_to_end_id="SECOND"))
    before = find([claim.pk], "EUR", "lifo")
    Case.objects.filter(pk=case.pk).update(closed_at=NOON, closed_by=world.people["approver"])
    forget_entries_later(world.act("approver"), case)
    run_clocks(NOON + 89 * DAY)
    assert Entry.objects.filter(name="K0").exists()
    run_clocks(NOON + 91 * DAY)
    assert Entry.objects.filter(name="K0").exists(), "another case is traced with it"
    Case.objects.filter(pk=other.pk).update(closed_at=NOON, closed_by=world.people["approver"])
    run_clocks(NOON + 125 * DAY)
    names = list(Entry.objects.order_by("place").values_list("name", "amount"))
    assert names == [("K1", 100_000), ("forgotten 1", 30_000), ("K2", 60_000)]
    after = find([claim.pk], "EUR", "lifo")
    assert before is not None
    assert after is not None
    assert [each.claims for each in after.standings] == [each.claims for each in before.standings]
    assert second.pk


def test_what_holders_said_goes_after_the_hold() -> None:
    from clawback.server.casework.models import NoticeKey, ObjectionFile
    from clawback.server.casework.redress.reviewing import decide_objection, open_words, reasons_of
    from clawback.server.casework.refusals import NotKept
    from clawback.server.casework.releasing import release_hold

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    (code,) = given(world, hold)
    made = objected(code)
    sent(code)
    stored = stored_at(ObjectionFile.objects.get().place)
    assert stored.exists()
    decide_objection(world.act("reviewer"), made.pk, "dismiss", "It stands there.")
    release_hold(world.act("approver"), hold.pk, None, "The victim was paid.")
    made.refresh_from_db()
    run_clocks(NOON + 700 * DAY)
    assert reasons_of(made) == "It stands there."
    run_clocks(NOON + 735 * DAY)
    assert not NoticeKey.objects.exists()
    assert not ObjectionFile.objects.exists()
    assert not stored.exists()
    assert reasons_of(made) == ""
    with pytest.raises(NotKept):
        open_words(world.act("reviewer"), made.pk)
    assert "they were erased" in words_of(browser_of(world, "reviewer"), f"/objections/{made.pk}/")
    with pytest.raises(NotKept):
        objected(code, NOON + 735 * DAY)


def test_a_referral_that_nobody_answers_keeps_no_words_for_good() -> None:
    from clawback.server.casework.models import NoticeKey, Referral
    from clawback.server.casework.redress.helping import draft_holder_referral
    from clawback.server.casework.redress.reviewing import decide_objection
    from clawback.server.casework.referring import approve_referral
    from clawback.server.casework.refusals import ReferralWithdrawn
    from clawback.server.casework.releasing import release_hold
    from clawback.server.casework.waiting import waiting_for
    from clawback.server.people.models import Organisation

    world = make_world()
    bodies = [
        Organisation.objects.create(kind="support", code=f"s{n}", name=f"Harbour {n}", jurisdiction="demo")
        for n in (1, 2)
    ]
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    (code,) = given(world, hold)
    made = objected(code)
    draft, answered = (
        draft_holder_referral(world.act("reviewer"), made.pk, body.pk, "Call at noon.") for body in bodies
    )
    Referral.objects.filter(pk=answered.pk).update(
        state="declined", words="not ours", sent_at=NOON, approved_by=world.people["second approver"]
    )
    decide_objection(world.act("reviewer"), made.pk, "dismiss", "It stands there.")
    release_hold(world.act("approver"), hold.pk, None, "The victim was paid.")
    run_clocks(NOON + 735 * DAY)
    assert NoticeKey.objects.exists(), "somebody may still be helped"
    run_clocks(NOON + 1_462 * DAY)
    assert not NoticeKey.objects.exists()
    kept = [(each.state, bytes(each.told), each.words) for each in Referral.objects.order_by("pk")]
    assert kept == [("withdrawn", b"", ""), ("declined", b"", "")]
    later = world.act("second approver", NOON + 1_463 * DAY)
    with pytest.raises(ReferralWithdrawn):
        approve_referral(later, draft.pk)
    assert draft.pk not in [each.number for each in waiting_for(later.by) if each.kind == "referral"]


def test_what_ended_before_there_were_clocks_to_forget_gets_them() -> None:
    from django.db import connection

    from clawback.server.casework import migrations
    from clawback.server.casework.models import Case, NoticeKey
    from clawback.server.casework.releasing import release_hold
    from clawback.server.clocks.models import Clock

    (name,) = (each.name for each in iter_modules(migrations.__path__) if "clocks_to_forget" in each.name)
    clocks = import_module(f"{migrations.__name__}.{name}").CLOCKS
    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    (code,) = given(world, hold)
    objected(code)
    release_hold(world.act("approver"), hold.pk, None, "The victim was paid.")
    Case.objects.filter(pk=case.pk).update(closed_at=NOON, closed_by=world.people["approver"])
    verbs = {"forget words": 731, "forget entries": 90}
    Clock.objects.filter(verb__in=verbs).delete()
    for _ in range(2):
        connection.connection.execute(clocks, prepare=False)  # it is several commands
    assert Clock.objects.filter(verb__in=verbs, done_at=None).count() == 2
    Clock.objects.filter(verb__in=verbs).update(set_at=NOON, due_at=NOON, try_at=NOON)
    run_clocks(NOON + DAY)
    assert NoticeKey.objects.exists()
    due = dict(Clock.objects.filter(verb__in=verbs, done_at=None).values_list("verb", "due_at"))
    assert {verb: (at - NOON).days for verb, at in due.items()} == verbs
    run_clocks(NOON + 735 * DAY)
    assert not NoticeKey.objects.exists()


def test_who_looked_is_kept_for_its_time() -> None:
    from clawback.server.casework.insiders.opened import opened
    from clawback.server.casework.models import Opening, Search
    from clawback.server.casework.searching import search
    from clawback.server.record.models import EntryRow

    world = make_world()
    case, _ = in_case(world)
    Opening.objects.all().delete()
    opened(world.act("analyst"), case, case)
    search(world.act("analyst"), "C-1", "a caller asks")
    later = NOON + 400 * DAY
    opened(world.act("analyst", later), case, case)
    one = Opening.objects.get(at=NOON)
    run_clocks(NOON + 729 * DAY)
    assert (Opening.objects.count(), Search.objects.count()) == (2, 1)
    who, of = {"organisation": world.centre, "member": one.member}, {"kind": one.kind, "subject": one.subject}
    Opening.objects.bulk_create(Opening(**who, **of, at=NOON) for _ in range(10_001))
    run_clocks(NOON + 732 * DAY)
    assert (Opening.objects.get().at, Search.objects.count()) == (later, 0), "however many there were"
    run_clocks(later + 732 * DAY)
    assert not Opening.objects.exists()
    assert EntryRow.objects.filter(verb="see").count() == 2, "the journal keeps that it was opened"
