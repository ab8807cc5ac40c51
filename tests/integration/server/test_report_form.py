"""The public report, as a browser without script sees it: one question a page, in both languages, nothing lost."""

from __future__ import annotations

import logging
import re

import pytest

from tests.integration.server.world import make_world
from tests.integration.server.world_portal import CODE, begun, browser, reported_by_web, sent, typed

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_whole_form_in_each_language(language: str) -> None:
    from clawback.server.casework.models import Report
    from clawback.server.casework.sealing import opened

    client = browser()
    client.post("/language/setlang/", {"language": language, "next": "/report/"})
    world = make_world()
    client.post("/report/", {"organisation": world.centre.pk})
    said = typed()
    for place, (slug, answers) in enumerate(said.items(), 1):
        page = client.get(f"/report/{slug}/")
        text = page.content.decode()
        assert f'<html lang="{language}">' in text
        assert re.search(rf"\b{place}\b.*\b{len(said)}\b|{place}.*{len(said)}", text)
        assert len(page.content) < 30_000
        assert "<script" not in text.replace('<script src="/static/clawback/clawback.js" defer></script>', "")
        assert client.post(f"/report/{slug}/", answers).status_code == 302
    receipt = client.get("/report/receipt/")
    assert CODE.search(receipt.content.decode())
    assert len(receipt.content) < 30_000
    report = Report.objects.get()
    assert (report.channel, report.language, report.scam_type) == ("web", language, "investment")
    claim = report.claims.get()
    assert (str(claim.debtor_account), str(claim.creditor_account)) == ("south:D1", "north:C1")
    assert (claim.amount, claim.currency, claim.end_to_end_id) == (123_450, "EUR", "INV 77")
    assert opened(report)["named 1"] == "Golden Gains Ltd"
    kinds = sorted(report.identifiers.values_list("kind", flat=True))
    assert kinds == ["domain", "domain", "phone", "url", "url"], "three were told; an address has its domain"


def test_several_payments() -> None:
    world = make_world()
    client = begun(world)
    said = typed()
    for slug in ("safe", "story", "kind", "from-1", "to-1", "amount-1", "when-1"):
        client.post(f"/report/{slug}/", said[slug])
    asked = client.post("/report/more/", {"more": "yes"})
    assert asked.headers["location"] == "/report/from-2/"
    assert 'value="D1"' in client.get("/report/from-2/").content.decode().replace("D 1", "D1")
    again = {"from-2": said["from-1"], "to-2": {**said["to-1"], "number": "C2"}}
    again |= {"amount-2": {"amount": "50", "currency": "EUR", "came_back": "20"}, "when-2": said["when-1"]}
    rest = ("more", "back", "traces", "you", "word", "check")
    sent(client, {**again, **{slug: said[slug] for slug in rest}})
    from clawback.server.casework.models import Report

    assert [(each.amount, each.loss) for each in Report.objects.get().claims.order_by("pk")] == [
        (123_450, 123_450),
        (5_000, 3_000),
    ]


def test_an_error_keeps_what_was_typed_and_says_what_to_write() -> None:
    client = begun(make_world())
    page = client.post("/report/amount-1/", {"amount": "1,234", "currency": "EUR", "came_back": ""})
    text = page.content.decode()
    assert "can be read in two ways" in text
    assert 'value="1,234"' in text
    assert 'aria-invalid="true"' in text
    assert 'value="1,234"' in client.get("/report/amount-1/").content.decode()


def test_back_and_change_keep_the_answers() -> None:
    client = begun(make_world())
    said = typed()
    for slug in list(said)[:-1]:
        client.post(f"/report/{slug}/", said[slug])
    assert "sure gain" in client.get("/report/story/").content.decode()
    client.post("/report/story/", {"story": "Another story"})
    check = client.get("/report/check/").content.decode()
    assert "Another story" in check
    assert "North Bank" in check


def test_a_report_with_a_gap_is_not_sent_and_says_where() -> None:
    from clawback.server.casework.models import Report

    client = begun(make_world())
    said = typed()
    del said["you"]
    for slug, answers in said.items():
        page = client.post(f"/report/{slug}/", answers)
    assert 'href="/report/you/"' in page.content.decode()
    assert not Report.objects.exists()


def test_two_taps_on_send_are_one_report_and_one_code() -> None:
    from clawback.server.casework.models import Report

    client = begun(make_world())
    code = sent(client, typed())
    again = client.post("/report/check/", {"true": "on"})
    assert again.headers["location"] == "/report/receipt/"
    assert Report.objects.count() == 1
    assert code in client.get("/report/receipt/").content.decode()


def test_the_code_is_shown_until_it_is_written_down_and_no_longer() -> None:
    client, code, _ = reported_by_web(make_world())
    assert client.post("/report/receipt/").headers["location"] == "/status/"
    page = client.get("/report/receipt/", follow=True).content.decode()
    assert code not in page


def test_a_draft_opens_with_its_own_token_alone_and_ends_after_a_day() -> None:
    from clawback.server.casework.models import Draft
    from clawback.server.casework.victims.drafts import drop_drafts

    client = begun(make_world())
    client.post("/report/story/", {"story": "A secret story"})
    row = Draft.objects.get()
    token = client.cookies["clawback_draft"].value
    assert b"secret" not in bytes(row.sealed)
    assert token not in row.token
    client.cookies["clawback_draft"] = "0" * 64
    assert client.get("/report/story/").headers["location"] == "/report/"
    assert drop_drafts(row.ends_at) == 1


def test_nothing_typed_is_needed_to_have_a_second_factor_or_be_sure_of_the_bank() -> None:
    from clawback.server.casework.sealing import opened

    iban = {"agent": "other", "other": "Some bank", "number": "DE89 3704 0044 0532 0130 00", "named": ""}
    _, _, report = reported_by_web(make_world(), word={"word": ""}, **{"to-1": iban})
    claim = report.claims.get()
    assert str(claim.creditor_account) == "de-37040044:DE89370400440532013000"
    assert claim.creditor_account.agent is None
    assert (report.second_factor, opened(report)["banks 1"]) == ("", "to: Some bank")


def test_a_wrong_iban_is_found() -> None:
    client = begun(make_world())
    page = client.post(
        "/report/to-1/", {"agent": "north", "number": "DE89 3704 0044 0532 0130 01", "other": "", "named": ""}
    )
    assert "a letter or digit is wrong" in page.content.decode()


def test_somebody_at_risk_is_told_what_to_do_and_is_believed() -> None:
    client = begun(make_world())
    client.post("/report/safe/", {"leaving": "yes", "safe": "no", "forced": "yes"})
    page = client.get("/report/story/").content.decode()
    assert "Stop and call your bank now." in page
    assert "emergency number" in page
    sent(client, {slug: said for slug, said in typed().items() if slug != "safe"})
    from clawback.server.casework.models import Report

    report = Report.objects.get()
    assert (report.at_risk, report.state) == (True, "received")


def test_no_address_and_no_log_has_the_code(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client, code, _ = reported_by_web(make_world())
    digits = code.replace(" ", "")
    pages = [client.post("/status/", {"code": code}), client.get("/status/")]
    for page in pages:
        assert digits not in page.headers.get("location", "").replace(" ", "")
        assert page.headers["referrer-policy"] == "same-origin"
        assert "no-store" in page.headers["cache-control"]
    assert code not in pages[1].content.decode()
    assert code not in caplog.text
    assert digits not in caplog.text
    assert not any(code in str(value) for value in client.session.values())
