"""One account, one row, by whatever name it comes; the directory finds who keeps it. Numbers are the standard's own
examples."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.integration.server.world import HOUR, NOON, make_world

pytestmark = pytest.mark.usefixtures("database")
GB = "GB29 NWBK 6016 1331 9268 19"
DE = "DE89 3704 0044 0532 0130 00"


def test_an_iban_and_its_national_form_are_one_account() -> None:
    from clawback.server.casework.accounts import account_of
    from clawback.server.casework.models import Account

    make_world()
    first = account_of("north", GB)
    assert account_of("north", "gb29nwbk60161331926819") == first
    assert account_of("north", "60-16-13 31926819") == first
    assert account_of("south", "60-16-13 31926819") != first
    plain = account_of("south", "37040044 0532013000")
    assert account_of("south", DE) == plain
    assert Account.objects.count() == 3


def test_a_short_number_alone_is_no_name_of_an_iban() -> None:
    from clawback.server.casework.accounts import account_of

    make_world()
    assert account_of("north", "31926819") != account_of("north", GB)


def test_a_wrong_digit_is_told() -> None:
    from clawback.server.casework.accounts import account_of
    from clawback.server.casework.refusals import FactsWrong

    with pytest.raises(FactsWrong, match="wrong digit"):
        account_of("north", "GB28NWBK60161331926819")


def test_the_directory_finds_the_agent() -> None:
    from clawback.server.casework.accounts import account_of
    from clawback.server.casework.directory import list_code

    world = make_world()
    assert account_of("", DE).agent is None
    act = world.act("administrator")
    list_code(act, world.bank, "bic", "nwbkgb2l")
    assert account_of("", GB).agent == world.bank
    list_code(act, world.other_bank, "bank", "GB/601613")
    assert account_of("", "GB33BUKB20201555555555").agent is None
    assert account_of("", GB).agent == world.other_bank


def test_a_sort_code_and_an_ifsc_say_whose_account_it_is() -> None:
    from clawback.server.casework.accounts import account_of
    from clawback.server.casework.directory import list_code
    from clawback.server.shown.report_form.fields import checked_account, keeper_of

    world = make_world()
    told = checked_account("６０-16-13, 31926819")
    assert (told, checked_account("60 16 13 31926819")) == ("601613 31926819",) * 2
    assert keeper_of(told) == "unknown"
    act = world.act("administrator")
    list_code(act, world.bank, "bank", "GB/601613")
    list_code(act, world.other_bank, "ifsc", "HDFC")
    assert keeper_of(told) == keeper_of(GB.replace(" ", "")) == "north"
    british = account_of("", told)
    assert (british.agent, british.number) == (world.bank, "60161331926819")
    assert account_of("", GB) == british, "an IBAN and its national form are one"
    assert account_of("", "60161331926819").agent is None, "digits in a row may be anything"
    assert account_of("", "60-16-14 31926819").agent is None

    indian = account_of(keeper_of(checked_account("hdfc0001234 50100 0123 456")), "HDFC0001234 501000123456")
    assert (indian.agent, indian.number) == (world.other_bank, "HDFC0001234501000123456")
    assert account_of("south", "501000123456") == indian, "its agent writes the number alone"
    assert account_of("", "HDFC0009999 501000123456") == indian, "told with another branch"
    first, second = account_of("", "ICIC0001234 501000123456"), account_of("", "SBIN0001234 501000123456")
    assert first != second, "of agents that nobody listed the number alone is no name"
    assert account_of("", "501000123456") not in (first, second, indian)


def test_a_code_moves_from_one_agent_to_another_a_day_later() -> None:
    from clawback.server.casework.directory import list_code
    from clawback.server.casework.models import AgentCode
    from clawback.server.casework.refusals import FactsWrong

    world = make_world()
    first = list_code(world.act("administrator"), world.bank, "bank", "DE/37040044")
    assert list_code(world.act("administrator"), world.bank, "bank", "DE/37040044") == first
    with pytest.raises(FactsWrong, match="listed today"):
        list_code(world.act("administrator"), world.other_bank, "bank", "DE/37040044")
    list_code(world.act("administrator", NOON + 24 * HOUR), world.other_bank, "bank", "DE/37040044")
    rows = list(AgentCode.objects.order_by("pk").values_list("agent", "until"))
    assert rows == [(world.bank.pk, (NOON + timedelta(days=1)).date()), (world.other_bank.pk, None)]


def test_an_alias_moves_and_only_its_agent_says_so() -> None:
    from clawback.server.casework.accounts import account_of
    from clawback.server.casework.directory import resolve_alias
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    one, other = account_of("north", "C1"), account_of("north", "C2")
    resolve_alias(world.act("responder"), "Someone@upi", one.pk)
    with pytest.raises(NotAllowed):
        resolve_alias(world.act("other responder"), "someone@upi", other.pk)
    resolve_alias(world.act("responder", NOON + HOUR), "someone@UPI", other.pk)
    assert account_of("north", " someone@upi ") == other
    assert one.names.get().until == NOON + HOUR
    assert other.names.get().until is None


def test_an_account_that_was_told_by_its_alias_becomes_the_one_that_its_agent_names() -> None:
    """Claims, requests and traces follow; the journal says that the two are one."""
    from clawback.server.casework.accounts import account_of
    from clawback.server.casework.directory import resolve_alias
    from clawback.server.casework.models import Account, HoldRequest
    from clawback.server.record.models import EntryRow
    from tests.integration.server.world import drafted, in_case, transfer
    from tests.integration.server.world_statements import answer, asked

    world = make_world()
    case, (claim,) = in_case(world, transfer(creditor="mule@upi"))
    request = drafted(world, case, claim, 40_000)
    account = account_of("north", "C1")
    resolve_alias(world.act("responder"), "Mule@UPI", account.pk, since=NOON - 24 * HOUR)
    claim.refresh_from_db()
    assert claim.creditor_account == account
    assert HoldRequest.objects.get(pk=request.pk).account == account
    assert not Account.objects.filter(number="MULE@UPI").exists()
    assert account_of("north", "mule@upi") == account
    assert EntryRow.objects.filter(verb="merge", subject=f"account/{account.pk}").count() == 1
    told = asked(world, case, claim)
    answer(world, told, ("R1", 0.0, "south/D1", "north/C1", 100_000))


def test_an_alias_that_was_anothers_when_the_money_came_is_left_alone() -> None:
    from clawback.server.casework.accounts import account_of
    from clawback.server.casework.directory import resolve_alias
    from tests.integration.server.world import in_case, transfer

    world = make_world()
    _, (claim,) = in_case(world, transfer(creditor="mule@upi"))
    resolve_alias(world.act("responder"), "mule@upi", account_of("north", "C1").pk, since=NOON)
    claim.refresh_from_db()
    assert claim.creditor_account.number == "MULE@UPI"


def test_one_transfer_told_under_both_names_is_joined_first() -> None:
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.directory import resolve_alias
    from clawback.server.casework.refusals import DoesNotFit
    from tests.integration.server.world import in_case, reported, transfer

    world = make_world()
    _, (first,) = in_case(world, transfer(creditor="C1"))
    (second,) = reported(world, transfer(creditor="mule@upi"))
    confirm_claim(world.act("analyst"), second.pk)
    with pytest.raises(DoesNotFit, match="under both names"):
        resolve_alias(world.act("responder"), "mule@upi", first.creditor_account_id)
    second.refresh_from_db()
    assert second.creditor_account.number == "MULE@UPI"
