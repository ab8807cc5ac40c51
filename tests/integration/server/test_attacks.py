"""What people outside try: a stranger's story, a guessed code, a false report, signs of a hold that is kept quiet.

Elsewhere: another agent's balance (test_statement_pages), the same transfer reported thrice (test_report_pages), a
typing error (test_report_pages, test_way_of_a_case), a statement that contradicts an earlier one
(test_statement_evidence), a hijacked account (test_another_account), a withheld code to the byte
(test_redress_pages).
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import override_settings

from clawback import clock
from tests.integration.server.pages_world import browser_of
from tests.integration.server.world import HOUR, NOON, World, in_case, make_world, transfer
from tests.integration.server.world_portal import WORD, browser, let_in, reported_by_web
from tests.integration.server.world_redress import placed_under

pytestmark = pytest.mark.usefixtures("database")
UNKNOWN = "1234 5678 1234 5678"


def plain(answer: object) -> str:
    """A page without the token of its forms, which is drawn anew each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


@pytest.mark.parametrize("path", ["/status/", "/notice/"])
def test_a_made_up_address_does_not_hurry_a_guess(path: str) -> None:
    """Who asks is whoever connects; the header that a proxy writes counts only where there is a proxy of ours."""
    for place in range(5):
        browser().post(path, {"code": UNKNOWN}, headers={"X-Forwarded-For": f"198.51.100.{place}"})
    slowed = browser().post(path, {"code": UNKNOWN}, headers={"X-Forwarded-For": "198.51.100.77"})
    assert re.search("[Ww]ait", slowed.content.decode())


@pytest.mark.parametrize("path", ["/status/", "/notice/"])
@override_settings(CLAWBACK_BEHIND=True)
def test_behind_a_proxy_one_guesser_slows_down_nobody_else(path: str) -> None:
    for place in range(6):
        told = f"10.0.0.{place}, 198.51.100.1"  # whatever they write before it, the proxy adds where they are
        slowed = browser().post(path, {"code": UNKNOWN}, headers={"X-Forwarded-For": told})
    assert re.search("[Ww]ait", slowed.content.decode())
    other = browser().post(path, {"code": UNKNOWN}, headers={"X-Forwarded-For": "198.51.100.2"})
    assert not re.search("Please wait|Wait a minute", other.content.decode())


def test_guesses_at_either_door_count_at_both() -> None:
    for path in ("/status/", "/notice/", "/status/", "/notice/", "/status/"):
        browser().post(path, {"code": UNKNOWN})
    for path in ("/status/", "/notice/"):
        assert re.search("[Ww]ait", browser().post(path, {"code": UNKNOWN}).content.decode())


def test_a_victim_gets_nothing_of_another_one() -> None:
    from clawback.server.casework.victims.by_code import act_of_reporter
    from clawback.server.casework.victims.files import add_file

    world = make_world()
    _, _, other = reported_by_web(world, story={"story": "Nobody else reads this."})
    file = add_file(act_of_reporter(other, clock.now()), other.pk, "mine.txt", b"for my eyes alone")
    contact = {"name": "B. Victim", "contact": "b@example.org", "helper": ""}
    client, code, _ = reported_by_web(world, you=contact)
    page = let_in(client, code, WORD)
    assert "Nobody else" not in page
    assert client.get(f"/status/files/{file.pk}/").status_code == 404
    for path in (f"/reports/{other.pk}/story/", f"/reports/{other.pk}/files/1/", f"/reports/{other.pk}/"):
        answer = client.get(path)
        assert (answer.status_code, "Nobody else" in answer.content.decode()) == (302, False)


def test_a_session_that_was_given_out_before_is_worth_nothing() -> None:
    world = make_world()
    _, code, _ = reported_by_web(world)
    fixed = browser()
    fixed.post("/report/", {"organisation": world.centre.pk})
    session = fixed.session
    session.save()
    given = session.session_key
    fixed.cookies["sessionid"] = given
    let_in(fixed, code, WORD)
    assert fixed.cookies["sessionid"].value != given
    thief = browser()
    thief.cookies["sessionid"] = given
    assert "We received your report" not in thief.get("/status/").content.decode()


def test_a_false_report_holds_nothing_where_no_credit_is_found() -> None:
    from clawback.server.casework.answering import refuse_request
    from clawback.server.casework.models import Hold
    from clawback.server.casework.requesting import draft_and_send

    world = make_world()
    case, (claim,) = in_case(world)
    request = draft_and_send(
        world.act("analyst"), case.pk, claim.creditor_account_id, "hold", {claim.pk: claim.loss}
    )
    refuse_request(world.act("responder"), request.pk, "no-such-credit")
    assert not Hold.objects.exists()
    claim.refresh_from_db()
    assert claim.evidence == "told"


def test_a_false_report_of_a_true_credit_ends_with_the_emergency_period() -> None:
    """A rival paid the shop once, and says it was a scam: two days, and not one thing more."""
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Account, Hold
    from clawback.server.casework.refusals import EvidenceTooWeak, NothingToReturn, NoTracedPart
    from clawback.server.casework.renewing import renew_hold
    from clawback.server.casework.requesting import confirm_request, draft_and_send, draft_request
    from clawback.server.casework.returns.planning import draft_plan
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    request = draft_and_send(
        world.act("analyst"), case.pk, claim.creditor_account_id, "hold", {claim.pk: claim.loss}
    )
    hold = place_hold(world.act("responder"), request.pk, claim.loss)
    confirm_request(world.act("approver"), request.pk)
    with pytest.raises(EvidenceTooWeak):
        renew_hold(world.act("approver"), hold.pk)
    with pytest.raises(NothingToReturn):
        draft_plan(world.act("analyst"), case.pk, "return", "traced", "EUR")
    further = Account.objects.create(agent_code="north", number="C9", agent=world.bank)
    with pytest.raises(NoTracedPart):
        draft_request(world.act("analyst"), case.pk, further.pk, "hold", {claim.pk: 1_000})
    run_due(VERBS, NOON + 48 * HOUR)
    found = Hold.objects.get()
    assert (found.state, found.in_force, found.expired) == ("ended", 0, claim.loss)


def test_a_unit_lists_no_accounts_without_a_claim() -> None:
    """Whatever account number is typed into the address, a request is for an account of the case's own trace."""
    from clawback.server.casework.models import Account, HoldRequest, StatementRequest

    world = make_world()
    case, (claim,) = in_case(world)
    rival = Account.objects.create(agent_code="north", number="RIVAL", agent=world.bank)
    analyst = browser_of(world, "analyst")
    said = {"account": rival.pk, "basis": "hold", f"claim-{claim.pk}": "1.00", "how": "draft"}
    analyst.post(f"/cases/{case.pk}/hold-request/?account={rival.pk}", said)
    for kind in ("hold", "statement"):
        analyst.post(f"/cases/{case.pk}/trace/draft/", {"account": rival.pk, "kind": kind})
    assert not HoldRequest.objects.exists()
    assert not StatementRequest.objects.exists()


def seen_by_others(world: World, victim: tuple[object, str]) -> list[str]:
    """All that a holder, a victim and another bank can look at."""
    client, code = victim
    let_in(client, code, WORD)
    pages = [client.get(path) for path in ("/status/", "/notice/", "/report/", "/healthz", "/set-up/")]
    stranger = browser()
    pages += [stranger.get(path) for path in ("/", "/notice/", "/status/", "/journal/checkpoint")]
    pages += [stranger.post("/notice/", {"code": UNKNOWN})]
    bank = browser_of(world, "other responder")
    paths = ("/", "/inbox/", "/due-lines/", "/search/", "/holds/1/", "/hold-requests/1/", "/cases/1/")
    pages += [bank.get(path) for path in paths]
    return [plain(each) for each in pages]


def test_a_holder_finds_no_sign_of_a_hold_that_is_kept_quiet() -> None:
    """Who holds the account, and was scammed too, sees page for page what they saw before it was placed."""
    world, at = make_world(), clock.now() - HOUR
    victim = reported_by_web(world)[:2]
    case, (claim,) = in_case(world, transfer(70_000), at=at)
    with override_settings(STATIC_URL="/static/"):
        before = seen_by_others(world, victim)
        placed_under(world, case, claim, "silent-hold", at=at)
        after = seen_by_others(world, victim)
    for old, new in zip(before, after, strict=True):
        assert re.sub(r"\d+ (minute|second)s?|\d\d:\d\d", "", old) == re.sub(
            r"\d+ (minute|second)s?|\d\d:\d\d", "", new
        )


def test_an_agent_that_never_confirms_a_release_stays_red() -> None:
    """On both home pages, for as long as it takes; nothing of ours gives up on it."""
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Reduction
    from clawback.server.casework.releasing import release_hold
    from clawback.server.clocks.running import run_due
    from tests.integration.server.world import placed

    world, now = make_world(), clock.now()
    case, (claim,) = in_case(world, at=now - 3 * HOUR)
    hold = placed(world, case, claim, at=now - 3 * HOUR)
    release_hold(world.act("approver", now - 2 * HOUR), hold.pk, None, "evidence")
    run_due(VERBS, now)
    run_due(VERBS, now + timedelta(days=30))
    release = Reduction.objects.get()
    assert (release.confirmed_at, release.overdue_since is None) == (None, False)
    for person in ("approver", "responder"):
        text = browser_of(world, person).get("/").content.decode()
        assert "till blocked" in text
        assert "1,000.00" in text
