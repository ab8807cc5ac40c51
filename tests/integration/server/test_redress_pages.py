"""The pages of redress as browsers get them: the holder's, the agent's, the reviewer's, the regulator's."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from clawback import clock
from tests.integration.server.pages_world import words_of
from tests.integration.server.world import World, drafted, in_case, make_world, member, placed
from tests.integration.server.world_redress import given, objected, placed_under, sent

pytestmark = pytest.mark.usefixtures("database")
UNKNOWN = "1234 5678 1234 5678"


def browser(world: World | None = None, person: str = "") -> Client:
    made = Client(headers={"host": "localhost"})
    if world is not None:
        made.post("/sign-in/", {"member": world.people[person].pk})
    return made


def held(world: World, **changes: object) -> object:
    case, (claim,) = in_case(world, at=clock.now())
    return placed(world, case, claim, at=clock.now(), **changes)


def page(client: Client, address: str, said: dict[str, object] | None = None, status: int = 200) -> str:
    found = client.get(address) if said is None else client.post(address, said, follow=True)
    assert (address, found.status_code) == (address, status)
    return found.content.decode()


def without_tokens(answer: object) -> str:
    """A page but for its form's token, which is drawn anew each time."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=")\w+', r"\1", answer.content.decode())


def test_a_holder_reads_their_notice_objects_and_reads_the_decision() -> None:
    from clawback.server.casework.models import Objection
    from clawback.server.casework.redress.reviewing import decide_objection

    world = make_world()
    hold = held(world)
    (code,) = given(world, hold, at=clock.now())
    holder = browser()
    assert "never ask for this code" in page(holder, "/notice/")
    shown = page(holder, "/notice/", {"code": code})
    assert "came into your account that was reported as taken by a scam" in shown, "why exactly this much"
    assert "1,000.00" in shown
    assert "art. 1" in shown
    assert "a court; this demo has none" in shown
    assert "South Bank" not in shown
    assert code not in shown
    refused = page(holder, "/notice/objection/", {"words": " ", "helper": "Aunt Ada", "language": "es"})
    assert 'value="Aunt Ada"' in refused
    said = {"words": "It is my rent.", "helper": "Aunt Ada", "language": "es", "wants_help": "yes"}
    assert "It is being looked at." in page(holder, "/notice/objection/", said)
    made = Objection.objects.get()
    assert (made.language, made.wants_help, made.holder) == ("es", True, 1)
    decide_objection(
        world.act("reviewer", clock.now()), made.pk, "partly uphold", "The rent is yours.", 40_000
    )
    shown = page(holder, "/notice/")
    assert "The rent is yours." in shown
    assert "400.00" in shown
    page(holder, "/notice/leave/", {})
    assert "The rent is yours." not in page(holder, "/notice/")


def test_the_session_keeps_no_code_and_the_address_none() -> None:
    world = make_world()
    (code,) = given(world, held(world), at=clock.now())
    holder = browser()
    answer = holder.post("/notice/", {"code": code})
    assert (answer.status_code, answer.headers["location"]) == (302, "/notice/")
    assert answer.headers["cache-control"].startswith("max-age=0")
    kept = repr(dict(holder.session.items()))
    assert code not in kept
    assert code.replace(" ", "") not in kept


def test_a_withheld_notice_answers_to_the_byte_as_a_code_that_never_was() -> None:
    from clawback.server.casework.redress.giving import make_codes
    from clawback.server.casework.redress.withholding import delay_notice

    world = make_world()
    hold = held(world)
    (code,) = make_codes(world.act("responder", clock.now()), hold.notice.pk)
    inside = browser()
    assert "1,000.00" in page(inside, "/notice/", {"code": code})
    until = clock.now() + timedelta(days=2)
    delay_notice(world.act("approver", clock.now()), hold.pk, until, "court", "Order 12/26")
    withheld, unknown = (browser().post("/notice/", {"code": each}) for each in (code, UNKNOWN))
    assert withheld.status_code == unknown.status_code == 200
    assert without_tokens(withheld) == without_tokens(unknown)
    assert withheld.headers.keys() == unknown.headers.keys()
    # Who was inside is outside again, and sees what a stranger sees.
    assert without_tokens(inside.get("/notice/")) == without_tokens(browser().get("/notice/"))
    assert inside.get("/notice/objection/").headers["location"] == "/notice/"


def test_a_withheld_code_asks_the_database_what_an_unknown_one_asks() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from clawback.server.casework.redress.giving import make_codes
    from clawback.server.casework.redress.withholding import delay_notice

    world = make_world()
    hold = held(world)
    (code,) = make_codes(world.act("responder", clock.now()), hold.notice.pk)
    until = clock.now() + timedelta(days=2)
    delay_notice(world.act("approver", clock.now()), hold.pk, until, "court", "Order 12/26")
    asked = []
    for each in (code, UNKNOWN):
        with CaptureQueriesContext(connection) as queries:
            browser().post("/notice/", {"code": each})
        asked.append([re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries.captured_queries])
    assert asked[0] == asked[1]


def test_guessing_is_slowed_down_on_the_page() -> None:
    holder = browser()
    for _ in range(5):
        page(holder, "/notice/", {"code": UNKNOWN})
    assert "Wait a minute" in page(holder, "/notice/", {"code": UNKNOWN}, status=429)


def test_the_holder_s_pages_speak_chinese() -> None:
    world = make_world()
    (code,) = given(world, held(world), at=clock.now())
    holder = browser()
    holder.post("/language/setlang/", {"language": "zh-hans", "next": "/notice/"})
    shown = page(holder, "/notice/", {"code": code})
    assert "金额依据" in shown
    assert "谨防来电诈骗" in shown


def test_the_agent_prints_letters_once_and_says_when_they_were_given() -> None:
    from clawback.server.casework.models import Notice

    world = make_world()
    hold = held(world)
    agent = browser(world, "responder")
    address = f"/holds/{hold.pk}/notice/"
    assert "The holder is to be told." in page(agent, address)
    assert "At least" in page(agent, address, {"do": "codes", "holders": "2", "balance": "10.00"})
    letters = page(agent, address, {"do": "codes", "holders": "2", "balance": "1,500.00"})
    codes = re.findall(r"<b>(\d{4} \d{4} \d{4} \d{4})</b>", letters)
    assert len(codes) == 4
    assert len(set(codes)) == 2
    assert "止付通知书" in letters
    assert letters.count("500.00") >= 4
    again = page(agent, address)
    assert re.findall(r"<li>Holder (\d)", again) == ["1", "2"]
    assert not any(code in again for code in codes)
    page(agent, address, {"do": "given", "holder": "1"})
    assert "Every holder was told." in page(agent, address, {"do": "given", "holder": "2"})
    assert Notice.objects.get().state == "given"
    said = {"do": "record", "holder": "2", "words": "By telephone.", "language": "en"}
    assert "The objection is with a reviewer." in page(agent, address, said)


def test_an_overdue_notice_is_red() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.clocks.running import run_due

    world = make_world()
    hold = held(world)
    run_due(VERBS, clock.now() + timedelta(days=1))
    shown = page(browser(world, "responder"), f"/holds/{hold.pk}/notice/")
    assert re.search(r'class="risk-text"><b>▲ The holder was not told in time', shown)


def test_each_decision_about_a_notice_has_its_form() -> None:
    from clawback.server.casework.models import Account, Notice, ValueGiven

    world = make_world()
    hold = held(world)
    address = f"/holds/{hold.pk}/notice/"
    agent, approver = browser(world, "responder"), browser(world, "approver")
    page(agent, address, {"do": "value", "value": "A used car."})
    page(agent, address, {"do": "flag", "guarded": "yes"})
    assert Account.objects.get(pk=hold.request.account_id).guarded
    number = ValueGiven.objects.get().pk
    shown = page(approver, address, {"do": "set aside", "number": number, "reasons": "It was not."})
    assert "It was not." in shown
    until = (clock.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    said = {"do": "delay", "ordered_by": "court", "order": "Order 12/26", "until": until}
    assert "The holder may not be told." in page(approver, address, said)
    assert Notice.objects.get().state == "withheld"
    assert approver.post(address, {"do": "sing"}).status_code == 404


def test_who_may_not_see_a_hold_sees_no_notice_of_it() -> None:
    world = make_world()
    hold = held(world)
    address = f"/holds/{hold.pk}/notice/"
    page(browser(world, "other responder"), address, status=404)
    page(browser(world, "administrator"), address, status=404)
    assert browser().get(address).headers["location"] == "/sign-in/"
    page(browser(world, "responder"), "/holds/999/notice/", status=404)


def test_a_reviewer_reads_and_decides() -> None:
    from clawback.server.casework.models import Hold
    from clawback.server.record.models import EntryRow

    world = make_world()
    (code,) = given(world, held(world), at=clock.now())
    made = objected(code, clock.now(), words="It is my rent.", wants_help=True)
    reviewer = browser(world, "reviewer")
    assert str(made) in page(reviewer, "/objections/")
    address = f"/objections/{made.pk}/"
    shown = page(reviewer, address)
    assert "It is my rent." not in shown
    assert "Offer a referral" in shown
    assert "It is my rent." in page(reviewer, address, {"do": "open"})
    assert EntryRow.objects.filter(verb="open", subject=f"objection/{made.pk}").count() == 1
    said = {"outcome": "partly uphold", "amount": "2,000.00", "reasons": "A reason that stays."}
    refused = page(reviewer, address, said)
    assert "A reason that stays." in refused
    assert 'value="2,000.00"' in refused
    page(reviewer, address, {**said, "amount": "250.00"})
    assert Hold.objects.get().in_force == 75_000
    assert str(made) not in page(reviewer, "/objections/")


def test_a_holder_sends_files_and_the_reviewer_opens_them_on_record() -> None:
    from django.conf import settings
    from django.core.files.uploadedfile import SimpleUploadedFile

    from clawback.server.casework.models import ObjectionFile, Opening
    from clawback.server.record.models import EntryRow

    world = make_world()
    first, second = given(world, held(world), holders=2, at=clock.now())

    def send(client: Client, name: str, data: bytes) -> str:
        return page(client, "/notice/files/", {"file": SimpleUploadedFile(name, data)})

    holder, other = browser(), browser()
    for client, code in ((holder, first), (other, second)):
        page(client, "/notice/", {"code": code})
    assert "This cannot be done now" in send(holder, "a.txt", b"too early")
    page(holder, "/notice/objection/", {"words": "It is my rent."})
    assert "We have the file." in send(holder, "../=lease.csv", b"=1+1,secret lease")
    assert "We cannot take this file" in send(holder, "a.pdf", b"%PDF-1.7\n1 0 obj")
    assert "at most 10 MiB" in send(holder, "a.txt", b"a" * (11 * 1024 * 1024))
    assert "Choose a file first" in page(holder, "/notice/files/", {})
    file = ObjectionFile.objects.get()
    place = settings.CLAWBACK_FOLDER.path / "files" / file.place[:2] / file.place
    assert b"secret lease" not in place.read_bytes()
    assert place.stat().st_mode & 0o777 == 0o600
    assert b"lease" not in bytes(file.sealed_name)
    own = holder.get(f"/notice/files/{file.pk}/")
    assert own.content == b"=1+1,secret lease"
    assert own.headers["content-disposition"] == 'attachment; filename="=lease.csv.txt"'
    assert "=lease.csv" in page(holder, "/notice/")
    page(other, f"/notice/files/{file.pk}/", status=404)
    assert "=lease.csv" not in page(other, "/notice/")
    assert browser().get(f"/notice/files/{file.pk}/").status_code == 302
    reviewer, address = browser(world, "reviewer"), f"/objections/{file.objection_id}/"
    assert f'action="{address}files/{file.pk}/"' in page(reviewer, address)
    got = reviewer.post(f"{address}files/{file.pk}/")
    assert (got.content, got.headers["x-content-type-options"]) == (b"=1+1,secret lease", "nosniff")
    assert Opening.objects.get(kind="file", subject=file.pk).member_id == world.people["reviewer"].pk
    assert EntryRow.objects.filter(verb="open", subject=f"objectionfile/{file.pk}").count() == 1
    page(browser(world, "auditor"), f"{address}files/{file.pk}/", {})
    assert Opening.objects.filter(kind="file").count() == 1, "who only sees that there is one opens none"
    assert browser(world, "analyst").post(f"{address}files/{file.pk}/").status_code == 404


def test_a_holder_who_was_forced_is_offered_a_referral_first() -> None:
    from clawback.server.casework.models import Objection, Referral
    from clawback.server.casework.redress.helping import draft_holder_referral
    from clawback.server.casework.refusals import FactsWrong
    from clawback.server.casework.waiting import waiting_for
    from clawback.server.people.models import Organisation
    from clawback.server.people.refusals import NotAllowed
    from clawback.server.record.models import EntryRow

    world = make_world()
    body = Organisation.objects.create(kind="support", code="s", name="Safe Harbour", jurisdiction="demo")
    abroad = Organisation.objects.create(kind="support", code="a", name="Abroad", jurisdiction="sg")
    world.people["worker"] = member(body, "support-worker")
    (code,) = given(world, held(world), at=clock.now())
    holder = browser()
    page(holder, "/notice/", {"code": code})
    said = {"words": "They kept my passport.", "wants_help": "yes", "contact": "00 555 0100, at noon"}
    assert "Somebody will offer it to you" in page(holder, "/notice/objection/", said)
    made = Objection.objects.get()
    reviewer, address = browser(world, "reviewer"), f"/objections/{made.pk}/"
    shown = page(reviewer, address)
    assert shown.index("Draft the referral") < shown.index("Why it is held"), "help comes first"
    assert "Abroad" not in shown
    assert "00 555 0100, at noon" in page(reviewer, address, {"do": "open"})
    needs = "Call at noon; they kept the passport."
    refused = page(reviewer, address, {"do": "refer", "to": abroad.pk, "needs": needs})
    assert needs in refused
    page(reviewer, address, {"do": "refer", "to": body.pk, "needs": needs})
    referral = Referral.objects.get()
    assert (referral.state, referral.organisation, referral.report) == ("drafted", world.centre, None)
    assert b"passport" not in bytes(referral.told)
    with pytest.raises(FactsWrong, match="already"):
        draft_holder_referral(world.act("reviewer", clock.now()), made.pk, body.pk, "again")
    with pytest.raises(NotAllowed):
        draft_holder_referral(world.act("approver", clock.now()), made.pk, body.pk, "I placed the hold.")

    ours = f"/referrals/{referral.pk}/"
    involved, apart = browser(world, "approver"), browser(world, "second approver")
    assert "only those read it who had no part in the hold" in words_of(involved, ours)
    assert "passport" not in page(involved, ours, {})
    page(browser(world, "analyst"), ours, status=404)
    page(browser(world, "worker"), ours, status=404)
    assert "passport" in page(apart, ours, {})
    for client in (reviewer, involved):
        client.post(f"{ours}approve/")
    assert Referral.objects.get().state == "drafted", "neither its drafter nor who had a part in the hold"
    waits = [(each.verb, each.number) for each in waiting_for(world.act("second approver", clock.now()).by)]
    assert ("approve", referral.pk) in waits
    apart.post(f"{ours}approve/")
    reviewer.post(f"{ours}send/")
    assert Referral.objects.get().state == "approved", "nobody noted a consent"
    reviewer.post(f"{ours}consent/", {"who": "reporter", "how": "in writing"})
    assert Referral.objects.get().consent_how == "", "there is no reporter in it"
    reviewer.post(f"{ours}consent/", {"who": "holder", "how": "in writing"})
    assert "holder · in writing" in words_of(reviewer, ours)
    reviewer.post(f"{ours}send/")
    assert "Safe Harbour was asked to help you." in words_of(holder, "/notice/")
    worker = browser(world, "worker")
    assert f"Referral {referral.pk}" in words_of(worker, "/referrals/")
    assert needs in page(worker, ours, {})
    page(worker, address, status=404)
    worker.post(f"{ours}accept/", {"words": "met"})
    assert Referral.objects.get().state == "accepted"
    assert EntryRow.objects.filter(verb="open", subject=f"referral/{referral.pk}").count() == 2
    page(browser(world, "responder"), ours, status=404)


def test_an_objection_has_at_most_twenty_files_and_none_once_it_is_over() -> None:
    from clawback.server.casework.models import ObjectionFile
    from clawback.server.casework.redress.reviewing import decide_objection
    from clawback.server.casework.refusals import FactsWrong, NoSuchRecord

    world = make_world()
    (code,) = given(world, held(world), at=clock.now())
    made = objected(code, clock.now())
    for number in range(19):
        ObjectionFile.objects.create(
            objection=made, kind="txt", size=1, place=f"{number}", sealed_name=b"", sent_at=made.made_at
        )
    sent(code, at=clock.now())
    with pytest.raises(FactsWrong):
        sent(code, at=clock.now())
    decide_objection(world.act("reviewer", clock.now()), made.pk, "dismiss", "We looked.")
    with pytest.raises(NoSuchRecord):
        sent(code, at=clock.now())


def test_only_reviewers_have_the_objections() -> None:
    world = make_world()
    (code,) = given(world, held(world), at=clock.now())
    made = objected(code, clock.now())
    for person in ("analyst", "approver", "responder", "administrator"):
        client = browser(world, person)
        page(client, "/objections/", status=404)
        page(client, f"/objections/{made.pk}/", status=404)
    assert "objection" in page(browser(world, "reviewer"), "/")
    assert "objection" not in page(browser(world, "analyst"), "/")


def test_a_regulator_sees_counts_and_no_people() -> None:
    from clawback.server.casework.answering import refuse_request
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.requesting import approve_request
    from clawback.server.clocks.running import run_due
    from clawback.server.people.models import Organisation
    from tests.integration.server.world import transfer

    world = make_world()
    regulator = Organisation.objects.create(kind="regulator", code="r", name="Regulator", jurisdiction="demo")
    world.people["regulator"] = member(regulator, "auditor")
    at = clock.now()
    case, claims = in_case(world, transfer(), transfer(creditor="C2"), at=at)
    requests = [drafted(world, case, claim, at=at) for claim in claims]
    for request in requests:
        approve_request(world.act("approver", at), request.pk)
    refuse_request(world.act("responder", at), requests[0].pk, "beyond-the-basis")
    run_due(VERBS, at + timedelta(days=1))
    shown = words_of(browser(world, "regulator"), "/regulator/silent/")
    assert "North Bank" in shown
    assert str(requests[0]) in shown
    assert "demo/hold" in shown
    assert world.people["responder"].name not in shown
    assert "C2" not in shown
    ours = page(browser(world, "auditor"), "/regulator/silent/")
    assert "Agents that let a time pass" not in ours
    assert "Centre" in ours
    page(browser(world, "analyst"), "/regulator/silent/", status=404)


def test_the_panel_says_what_may_be_known_here() -> None:
    from clawback.server.pages.redress.panel import redress_panel

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed_under(world, case, claim, "silent-hold")
    panel = redress_panel(world.act("responder"), hold)
    assert panel is not None
    assert panel["notice"].state == "withheld"
    assert redress_panel(world.act("other responder"), hold) is None


def test_the_panel_is_a_part_of_the_hold_s_page() -> None:
    from django.template.loader import render_to_string

    from clawback.server.pages.panels import HOLD_PANELS

    world = make_world()
    hold = held(world)
    (code,) = given(world, hold, at=clock.now())
    made = objected(code, clock.now())
    (panel,) = [each for each in HOLD_PANELS if each.template == "pages/redress/panel.html"]
    shown = render_to_string(panel.template, panel.build(world.act("reviewer", clock.now()), hold))
    assert f'href="/objections/{made.pk}/"' in shown
    assert "Every holder was told." in shown


def test_the_case_says_at_which_step_an_agent_s_silence_is_and_what_follows_a_refusal() -> None:
    from django.template.loader import render_to_string

    from clawback.server.casework.answering import refuse_request
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.requesting import approve_request
    from clawback.server.clocks.running import run_due
    from clawback.server.pages.redress.answers import answers_panel
    from clawback.server.people.models import Organisation
    from tests.integration.server.world import transfer

    world = make_world()
    Organisation.objects.filter(pk=world.bank.pk).update(second_contact="duty desk, +00 555 0100")
    at = clock.now()
    case, claims = in_case(world, transfer(), transfer(creditor="C2"), at=at)
    assert answers_panel(world.act("analyst", at), case) is None
    for claim in claims:
        approve_request(world.act("approver", at), drafted(world, case, claim, at=at).pk)
    refuse_request(world.act("responder", at), case.hold_requests.order_by("pk")[0].pk, "no-funds")
    run_due(VERBS, at + timedelta(hours=18))
    later = at + timedelta(hours=20)
    shown = render_to_string("pages/redress/answers.html", answers_panel(world.act("analyst", later), case))
    assert "ask for the account&#x27;s statement" in shown
    assert "put to the second contact" in shown
    assert "duty desk, +00 555 0100" in shown
    assert answers_panel(world.act("responder", later), case) is None


def test_letters_are_not_made_again_once_a_holder_has_objected() -> None:
    from clawback.server.casework.redress.giving import make_codes
    from clawback.server.casework.refusals import NoticeGiven

    world = make_world()
    notice = held(world).notice
    (code,) = make_codes(world.act("responder", clock.now()), notice.pk)
    objected(code, clock.now())
    with pytest.raises(NoticeGiven):
        make_codes(world.act("responder", clock.now()), notice.pk)
