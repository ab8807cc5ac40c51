"""The status page: states by the code, the rest by the second factor; what is asked for there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from clawback import clock
from tests.integration.server.world import HOUR, make_world
from tests.integration.server.world_portal import WORD, browser, let_in, reported_by_web

pytestmark = pytest.mark.usefixtures("database")


def test_the_code_alone_shows_states_and_sums_and_nothing_else_that_was_told() -> None:
    world = make_world()
    client, code, _ = reported_by_web(world)
    page = let_in(client, code)
    assert "We received your report" in page
    assert "1,234.50" in page, "sums are shown by the code"
    for told in ("sure gain", "a.victim@example.org", "D1"):
        assert told not in page
    opened = let_in(client, code, WORD)
    for told in ("sure gain", "a.victim@example.org", "D1", "1,234.50"):
        assert told in opened


def test_the_word_opens_for_a_quarter_of_an_hour_and_closing_closes() -> None:
    client, code, _ = reported_by_web(make_world())
    assert "sure gain" in let_in(client, code, WORD)
    session = client.session
    session["portal unlocked"] = (clock.now() - timedelta(minutes=16)).isoformat()
    session.save()
    assert "sure gain" not in client.get("/status/").content.decode()
    assert client.post("/status/more/", {"text": "more"}).headers["location"] == "/status/"
    client.post("/status/leave/")
    assert "We received your report" not in client.get("/status/").content.decode()


def test_guessing_a_code_slows_down_and_never_locks_out() -> None:
    from clawback.server.casework.models import CodeTry

    client, code, _ = reported_by_web(make_world())
    for number in range(5):
        page = client.post("/status/", {"code": f"{number:016}"}).content.decode()
        assert "We do not know this code" in page
    assert "Please wait" in client.post("/status/", {"code": code}).content.decode()
    CodeTry.objects.update(tried_at=clock.now() - timedelta(minutes=2))
    assert client.post("/status/", {"code": code}).status_code == 302


def test_guessing_a_word_slows_down_too() -> None:
    client, code, report = reported_by_web(make_world())
    for _ in range(5):
        assert "sure gain" not in let_in(client, code, "wrong word")
    page = let_in(client, code, WORD)
    assert "sure gain" not in page
    assert "Please wait" in page
    assert report.state == "received"


def test_a_new_contact_is_told_to_the_first() -> None:
    from clawback.server.casework.models import Report
    from clawback.server.casework.sealing import opened

    client, code, report = reported_by_web(make_world())
    let_in(client, code, WORD)
    client.post("/status/contact/", {"contact": "new@example.org"})
    told = opened(Report.objects.get(pk=report.pk))
    assert (told["contact"], told["first contact"]) == ("new@example.org", "a.victim@example.org")
    message = report.messages.get(kind="contact-changed")
    from clawback.server.casework.victims.giving import contact_of

    assert contact_of(message) == "a.victim@example.org"


def test_a_code_alone_changes_no_contact() -> None:
    client, code, report = reported_by_web(make_world())
    let_in(client, code)
    client.post("/status/contact/", {"contact": "thief@example.org"})
    assert not report.messages.filter(kind="contact-changed").exists()


def test_a_withdrawal_waits_for_a_call_and_releases_what_is_held() -> None:
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.models import Claim, Hold, Report
    from clawback.server.casework.opening import assign, open_case
    from clawback.server.casework.refusals import WithdrawalNotAsked
    from clawback.server.casework.victims.withdrawing import withdraw_report
    from tests.integration.server.world import placed

    world = make_world()
    client, code, report = reported_by_web(world)
    at = clock.now()
    claim = confirm_claim(world.act("analyst", at), report.claims.get().pk)
    case = open_case(world.act("analyst", at), report.pk, "Sure gain")
    for person in ("approver", "second approver"):
        assign(world.act("analyst", at), case.pk, world.people[person].pk)
    hold = placed(world, case, claim, at=at)
    with pytest.raises(WithdrawalNotAsked):
        withdraw_report(world.act("intake", at), report.pk, "called")
    let_in(client, code)
    client.post("/status/withdraw/")
    assert "We will call the contact that you gave first" in client.get("/status/").content.decode()
    assert Hold.objects.get(pk=hold.pk).in_force == hold.placed
    withdraw_report(world.act("intake", at), report.pk, "called; it was them, and they are sure")
    assert Report.objects.get(pk=report.pk).state == "withdrawn"
    assert Claim.objects.get(pk=claim.pk).state == "withdrawn"
    assert (Hold.objects.get(pk=hold.pk).state, Hold.objects.get(pk=hold.pk).released) == (
        "ended",
        hold.placed,
    )


@pytest.mark.parametrize(("basis", "known"), [("hold", True), ("quiet-hold", False), ("silent-hold", False)])
def test_a_hold_that_may_not_be_known_changes_nothing_on_the_page(basis: str, known: bool) -> None:
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.opening import assign, open_case
    from clawback.server.casework.requesting import approve_request, draft_request

    world = make_world()
    client, code, report = reported_by_web(world)
    at = clock.now() - HOUR
    claim = confirm_claim(world.act("analyst", at), report.claims.get().pk)
    case = open_case(world.act("analyst", at), report.pk, "Sure gain")
    assign(world.act("analyst", at), case.pk, world.people["approver"].pk)
    before = steps_of(let_in(client, code))
    account = claim.creditor_account_id
    request = draft_request(world.act("analyst", at), case.pk, account, basis, {claim.pk: claim.loss})
    approve_request(world.act("approver", at), request.pk)
    place_hold(world.act("responder", at), request.pk, request.amount)
    page = let_in(client, code)
    assert ("Money is held for you" in page) is known
    assert (steps_of(page) == before) is not known


def steps_of(page: str) -> str:
    """The whole of the page but the tokens of its forms."""
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_words_go_both_ways() -> None:
    from clawback.server.casework.victims.adding import ask_reporter

    world = make_world()
    client, code, report = reported_by_web(world)
    ask_reporter(world.act("intake", clock.now()), report.pk, "Which account did you see first?")
    assert "Which account" not in let_in(client, code)
    assert "Which account" in let_in(client, code, WORD)
    client.post("/status/more/", {"text": "The one that ends with 7."})
    assert "ends with 7" in client.get("/status/").content.decode()


def test_nobody_else_does_what_the_reporter_does() -> None:
    from clawback.server.casework.victims.adding import add_words
    from clawback.server.casework.victims.by_code import act_of_reporter
    from clawback.server.casework.victims.contacts import change_contact
    from clawback.server.casework.victims.erasing import ask_erasure
    from clawback.server.casework.victims.files import add_file
    from clawback.server.casework.victims.withdrawing import ask_withdrawal
    from clawback.server.people.acting import Act
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    _, _, report = reported_by_web(world)
    _, _, other = reported_by_web(world)
    at = clock.now()
    for act in (world.act("intake", at), act_of_reporter(other, at), Act(member=None, at=at)):
        for decide in (
            lambda act: add_words(act, report.pk, "x"),
            lambda act: change_contact(act, report.pk, "x@example.org"),
            lambda act: add_file(act, report.pk, "a.txt", b"x"),
            lambda act: ask_withdrawal(act, report.pk),
            lambda act: ask_erasure(act, report.pk),
        ):
            with pytest.raises(NotAllowed):
                decide(act)


def test_another_browser_sees_nothing() -> None:
    client, code, _ = reported_by_web(make_world())
    let_in(client, code, WORD)
    other = browser()
    assert "sure gain" not in other.get("/status/").content.decode()
    assert other.post("/status/more/", {"text": "mine"}).headers["location"] == "/status/"


def test_a_report_that_was_joined_shows_how_the_first_is_worked() -> None:
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.joining import join_report
    from clawback.server.casework.opening import open_case
    from clawback.server.casework.requesting import draft_and_send

    world, now = make_world(), clock.now()
    _, _, first = reported_by_web(world)
    client, code, second = reported_by_web(world)
    claim = confirm_claim(world.act("analyst", now), first.claims.get().pk)
    case = open_case(world.act("analyst", now), first.pk, "Sure gain")
    join_report(world.act("analyst", now), second.pk, first.pk)
    assert "Joined to an earlier report" in let_in(client, code)
    assert "We asked a bank to hold money" not in let_in(client, code)
    draft_and_send(world.act("analyst", now), case.pk, claim.creditor_account_id, "hold", {claim.pk: 9_000})
    assert "We asked a bank to hold money" in let_in(client, code)
