"""The pages of statements and of the trace, as a browser gets them: what each side sees, and never more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.integration.server.pages_world import words_of
from tests.integration.server.world import World, in_case, make_world, placed, transfer
from tests.integration.server.world_statements import START, answer, asked, confirmed, csv_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from clawback.server.casework.models import Case, Claim, StatementRequest

pytestmark = pytest.mark.usefixtures("database")

CREDIT = ("K1", 0.0, "south/D1", "north/C1", 100_000)
OUT = ("K2", 1.0, "north/C1", "south/E9", 150_000)


def browser_of(world: World, person: str) -> Client:
    browser = Client(headers={"host": "localhost"})
    browser.post("/sign-in/", {"member": world.people[person].pk})
    return browser


def answered() -> tuple[World, Case, Claim, StatementRequest]:
    """Both agents answered: the first account's with entries of its holder's own."""
    world = make_world()
    case, (claim,) = in_case(world)
    confirmed(world, claim)
    placed(world, case, claim)
    request = asked(world, case, claim)
    answer(world, request, CREDIT, ("WAGE-8", 0.5, "river/WAGES", "north/C1", 77_701), OUT, opening=12_345)
    return world, case, claim, request


def upload(browser: Client, request: StatementRequest, data: bytes, **said: str) -> HttpResponse:
    typed = {
        "kind": "entries",
        "opening": "0",
        "closing": "1000.00",
        "begins_at": request.begins_at.strftime("%Y-%m-%dT%H:%M:%S"),
        "ends_at": (START + timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M:%S"),
        **said,
    }
    file = SimpleUploadedFile("my bank.csv", data)
    return browser.post(f"/statement-requests/{request.pk}/answer/", {**typed, "file": file})


def test_the_trace_shows_the_picture_the_accounts_and_one_button_a_step() -> None:
    world, case, _, request = answered()
    browser = browser_of(world, "analyst")
    page = browser.get(f"/cases/{case.pk}/trace/").content.decode()
    assert "<svg" in page
    assert "style=" not in page
    for text in ("north:C1", "south:E9", "Draft a statement request", f"/statement-requests/{request.pk}/"):
        assert text in page
    assert "WAGES" not in page


def test_a_step_is_drafted_by_its_button() -> None:
    from clawback.server.casework.models import Account, StatementRequest

    world, case, _, _ = answered()
    further = Account.objects.get(number="E9")
    browser = browser_of(world, "analyst")
    done = browser.post(f"/cases/{case.pk}/trace/draft/", {"account": further.pk, "kind": "statement"})
    made = StatementRequest.objects.get(account=further)
    assert done.headers["location"] == f"/statement-requests/{made.pk}/"
    again = browser.post(
        f"/cases/{case.pk}/trace/draft/", {"account": "not a number", "kind": "statement"}, follow=True
    )
    assert "does not propose this any more" in again.content.decode()


def test_an_agent_answers_on_its_page() -> None:
    world = make_world()
    case, (claim,) = in_case(world)
    request = asked(world, case, claim)
    browser = browser_of(world, "responder")
    page = browser.get(f"/statement-requests/{request.pk}/").content.decode()
    assert "north:C1" in page
    assert "C-" not in page, "which case it is for is no matter of the agent"
    done = upload(browser, request, csv_of(CREDIT))
    assert (done.status_code, done.headers["location"]) == (302, f"/statement-requests/{request.pk}/")
    request.refresh_from_db()
    assert request.state == "answered"


def test_errors_come_by_row_and_what_was_typed_stays() -> None:
    from clawback.server.casework.models import Statement

    world = make_world()
    case, (claim,) = in_case(world)
    request = asked(world, case, claim)
    lines = csv_of(CREDIT, *[(f"N{n}", 1.0, "north/C1", "south/E9", 100) for n in range(3_000)]).splitlines()
    lines[6] = lines[6].replace(b"1.00", b"1,000.00")
    lines[2_000] = lines[2_000].replace(b"T10:", b"T99:")
    found = upload(
        browser_of(world, "responder"), request, b"\n".join(lines), opening="12.30", closing="<b>9"
    )
    page = found.content.decode()
    assert found.status_code == 422
    assert 'value="12.30"' in page
    assert 'value="&lt;b&gt;9"' in page
    found = upload(browser_of(world, "responder"), request, b"\n".join(lines), opening="12.30")
    page = found.content.decode()
    assert (found.status_code, Statement.objects.count()) == (422, 0)
    assert 'value="12.30"' in page
    for text in ("line 7", "line 2001", "Rows that cannot be read"):
        assert text in page


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x1f\x8b\x08\x00", "packed"),
        (b"PK\x03\x04", "packed"),
        (b"transfer_id;amount\n1;2\n", "commas"),
        (b"", "empty"),
        (b"\xff\xfet\x00", "UTF-16"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "cannot be read"),
        (b"transfer_id,settled_at\n\x00\xff\n", "missing"),
    ],
)
def test_what_is_no_statement_is_refused_with_words(data: bytes, why: str) -> None:
    world = make_world()
    case, (claim,) = in_case(world)
    request = asked(world, case, claim)
    found = upload(browser_of(world, "responder"), request, data)
    assert found.status_code == 422
    assert why in found.content.decode()


def test_a_file_that_is_too_large_is_not_read() -> None:
    world = make_world()
    case, (claim,) = in_case(world)
    request = asked(world, case, claim)
    found = upload(browser_of(world, "responder"), request, b" " * (5 * 1024 * 1024 + 1))
    assert found.status_code == 422
    assert "larger than 5 MiB" in found.content.decode()


def test_too_many_entries_are_refused() -> None:
    from clawback.server.casework.refusals import StatementTooLarge
    from clawback.server.casework.statements.reading import Asked, read_upload

    head, *_ = csv_of().splitlines()
    rows = b"\n".join(
        b"%d,2026-11-24T09:00:00Z,north,C1,south,E9,1.00,EUR,transfer" % n for n in range(50_001)
    )
    with pytest.raises(StatementTooLarge, match="50001 entries"):
        read_upload("a.csv", head + b"\n" + rows, Asked(account=("north", "C1"), currency="EUR", zone=None))


def test_one_agent_never_sees_the_other_s_balances_or_entries() -> None:
    from clawback.server.casework.models import Account, StatementRequest

    world, case, claim, first = answered()
    second = asked(world, case, claim, Account.objects.get(number="E9").pk)
    answer(
        world,
        second,
        *(("L1", 1.0, "north/C1", "south/E9", 150_000), ("OWN-7", 1.5, "river/OTHER", "south/E9", 88_802)),
        opening=54_321,
        person="other responder",
    )
    secrets = {"responder": ("888.02", "543.21", "OWN-7"), "other responder": ("777.01", "123.45", "WAGE-8")}
    urls = [f"/cases/{case.pk}/trace/", "/"]
    urls += [f"/statement-requests/{each.pk}/" for each in StatementRequest.objects.all()]
    urls += [f"/statement-requests/{each.pk}/template.csv" for each in StatementRequest.objects.all()]
    for person, words in secrets.items():
        browser = browser_of(world, person)
        codes = {}
        for url in urls:
            found = browser.get(url)
            codes[url] = found.status_code
            assert [word for word in words if word in found.content.decode()] == []
        own, other = (first, second) if person == "responder" else (second, first)
        assert codes[f"/statement-requests/{own.pk}/"] == 200
        assert codes[f"/statement-requests/{other.pk}/"] == 404
        assert codes[f"/cases/{case.pk}/trace/"] == 404
        assert browser.post(f"/statement-requests/{other.pk}/refuse/").status_code == 404
        assert upload(browser, other, csv_of(CREDIT)).status_code == 404


def test_nobody_and_those_without_a_role_find_nothing() -> None:
    world, case, _, request = answered()
    for person in ("intake", "administrator", None):
        browser = browser_of(world, person) if person else Client(headers={"host": "localhost"})
        for url in (f"/cases/{case.pk}/trace/", f"/statement-requests/{request.pk}/", "/surpluses/1/"):
            assert browser.get(url).status_code == (404 if person else 302), "nobody is sent to sign in"


def test_an_approver_decides_about_a_surplus_on_the_page() -> None:
    from clawback.server.casework.models import Surplus

    world, case, _, _ = answered()
    row = Surplus.objects.get()
    browser = browser_of(world, "approver")
    page = browser.get(f"/surpluses/{row.pk}/", follow=True).content.decode()
    assert "more than the evidence bears" in page
    told = browser.post(f"/surpluses/{row.pk}/decide/", {"decision": "keep", "reason": ""}, follow=True)
    assert "needs reasons" in told.content.decode()
    browser.post(f"/surpluses/{row.pk}/decide/", {"decision": "release"})
    row.refresh_from_db()
    assert row.state == "released"
    assert "more than the evidence bears" not in browser.get(f"/cases/{case.pk}/trace/").content.decode()


def test_what_a_newer_answer_says_otherwise_is_shown_to_both_sides() -> None:
    world, _, _, request = answered()
    answer(world, request, CREDIT, ("K2", 1.0, "north/C1", "south/E9", 149_000), opening=12_345)
    for person in ("responder", "approver"):
        page = browser_of(world, person).get(f"/statement-requests/{request.pk}/").content.decode()
        assert "What the newest says otherwise" in page
        assert "1,490.00" in page
        assert "replaced" in page


def test_the_csv_to_fill_in_is_read_again_and_holds_no_formula() -> None:
    from clawback.server.casework.models import Account

    world = make_world()
    case, (claim,) = in_case(world)
    request = asked(world, case, claim)
    browser = browser_of(world, "responder")
    found = browser.get(f"/statement-requests/{request.pk}/template.csv")
    assert "attachment" in found.headers["content-disposition"]
    assert upload(browser, request, found.content).status_code == 302
    Account.objects.filter(pk=claim.creditor_account_id).update(number="=SUM(A1)")
    text = browser.get(f"/statement-requests/{request.pk}/template.csv").content.decode()
    assert ",'=SUM(A1)," in text


def test_the_request_is_a_file_too_by_which_agents_ask_one_another() -> None:
    from tests.unit.returning.schemas import errors_of

    world = make_world()
    case, (claim,) = in_case(world)
    confirmed(world, claim)
    request = asked(world, case, claim)
    address = f"/statement-requests/{request.pk}/camt.060/"
    agent = Client(headers={"host": "localhost"})
    agent.post("/sign-in/", {"member": world.people["responder"].pk})
    assert address in agent.get(f"/statement-requests/{request.pk}/").content.decode()
    found = agent.get(address)
    assert found.headers["content-disposition"] == f'attachment; filename="clawback-{request}-camt.060.xml"'
    assert errors_of(found.content, "camt.060.001.05") == []
    assert f">CLAWBACK-S{request.pk}<".encode() in found.content
    assert request.account.number.encode() in found.content
    other = Client(headers={"host": "localhost"})
    other.post("/sign-in/", {"member": world.people["other responder"].pk})
    assert other.get(address).status_code == 404


def test_what_waits_is_on_the_home_page_of_whoever_may_do_it() -> None:
    world, _, _, _ = answered()
    assert "surplus" in browser_of(world, "approver").get("/").content.decode()
    assert "proposal" in browser_of(world, "analyst").get("/").content.decode()
    page = browser_of(world, "responder").get("/").content.decode()
    assert "surplus" not in page
    assert "proposal" not in page


def test_the_pages_speak_chinese() -> None:
    world, case, _, request = answered()
    browser = browser_of(world, "analyst")
    browser.post("/language/setlang/", {"language": "zh-hans", "next": "/"})
    page = browser.get(f"/cases/{case.pk}/trace/").content.decode()
    assert "资金现在何处" in page
    assert "现存资金" in page
    assert "账单查询" in browser.get(f"/statement-requests/{request.pk}/").content.decode()


def test_a_claim_of_another_case_is_not_in_the_picture() -> None:
    world = make_world()
    case, (claim,) = in_case(world)
    _, (second,) = in_case(world, transfer(debtor="D2", units=50_000))
    confirmed(world, claim, second)
    answer(
        *(world, asked(world, case, claim), CREDIT),
        *(("K3", 0.0, "south/D2", "north/C1", 50_000), ("K4", 1, "north/C1", "south/E9", 90_000)),
    )
    page = words_of(browser_of(world, "analyst"), f"/cases/{case.pk}/trace/")
    assert "D1" in page
    assert "D2" not in page
