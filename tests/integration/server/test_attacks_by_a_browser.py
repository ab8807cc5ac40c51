"""What a page elsewhere, a spreadsheet or a header could be used for: forged forms, formulas, file names, ways out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from typing import Any

import pytest
from django.test import Client
from django.utils.http import urlencode

from clawback import clock
from tests.integration.server.addresses import ADDRESSES, address
from tests.integration.server.conftest import a_database
from tests.integration.server.pages_world import browser_of
from tests.integration.server.world import World, make_world
from tests.integration.server.world_api import Machine, token
from tests.integration.server.world_portal import WORD, let_in, reported_by_web

MACHINES = ("federation-in", "^")  # what comes there is signed, and no cookie is looked at
OURS = sorted(name for name in ADDRESSES if not name.startswith("api-v1:") and name not in MACHINES)
"""Every address but those of machines, which have no cookie."""

ELSEWHERE = (
    *("https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example"),
    *("https:evil.example", "javascript:alert(1)", "http://localhost@evil.example/", "/\t/evil.example"),
    *(
        "\t//evil.example",
        "data:text/html,x",
        "https://localhost.evil.example/",
        "//localhost:80@evil.example/",
    ),
)
NAMES = (
    *('a"; filename="evil.exe', "a\r\nX-Evil: 1\r\n\r\n<script>", "\u202etxt.exe", "../../../etc/passwd"),
    *(
        "C:\\Windows\\evil.exe",
        "x" * 5_000,
        "=cmd.csv",
        "a;b=c.txt",
        "账单.txt",
        "a%0d%0aX-Evil: 1",
        ".htaccess",
    ),
)


@pytest.fixture(scope="module")
def world(server: Any) -> Iterator[World]:
    with a_database(server):
        yield make_world()


def careful(**headers: str) -> Client:
    """A browser whose forms are asked for their token."""
    return Client(enforce_csrf_checks=True, headers={"host": "localhost", **headers})


def signed_in(world: World, person: str, **headers: str) -> Client:
    browser = careful(**headers)
    browser.force_login(world.people[person].user)
    return browser


def with_token(browser: Client) -> dict[str, str]:
    """The field that a form of ours has, of a page of ours."""
    page = browser.get("/report/").content.decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    return {"csrfmiddlewaretoken": found[1]}


def test_a_form_without_its_token_is_refused_whoever_sends_it(world: World) -> None:
    said = {"code": "1234 5678 1234 5678", "member": "1"}
    for browser in (careful(), signed_in(world, "analyst")):
        answers = {name: browser.post(address(name), said) for name in OURS}
        assert [name for name, answer in answers.items() if answer.status_code != 403] == []
        assert [name for name, answer in answers.items() if "sessionid" in answer.cookies] == []


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost.evil.example"])
def test_a_form_that_a_page_elsewhere_sends_is_refused(world: World, origin: str) -> None:
    browser = signed_in(world, "analyst", Origin=origin)
    said = with_token(browser)
    assert [name for name in OURS if browser.post(address(name), said).status_code != 403] == []


def test_a_form_of_ours_is_taken(world: World) -> None:
    browser = careful(Origin="http://localhost")
    said = {**with_token(browser), "member": str(world.people["analyst"].pk)}
    assert browser.post("/sign-in/", said).status_code == 302
    assert "sessionid" in browser.cookies


def test_a_machine_needs_no_token_of_a_form_and_a_cookie_is_none_for_machines(world: World) -> None:
    machine = Machine(secret=token(world, world.bank, "responder"))
    headers = {"Authorization": f"Bearer {machine.secret}", "Origin": "https://evil.example"}
    assert careful(**headers).get("/api/v1/holds").status_code == 200
    said: dict[str, Any] = {"data": b"{}", "content_type": "application/json"}
    path = "/api/v1/hold-requests/999/placement"
    assert careful(**headers, **{"Idempotency-Key": "k"}).post(path, **said).status_code in (404, 422)
    assert signed_in(world, "responder").get("/api/v1/holds").status_code == 401


def test_no_way_leads_out_of_the_house(world: World) -> None:
    browser = browser_of(world, "analyst")
    for there in ELSEWHERE:
        for path, said in (("/demo-clock/", {"by": "nothing"}), ("/language/setlang/", {"language": "en"})):
            found = browser.post(path, {**said, "next": there}).headers.get("location", "/")
            assert re.match(r"/(?![/\\])|http://localhost/", found), (path, there, found)
        query = urlencode({"next": there})
        for path in ("/sign-in/", "/accounts/login/", "/accounts/reauthenticate/"):
            answer = browser.post(f"{path}?{query}", {"member": world.people["analyst"].pk, "next": there})
            assert "evil.example" not in answer.headers.get("location", ""), (path, there)
            page = browser.get(f"{path}?{query}")
            assert "evil.example" not in page.headers.get("location", ""), (path, there)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "localhost:80@evil.example",
        "",
        "a b",
    ],
)
def test_no_other_name_is_ours(world: World, host: str) -> None:
    for path in ("/", "/report/", "/accounts/login/", "/api/v1/holds", "/journal/checkpoint"):
        answer = Client(headers={"host": host}).get(path)
        assert (path, answer.status_code) == (path, 400)
    forwarded = Client(headers={"host": "localhost", "X-Forwarded-Host": "evil.example"})
    for path in ("/", "/report/", "/accounts/login/", "/api/v1/openapi.json"):
        answer = forwarded.get(path)
        assert "evil.example" not in answer.headers.get("location", "") + answer.content.decode()


def test_no_file_name_says_more_than_a_name(world: World) -> None:
    from clawback.server.casework.models import ReportFile
    from clawback.server.casework.victims.by_code import act_of_reporter
    from clawback.server.casework.victims.files import add_file

    client, code, report = reported_by_web(world)
    let_in(client, code, WORD)
    for name in NAMES:
        add_file(act_of_reporter(report, clock.now()), report.pk, name, b"=1+1\n")
        made = ReportFile.objects.latest("pk")
        for browser, path in (
            (client, f"/status/files/{made.pk}/"),
            (browser_of(world, "intake"), f"/reports/{report.pk}/files/{made.pk}/"),
        ):
            answer = browser.get(path) if browser is client else browser.post(path)
            assert answer.status_code == 200
            check_file(answer, name)


def check_file(answer: Any, name: str) -> None:
    """Saved, under one name that is no path and ends as what the file is; never looked at by the browser."""
    said = answer.headers["content-disposition"]
    assert "X-Evil" not in answer.headers
    read = Message()
    read["Content-Disposition"] = said
    found = read.get_filename() or ""
    assert read.get_content_disposition() == "attachment", name
    assert found.endswith(".txt"), (name, found)
    assert len(found) < 140
    assert found.isprintable()
    assert not re.search(r"[/\\]", re.sub(r'\\(["\\])', "", found)), (name, found)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["content-type"].startswith("text/plain")


def test_every_kind_of_answer_says_what_a_browser_may_do_with_it(world: World) -> None:
    browser, machine = browser_of(world, "auditor"), Machine(secret=token(world, world.bank, "auditor"))
    answers = {
        "page": browser.get("/"),
        "portal": Client(headers={"host": "localhost"}).get("/report/"),
        "not there": browser.get("/holds/999/"),
        "no form": browser.post("/cases/"),
        "forged": careful().post("/sign-in/"),
        "nul": browser.get("/cases/?after=%00"),
        "other host": Client(headers={"host": "evil.example"}).get("/"),
        "redirect": Client(headers={"host": "localhost"}).get("/cases/"),
        "style": browser.get("/static/clawback.css"),
        "health": browser.get("/healthz"),
        "entry": browser.get("/journal/0/proof"),
        "journal": browser.get("/journal/file"),
        "machines": machine.get("/holds"),
        "description": Client(headers={"host": "localhost"}).get("/api/v1/openapi.json"),
        "problem": Client(headers={"host": "localhost"}).get("/api/v1/holds"),
        "nothing": machine.get("/nothing"),
        "too large": machine.post("/reports", {"text": "x" * 1_100_000}),
    }
    found = {
        name: (answer.headers.get("x-content-type-options"), policy(answer))
        for name, answer in answers.items()
    }
    assert found == dict.fromkeys(answers, ("nosniff", True))
    for answer in answers.values():
        answer.close()


def policy(answer: Any) -> bool:
    """Whether it says where a browser may load from, and that no other page may put this one in a frame."""
    said = answer.headers.get("content-security-policy", "")
    return "default-src" in said and "frame-ancestors 'none'" in said
