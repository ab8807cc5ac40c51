"""What a reporter's files name is read apart, proposed beside the story, and judged by a person."""

from __future__ import annotations

import json
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.utils.html import strip_tags

from clawback import clock
from tests.integration.server.test_facts_of_a_story import signed_in, story_told
from tests.integration.server.world import make_world
from tests.integration.server.world_files import CHAT, LETTER, MAIL, OF_PICTURES, SENT, a_picture, locked

if TYPE_CHECKING:
    from clawback.server.casework.models import Report, ReportFile
    from tests.integration.server.world import World

pytestmark = pytest.mark.usefixtures("database")


def sent(report: Report, name: str, data: bytes) -> ReportFile:
    from clawback.server.casework.victims.by_code import act_of_reporter
    from clawback.server.casework.victims.files import add_file

    return add_file(act_of_reporter(report, clock.now()), report.pk, name, data)


def read_all_files() -> int:
    """How many the worker's thread reads until none waits."""
    from clawback.server.casework.facts.reader import read_next

    count = 0
    while read_next():
        count += 1
    return count


def keys_in(report: Report) -> dict[str, str]:
    """`kind value` of what is proposed in the files -> its name in the form."""
    from clawback.server.casework.facts.in_files import facts_of_files

    found = [facts for _file, facts in facts_of_files(report) if facts is not None]
    return {f"{each.kind} {each.value}": each.key for facts in found for each in facts.proposed}


def words_of(page: str) -> str:
    """The words that a reader sees."""
    return unescape(strip_tags(page))


def opened_page(world: World, report: Report) -> str:
    return signed_in(world, "intake").post(f"/reports/{report.pk}/story/").content.decode()


def test_each_kind_of_file_is_read_with_its_place_and_nothing_of_it_stands_open() -> None:
    from clawback.server.record.models import EntryRow

    world = make_world()
    report = story_told(world)
    files = [sent(report, name, data) for name, data in SENT.items()]
    closed = words_of(signed_in(world, "intake").get(f"/reports/{report.pk}/").content.decode())
    assert closed.count("facts are being read in it") == len(files)
    assert read_all_files() == len(files)
    for file in files:
        file.refresh_from_db()
        assert file.reading == "read"
        assert b"golden" not in bytes(file.sealed_facts)
    keys = keys_in(report)
    for value in ("handle telegram:gain_master", "phone +447700900777", "iban GB82WEST12345698765432"):
        assert keys[value].endswith(f"-in-{files[0].pk}"), "the chat names it"
    assert keys["url https://golden-mail.example/pay"].endswith(f"-in-{files[1].pk}")
    assert keys["email boss@golden-letter.example"].endswith(f"-in-{files[2].pk}")
    assert keys["domain golden-told.example"].endswith(f"-in-{files[3].pk}")
    page = words_of(opened_page(world, report))
    assert "message 2, Bob" in page
    assert "page 1" in page
    assert f"File {files[0].pk}: chat.txt" in page
    entries = EntryRow.objects.filter(verb="read", subject__startswith="reportfile/")
    assert entries.count() == len(files)
    assert not any("golden" in str(vars(each)) for each in EntryRow.objects.all())


def test_what_is_accepted_of_a_file_links_and_a_correction_is_read_in_its_place() -> None:
    from clawback.server.casework.models import Fact
    from clawback.server.casework.victims.duplicates import linked_by_identifiers
    from clawback.server.casework.victims.reading import identifiers_of

    world = make_world()
    first, second = story_told(world), story_told(world)
    for report in (first, second):
        sent(report, "chat.txt", CHAT)
    read_all_files()
    client = signed_in(world, "intake")
    handle = "handle telegram:gain_master"
    for report in (first, second):
        key = keys_in(report)[handle]
        said = {f"{key}-said": "accepted", f"{key}-role": "other"}
        assert client.post(f"/reports/{report.pk}/facts/", said).status_code == 302
    assert linked_by_identifiers(second) == [first.pk]
    phone = keys_in(first)["phone +447700900777"]
    wrong = {f"{phone}-said": "corrected", f"{phone}-value": "no number", f"{phone}-role": "other"}
    refused = client.post(f"/reports/{first.pk}/facts/", wrong)
    assert refused.status_code == 422
    assert 'value="no number"' in refused.content.decode()
    better = {**wrong, f"{phone}-value": "+44 7700 900778"}
    assert client.post(f"/reports/{first.pk}/facts/", better).status_code == 302
    assert identifiers_of(first)[-1] == ("phone", "+447700900778")
    assert client.post(f"/reports/{first.pk}/facts/", better).status_code == 422, "it was decided"
    other = {key.replace(f"-in-{first.files.get().pk}", "-in-0"): value for key, value in better.items()}
    assert client.post(f"/reports/{first.pk}/facts/", other).status_code == 422, "no such file"
    assert set(Fact.objects.values_list("in_file", flat=True)) == {
        first.files.get().pk,
        second.files.get().pk,
    }


def test_what_cannot_be_read_says_why_and_the_rest_is_read() -> None:
    from django.conf import settings

    world = make_world()
    report = story_told(world)
    files = {
        "locked": sent(report, "locked.pdf", locked(LETTER)),
        "pictures": sent(report, "scan.pdf", OF_PICTURES),
        "broken": sent(report, "odd.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Pages >>\n%%EOF"),
    }
    gone, whole = sent(report, "gone.txt", b"gone"), sent(report, "chat.txt", CHAT)
    (settings.CLAWBACK_FOLDER.path / "files" / gone.place[:2] / gone.place).unlink()
    assert read_all_files() == 5
    for reading, file in files.items():
        file.refresh_from_db()
        assert (file.reading, bytes(file.sealed_facts)) == (reading, b"")
    gone.refresh_from_db()
    whole.refresh_from_db()
    assert (gone.reading, whole.reading) == ("broken", "read")
    page = words_of(opened_page(world, report))
    assert "a password locks it" in page
    assert "it holds pictures alone" in page
    assert "telegram:gain_master" in page
    assert read_all_files() == 0, "none is tried for ever"


def test_a_long_chat_is_read_to_its_end_and_proposes_no_more_than_one_can_judge() -> None:
    from clawback.server.casework.facts.in_files import facts_of_files

    world = make_world()
    report = story_told(world)
    lines = [f"20/11/26, 18:{n % 60:02} - Bob: see https://golden{n}.example/join\n" for n in range(700)]
    last = "20/11/26, 19:00 - Bob: call +44 7700 900999 at 21:15\n"
    sent(report, "chat.txt", "".join([*lines, last]).encode())
    read_all_files()
    ((_file, facts),) = facts_of_files(report)
    assert facts is not None
    assert (facts.whole, facts.more) == (True, 700 * 2 + 1 - 120)
    assert len([each for each in facts.proposed if each.kind == "time"]) == 1, "no stamp of a message"
    assert "more are left out" in words_of(opened_page(world, report))


def test_erasing_a_report_takes_what_was_read_in_its_files_and_what_is_being_read() -> None:
    from clawback.server.casework.facts.reader import read_next
    from clawback.server.casework.models import Fact, Report, ReportFile
    from clawback.server.casework.victims.by_code import act_of_reporter
    from clawback.server.casework.victims.erasing import ask_erasure
    from clawback.server.casework.victims.rejecting import reject_report
    from tests.integration.server.test_erasure import run

    world, at = make_world(), clock.now()
    report = story_told(world)
    sent(report, "chat.txt", CHAT)
    read_all_files()
    key = keys_in(report)["phone +447700900777"]
    said = {f"{key}-said": "accepted", f"{key}-role": "victim"}
    signed_in(world, "intake").post(f"/reports/{report.pk}/facts/", said)
    late = sent(report, "late.txt", CHAT)
    reject_report(world.act("intake", at), report.pk, "regret")
    ask_erasure(act_of_reporter(report, at), report.pk)

    def erased_meanwhile() -> object:
        """The file is read; before what was read is kept, the report is erased."""
        run(at)
        return clock.now()

    assert read_next(erased_meanwhile)  # type: ignore[arg-type]
    assert Report.objects.get(pk=report.pk).erased_at is not None
    assert not ReportFile.objects.filter(pk=late.pk).exists()
    assert not ReportFile.objects.filter(report=report).exists()
    (fact,) = Fact.objects.filter(report=report)
    assert (bytes(fact.sealed), fact.verdict) == (b"", "accepted")


def test_two_workers_read_no_file_twice() -> None:
    from django.db import connection

    from clawback.server.casework.facts.reader import read_next
    from clawback.server.walls import everything

    world = make_world()
    file = sent(story_told(world), "chat.txt", CHAT)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("select pg_try_advisory_lock(%s, %s)", [0x66696C65, file.pk])
            assert not read_next()
            cursor.execute("select pg_advisory_unlock(%s, %s)", [0x66696C65, file.pk])
        assert read_next()
    finally:
        other.close()
    with everything():
        file.refresh_from_db()
    assert file.reading == "read"


def test_a_screenshot_is_read_where_the_extra_is_there_and_stays_in_doubt() -> None:
    from clawback.server.casework.facts.in_files import facts_of_files

    world = make_world()
    report = story_told(world)
    sent(report, "shot.png", a_picture("call +44 7700 900456 now"))
    read_all_files()
    ((_file, facts),) = facts_of_files(report)
    assert facts is not None
    assert [(each.value, each.certain) for each in facts.proposed] == [("+447700900456", False)]


def test_chats_of_telegram_are_read_as_messages() -> None:
    from clawback.server.casework.facts.in_files import facts_of_files

    report = story_told(make_world())
    said = [{"id": 9, "from": "Ann", "date": "2026-11-20T18:05:00", "text": "pay https://golden.example/x"}]
    sent(report, "result.json", json.dumps({"messages": said}).encode())
    read_all_files()
    ((_file, facts),) = facts_of_files(report)
    assert facts is not None
    assert facts.proposed[0].where == "message 9, Ann, 2026-11-20 18:05:00"


def test_mail_in_the_codings_of_other_lands_is_read() -> None:
    """An e-mail is kept as UTF-8, whatever its parts say that they are coded in."""
    report = story_told(make_world())
    sent(
        report, "letter.eml", MAIL.replace(b"utf-8", b"gb2312").replace(b"Pay", "请付款到".encode("gb18030"))
    )
    read_all_files()
    assert "url https://golden-mail.example/pay" in keys_in(report)
