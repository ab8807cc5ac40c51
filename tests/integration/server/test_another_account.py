"""A return goes to another account only through five people, the contact known before, and three days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.integration.server.world import NOON
from tests.integration.server.world_returns import Returns, drafted_plan, returns, third_approver

pytestmark = pytest.mark.usefixtures("database")
DAYS = timedelta(hours=72)


def first_contact(made: Returns) -> str:
    from clawback.server.casework.sealing import opened

    return opened(made.claims[0].report)["contact"]


def asked(made: Returns, account: str = "NEW1") -> object:
    from clawback.server.casework.returns.changing_account import ask_change

    return ask_change(made.world.act("analyst"), made.claims[0].pk, "north", account)


def named(made: Returns) -> object:
    from clawback.server.casework.returns.changing_account import check_identity, check_name

    change = asked(made)
    check_identity(made.world.act("second analyst"), change.pk, first_contact(made))
    return check_name(made.world.act("responder"), change.pk, fits=True)


def approved(made: Returns) -> object:
    from clawback.server.casework.returns.changing_account import approve_change

    change = named(made)
    approve_change(made.world.act("approver"), change.pk)
    return approve_change(made.world.act("second approver"), change.pk)


def run_clocks(at: object) -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.clocks.running import run_due

    run_due(VERBS, at)


def test_another_account_is_in_force_after_three_days_and_the_first_contact_is_told() -> None:
    from clawback.server.casework.models import AccountChange, Message
    from clawback.server.casework.returns.creditors import return_account

    made = returns()
    change = approved(made)
    assert (change.state, change.begins_at) == ("approved twice", NOON + DAYS)
    run_clocks(NOON + DAYS - timedelta(seconds=1))
    assert str(return_account(made.claims[0])) == "south:D1"
    run_clocks(NOON + DAYS)
    assert AccountChange.objects.get(pk=change.pk).state == "in force"
    assert str(return_account(made.claims[0])) == "north:NEW1"
    told = Message.objects.filter(kind="account-changed", to_first_contact=True)
    assert told.count() == 2


def test_of_a_joined_report_s_own_transfer_its_reporter_is_the_victim() -> None:
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.joining import join_report
    from clawback.server.casework.models import Claim, Message
    from clawback.server.casework.refusals import UnknownContact
    from clawback.server.casework.reporting import report
    from clawback.server.casework.returns.changing_account import ask_change, check_identity, name_to_check
    from clawback.server.casework.told import Told
    from tests.integration.server.world import transfer

    made = returns()
    act, first = made.world.act, made.claims[0].report
    told = Told(
        channel="telephone",
        language="en",
        name="B. Second",
        contact="second@example.org",
        story="We both paid.",
        scam_type="investment",
        transfers=(transfer(), transfer(40_000, "D9")),
    )
    second = report(act("intake"), made.world.centre, told).report
    confirm_claim(act("analyst"), second.claims.get(amount=40_000).pk)
    join_report(act("analyst"), second.pk, first.pk)
    claim = Claim.objects.get(amount=40_000)
    assert (claim.report, claim.teller) == (first, second)

    change = ask_change(act("analyst"), claim.pk, "north", "NEW1")
    messages = Message.objects.filter(kind="account-changed", to_first_contact=True)
    assert [each.report for each in messages] == [second]
    with pytest.raises(UnknownContact):
        check_identity(act("second analyst"), change.pk, first_contact(made))
    check_identity(act("second analyst"), change.pk, "second@example.org")
    assert name_to_check(act("responder"), change.pk) == "B. Second"

    asked(made)
    assert {each.report for each in messages.all()} == {first, second}, "both told of the shared transfer"


def test_a_plan_pays_to_it_and_who_approved_it_drafts_none() -> None:
    from clawback.server.casework.renewing import renew_hold
    from clawback.server.casework.returns.planning import draft_plan
    from clawback.server.people.models import RoleGrant
    from clawback.server.people.refusals import NotAllowed

    made = returns()
    renew_hold(made.world.act("approver"), made.hold.pk)
    approved(made)
    run_clocks(NOON + DAYS)
    approver = made.world.people["approver"]
    RoleGrant.objects.create(member=approver, role="analyst", asked_at=NOON, works_at=NOON)
    made.hold.refresh_from_db()
    with pytest.raises(NotAllowed, match="somebody else drafts"):
        draft_plan(made.world.act("approver", NOON + DAYS), made.case.pk, "return", "traced", "EUR")
    (line,) = drafted_plan(made, at=NOON + DAYS).lines.all()
    assert str(line.account) == "north:NEW1"


def test_a_hijacked_return_account() -> None:
    """Who has the code asks, and gives a contact of their own: no step of it changes an account."""
    from clawback.server.casework.refusals import ChangeAsked, ChangeRefused, UnknownContact
    from clawback.server.casework.returns.changing_account import (
        approve_change,
        ask_change,
        check_identity,
        check_name,
        refuse_change,
    )
    from clawback.server.casework.returns.creditors import return_account
    from clawback.server.people.acting import Act
    from clawback.server.people.refusals import NotAllowed

    made = returns()
    thief = Act(member=None, at=NOON, name="code")
    change = ask_change(thief, made.claims[0].pk, "north", "THIEF1")
    for decide in (
        lambda: check_identity(thief, change.pk, "thief@example.org"),
        lambda: check_name(thief, change.pk, fits=True),
        lambda: approve_change(thief, change.pk),
    ):
        with pytest.raises(NotAllowed):
            decide()
    with pytest.raises(UnknownContact):
        check_identity(made.world.act("analyst"), change.pk, "thief@example.org")
    with pytest.raises(ChangeAsked):
        check_name(made.world.act("responder"), change.pk, fits=True)
    with pytest.raises(ChangeAsked):
        approve_change(made.world.act("approver"), change.pk)
    run_clocks(NOON + 10 * DAYS)
    assert str(return_account(made.claims[0])) == "south:D1"
    refuse_change(made.world.act("analyst"), change.pk, "the victim knows nothing of it")
    with pytest.raises(ChangeRefused):
        check_identity(made.world.act("analyst"), change.pk, first_contact(made))


def test_a_name_that_differs_is_the_end() -> None:
    from clawback.server.casework.returns.changing_account import check_identity, check_name

    made = returns()
    change = asked(made)
    check_identity(made.world.act("analyst"), change.pk, first_contact(made))
    found = check_name(made.world.act("responder"), change.pk, fits=False)
    assert (found.state, found.reason) == ("refused", "the name and the account differ")


def test_the_victim_says_no_within_three_days() -> None:
    from clawback.server.casework.refusals import ChangeRefused, FactsWrong
    from clawback.server.casework.returns.changing_account import begin_change, refuse_change
    from clawback.server.casework.returns.creditors import return_account
    from clawback.server.people.acting import Act

    made = returns()
    change = approved(made)
    with pytest.raises(FactsWrong):
        refuse_change(made.world.act("analyst"), change.pk, "")
    refuse_change(made.world.act("analyst"), change.pk, "the first contact said no")
    run_clocks(NOON + DAYS)
    with pytest.raises(ChangeRefused):
        begin_change(change.pk, Act(member=None, at=NOON + DAYS))
    assert str(return_account(made.claims[0])) == "south:D1"


def test_two_approvers_none_of_whom_asked_or_drafted() -> None:
    from clawback.server.casework.returns.changing_account import approve_change
    from clawback.server.casework.returns.planning import draft_plan
    from clawback.server.people.models import RoleGrant
    from clawback.server.people.refusals import NotAllowed

    made = returns()
    third_approver(made)
    drafter = made.world.people["third approver"]
    RoleGrant.objects.create(member=drafter, role="analyst", asked_at=NOON, works_at=NOON)
    draft_plan(made.world.act("third approver"), made.case.pk, "return", "traced", "EUR")
    change = named(made)
    with pytest.raises(NotAllowed, match="part in it"):
        approve_change(made.world.act("third approver"), change.pk)
    approve_change(made.world.act("approver"), change.pk)
    with pytest.raises(NotAllowed, match="part in it"):
        approve_change(made.world.act("approver"), change.pk)


def test_one_at_a_time_and_not_to_the_transfer_s_own_accounts() -> None:
    from clawback.server.casework.refusals import DoesNotFit, FactsWrong

    made = returns()
    with pytest.raises(FactsWrong):
        asked(made, "C1")
    asked(made)
    with pytest.raises(DoesNotFit):
        asked(made, "NEW2")
