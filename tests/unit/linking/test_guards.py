"""What links nothing, and what one thing or one report cannot do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from clawback.linking.book import Book
from clawback.linking.facts import Named, ReportFacts, Thing

_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def named(*values: str) -> tuple[Named, ...]:
    """Telephone numbers."""
    return tuple(Named(kind="phone", value=each) for each in values)


def told(
    number: int, *identifiers: Named, day: int = 0, scam_type: str | None = "task", text: str = ""
) -> ReportFacts:
    received = _BEGIN + timedelta(days=day)
    return ReportFacts(
        number=number, received=received, identifiers=identifiers, scam_type=scam_type, text=text
    )


def test_a_rare_thing_links() -> None:
    assert Book([told(1, *named("+8613900000001")), told(2, *named("+8613900000001"))]).operations() == [
        (1, 2)
    ]


@pytest.mark.parametrize(
    "hub",
    [
        Named(kind="phone", value="+8696110"),
        Named(kind="phone", value="96110"),
        Named(kind="domain", value="facebook.com"),
        Named(kind="phone", value="+8613900000001", role="victim"),
        Named(kind="phone", value="+8613900000001", role="unknown"),
        Named(kind="account", value="TH:BANK:1234567890"),
        Named(kind="crypto", value="BTC:bc1q", certain=False),
        Named(kind="person_id", value="x"),
    ],
    ids=lambda each: f"{each.kind} {each.value} {each.role}",
)
def test_what_everybody_has_or_nobody_is_sure_of_links_nothing(hub: Named) -> None:
    assert Book([told(1, hub), told(2, hub)]).operations() == []


def test_an_account_is_the_same_only_with_its_agent() -> None:
    one, other = (
        Named(kind="account", value="TH:BANK:1234567890", agent=agent) for agent in ("AAAA", "BBBB")
    )
    assert Book([told(1, one), told(2, other)]).operations() == []
    assert Book([told(1, one), told(2, one)]).operations() == [(1, 2)]


def test_a_page_of_its_own_domain_is_that_domain_and_one_of_a_platform_is_a_page() -> None:
    pages = [Named(kind="url", value=f"http://scam-orders.top/{each}") for each in "ab"]
    assert Book([told(1, pages[0]), told(2, pages[1])]).operations() == [(1, 2)]
    groups = [Named(kind="url", value=f"https://t.me/{each}") for each in "ab"]
    assert Book([told(1, groups[0]), told(2, groups[1])]).operations() == []
    assert Book([told(1, groups[0]), told(2, groups[0])]).operations() == [(1, 2)]


def hub_of(operations: int, hub: str) -> list[ReportFacts]:
    """Operations of four reports each, all of which name a hub beside what they share."""
    return [
        told(10 * place + each, *named(f"a{place}", f"b{place}", hub))
        for place in range(operations)
        for each in range(4)
    ]


@pytest.mark.parametrize("operations", [2, 10, 100, 300])
def test_a_hub_that_is_on_no_list_joins_no_operations(operations: int) -> None:
    found = Book(hub_of(operations, "hub")).operations()
    assert found == [tuple(range(10 * place, 10 * place + 4)) for place in range(operations)]


def apart() -> list[ReportFacts]:
    """Two operations of four reports that share nothing."""
    return [
        told(10 * place + each, *named(f"a{place}", f"b{place}")) for place in range(2) for each in range(4)
    ]


def test_one_report_joins_no_operations() -> None:
    robbed_twice = told(50, *named("a0", "a1", "b1"))
    assert [len(each) for each in Book([*apart(), robbed_twice]).operations()] == [4, 5]


def test_two_reports_and_two_things_join() -> None:
    bridging = [told(50, *named("a0", "a1")), told(51, *named("b0", "b1"))]
    assert [len(each) for each in Book([*apart(), *bridging]).operations()] == [10]
    same_things = [told(50, *named("a0", "a1")), told(51, *named("a0", "a1"))]
    assert [len(each) for each in Book([*apart(), *same_things]).operations()] == [10]


def test_what_two_hundred_and_fifty_seven_reports_name_brings_none_by_itself() -> None:
    reports = [told(each, *named("shop")) for each in range(300)]
    assert Book(reports[:200]).operations() == [tuple(range(200))]
    assert Book(reports).operations() == []


def test_what_serves_many_kinds_of_scam_links_nothing() -> None:
    types = ["task", "police", "loan", "romance"]
    reports = [told(each, *named("shop"), scam_type=types[each % 4]) for each in range(12)]
    assert Book(reports).operations() == []


def test_one_thing_links_only_reports_of_one_kind_of_scam() -> None:
    one, other = told(1, *named("x")), told(2, *named("x"), scam_type="police")
    assert Book([one, other]).operations() == []
    assert Book([told(1, *named("x", "y")), told(2, *named("x", "y"), scam_type="police")]).operations() == [
        (1, 2)
    ]


def test_a_silence_parts() -> None:
    reports = [told(1, *named("x")), told(2, *named("x"), day=100), told(3, *named("x"), day=500)]
    assert Book(reports).operations() == [(1, 2)]


def test_money_in_one_account_links() -> None:
    account = Thing("account", "CN:BANK:1", "NORTHCNB")
    reports = [
        ReportFacts(number=number, received=_BEGIN, positions=(account,), scam_type="task")
        for number in (1, 2)
    ]
    assert Book(reports).operations() == [(1, 2)]


def test_a_script_links_with_edits_and_without_its_numbers() -> None:
    script = (
        "Dear customer, your parcel {} waits at the border of Tarnhill, pay the duty of {} coins at once and keep"
        " the receipt, or it goes back to Orivant and you are charged three times its worth in advance."
    )
    edited = script.format("no. 4711", "70").replace("at once", "today").replace("Dear ", "")
    reports = [told(1, text=script.format("AB-1", "900")), told(2, text=edited), told(3, text="Hello " * 30)]
    assert Book(reports).operations() == [(1, 2)]


def test_a_thing_that_two_reports_of_each_of_two_operations_name_joins_them_not_whichever_came_last() -> None:
    """While so few name anything else, it holds them together; as others come, each stands by itself."""
    few = [told(number, *named("theirs", *one)) for number, one in enumerate(("a", "a", "b", "b", ""), 1)]
    later = [told(10 + number, *named("ab"[number % 2])) for number in range(12)]
    assert Book(few).operations() == [(1, 2, 3, 4, 5)]
    book = Book(few)
    for each in later:
        book.place(each)
    assert book.operations() == Book([*few, *later]).operations()
    assert not any({1, 3} <= set(each) for each in book.operations())
    for each in later:
        book.remove(each.number)
    assert book.operations() == [(1, 2, 3, 4, 5)]
