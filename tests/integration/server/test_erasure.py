"""A report is erased with its key; the journal stays whole; what is held for it waits; master keys are changed."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest

from clawback import clock
from clawback.errors import JournalError
from clawback.journal.keys import KeyKind, new_signer
from clawback.journal.verify import verify
from tests.integration.server.world import HOUR, NOON, in_case, make_world, placed, reported
from tests.integration.server.world_portal import WORD, let_in, reported_by_web
from tests.integration.server.world_redress import given, objected

pytestmark = pytest.mark.usefixtures("database")
SIGNER = new_signer("centre.example/journal", KeyKind.LOG)


def run(at: datetime) -> int:
    from clawback.server.casework.following import VERBS
    from clawback.server.clocks.running import run_due

    return run_due(VERBS, at)


def test_an_erased_report_opens_no_more_and_the_journal_verifies() -> None:
    from django.conf import settings

    from clawback.server.casework.models import Account, Report, StoredKey
    from clawback.server.casework.sealing import opened
    from clawback.server.casework.victims.by_code import act_of_reporter
    from clawback.server.casework.victims.erasing import ask_erasure
    from clawback.server.casework.victims.files import add_file
    from clawback.server.casework.victims.rejecting import reject_report
    from clawback.server.record.checkpoints import sign
    from clawback.server.record.models import OpeningRow
    from clawback.server.record.proving import file

    world = make_world()
    _, code, report = reported_by_web(world)
    at = clock.now()
    kept = add_file(act_of_reporter(report, at), report.pk, "a.txt", b"a receipt")
    place = settings.CLAWBACK_FOLDER.path / "files" / kept.place[:2] / kept.place
    sign(SIGNER, at)
    before = verify(io.BytesIO(b"".join(file())), [SIGNER.key]).checkpoint
    reject_report(world.act("intake", at), report.pk, "regret")
    ask_erasure(act_of_reporter(report, at), report.pk)
    assert place.exists()
    assert run(at) == 1
    report = Report.objects.get(pk=report.pk)
    assert (report.erased_at, bytes(report.told), report.second_factor) == (at, b"", "")
    assert not place.exists()
    assert not StoredKey.objects.filter(report=report).exists()
    assert not report.identifiers.exists()
    assert not Account.objects.filter(number="D1").exists()
    with pytest.raises(JournalError, match="erased"):
        opened(report)
    assert OpeningRow.objects.filter(report=report.pk).exists()
    sign(SIGNER, at + HOUR)
    after = verify(io.BytesIO(b"".join(file())), [SIGNER.key]).checkpoint
    assert after.size > before.size
    from tests.integration.server.world_portal import browser

    page = let_in(browser(), code)
    assert "Your report was erased" in page


def test_what_is_held_is_waited_for_and_the_reporter_is_told_why() -> None:
    from clawback.server.casework.models import Hold, Report
    from clawback.server.casework.victims.by_code import act_of_reporter
    from clawback.server.casework.victims.erasing import ask_erasure

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    report = Report.objects.get(pk=claim.report_id)
    ask_erasure(act_of_reporter(report, NOON), report.pk)
    Report.objects.filter(pk=report.pk).update(state="withdrawn")  # over, while its hold goes on
    ask_erasure(act_of_reporter(report, NOON), report.pk)
    assert report.messages.filter(kind="to-be-erased").exists()
    run(NOON + timedelta(hours=47))
    assert Report.objects.get(pk=report.pk).erased_at is None
    run(NOON + timedelta(hours=49))
    assert Hold.objects.get(pk=hold.pk).state == "ended"
    assert Report.objects.get(pk=report.pk).erased_at is not None


def test_a_report_that_is_over_is_kept_for_the_profile_s_period() -> None:
    from clawback.server.casework.models import Report
    from clawback.server.casework.victims.rejecting import reject_report

    world = make_world()
    (claim,) = reported(world)
    reject_report(world.act("intake"), claim.report_id, "regret")
    run(NOON + timedelta(days=364))
    assert Report.objects.get(pk=claim.report_id).erased_at is None
    run(NOON + timedelta(days=366))
    assert Report.objects.get(pk=claim.report_id).erased_at is not None


def test_a_report_that_is_worked_on_is_kept_and_erased_when_it_ends() -> None:
    from clawback.server.casework.models import Report
    from clawback.server.casework.victims.by_code import act_of_reporter
    from clawback.server.casework.victims.rejecting import reject_report

    world = make_world()
    client, code, report = reported_by_web(world)
    let_in(client, code, WORD)
    client.post("/status/erase/")
    page = client.get("/status/").content.decode()
    assert "You asked us to erase your report." in page
    assert "kept while it is worked on" in page
    at = clock.now()
    reject_report(world.act("intake", at), report.pk, "regret")
    run(at)
    assert Report.objects.get(pk=report.pk).erased_at == at
    assert act_of_reporter(report, at).who == f"reporter/{report.pk}"


def test_a_new_master_key_wraps_every_report_key_and_the_old_one_opens_none() -> None:
    from django.conf import settings

    from clawback.journal.encryption import Keyring, WrappedKey
    from clawback.server.casework.models import Report, StoredKey
    from clawback.server.casework.sealing import keyring, opened
    from clawback.server.casework.victims.rotating import rotate

    world = make_world()
    aside = settings.CLAWBACK_FOLDER.path / "keys" / "master.aside"
    old = keyring()
    reports = [reported(world)[0].report for _ in range(3)]
    sealed = {each.pk: bytes(each.told) for each in reports}
    name, count = rotate()
    assert (name, count) != (old.current, 0)
    assert count == 3
    assert set(StoredKey.objects.values_list("master", flat=True)) == {name}
    for report in Report.objects.all():
        assert opened(report)["name"] == "A. Victim"
        assert bytes(report.told) == sealed[report.pk]
    row = StoredKey.objects.latest("pk")
    wrapped = WrappedKey(report=str(row.pk), master=row.master, data=bytes(row.data))
    with pytest.raises(JournalError, match="is not here"):
        Keyring({old.current: bytes(32)}, old.current).unwrap(str(row.pk), wrapped)
    reported(world)
    assert StoredKey.objects.latest("pk").master == name
    (settings.CLAWBACK_FOLDER.path / "keys" / "master.key").rename(aside)
    assert opened(Report.objects.latest("pk"))["name"] == "A. Victim"
    assert keyring().current == name
    aside.rename(settings.CLAWBACK_FOLDER.path / "keys" / "master.key")
    again, further = rotate()
    assert (again != name, further) == (True, 4)


def test_a_new_master_key_wraps_the_keys_of_what_holders_say_too() -> None:
    from django.conf import settings

    from clawback.server.casework.models import NoticeKey
    from clawback.server.casework.redress.reviewing import open_words
    from clawback.server.casework.victims.rotating import rotate

    world = make_world()
    case, (claim,) = in_case(world)
    (code,) = given(world, placed(world, case, claim))
    made = objected(code)
    name, count = rotate()
    assert (NoticeKey.objects.get().master, count) == (name, 2)
    first = settings.CLAWBACK_FOLDER.path / "keys" / "master.key"
    aside = first.rename(first.with_suffix(".aside"))
    assert open_words(world.act("reviewer"), made.pk)["words"] == "It is my rent."
    aside.rename(first)


def test_a_rotation_that_was_cut_short_goes_on_with_the_key_it_made() -> None:
    from django.conf import settings

    from clawback.server.casework.models import StoredKey
    from clawback.server.casework.sealing import next_master
    from clawback.server.casework.victims.rotating import rotate

    world = make_world()
    reported(world)
    made = next_master(settings.CLAWBACK_FOLDER)  # and killed before anything was wrapped
    assert rotate() == (made, 1)
    assert StoredKey.objects.get().master == made


def test_the_command_rotates_where_a_database_is_named(database: str) -> None:
    import os
    import subprocess
    import sys

    from clawback.server.casework.models import StoredKey

    reported(make_world())
    before = StoredKey.objects.get().master
    run_it = [sys.executable, "-c", "from clawback.cli import main; main()", "keys", "rotate"]
    done = subprocess.run(
        run_it, env={**os.environ, "DATABASE_URL": database}, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("Wrapped 1 keys of reports and notices with master-")
    assert StoredKey.objects.get().master != before
