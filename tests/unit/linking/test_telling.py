"""Operations and links are told with reasons."""

from __future__ import annotations

import pytest

from clawback.errors import ReportError
from clawback.linking.book import Book
from clawback.linking.facts import Named, Thing
from clawback.linking.telling import linked, operation_of, set_aside
from tests.unit.linking.test_guards import named, told

HOTLINE = Named(kind="phone", value="+8696110")


def book() -> Book:
    return Book(
        [
            told(1, *named("x", "y")),
            told(2, *named("x", "y"), day=180),
            told(3, *named("x"), day=181),
            told(4, HOTLINE),
        ]
    )


def test_an_operation_says_what_holds_it() -> None:
    found = operation_of(book(), 3)
    assert (found.number, found.reports, found.cohesion) == (1, (1, 2, 3), 1.0)
    assert [(each.thing, each.of, each.reports) for each in found.reasons] == [
        (Thing("phone", "x"), 3, 3),
        (Thing("phone", "y"), 2, 2),
    ]
    assert found.reasons[0].sentence == "3 of them name the telephone number x; no other report does."


def test_links_join_each_report_to_the_one_that_it_shares_most_with() -> None:
    assert [(each.one, each.other, each.days) for each in operation_of(book(), 1).links] == [
        (1, 2, 180),
        (2, 3, 1),
    ]


def test_a_link_is_worth_half_after_its_half_life() -> None:
    link = linked(book(), 1, 2)
    assert link is not None
    assert link.bits == pytest.approx(sum(each.bits for each in link.reasons) / 2)
    assert linked(book(), 1, 4) is None


def test_cohesion_is_the_share_of_pairs_that_share_a_thing() -> None:
    chain = [told(1, *named("x", "y")), told(2, *named("x", "y")), told(3, *named("y")), told(4, *named("x"))]
    assert operation_of(Book(chain), 1).cohesion == pytest.approx(5 / 6)


def test_a_report_that_stands_alone_has_no_operation() -> None:
    with pytest.raises(ReportError, match="no operation"):
        operation_of(book(), 4)


def test_what_serves_everybody_is_told_too() -> None:
    types = ["task", "police", "loan", "romance"]
    of = Book(told(each, *named("shop"), scam_type=types[each % 4]) for each in range(12))
    assert [(each.thing.value, each.reports) for each in set_aside(of)] == [("shop", 12)]
