"""What a person cut stays cut."""

from __future__ import annotations

import pytest

from clawback.errors import ReportError
from clawback.linking.book import Book
from tests.unit.linking.test_guards import named, told


def book() -> Book:
    return Book(told(each, *named("x", "y")) for each in range(1, 5))


def test_the_two_are_parted_and_the_others_go_with_whom_they_share_most() -> None:
    reports = [
        told(1, *named("x", "p")),
        told(2, *named("x", "q")),
        told(3, *named("x", "p")),
        told(4, *named("x", "q")),
    ]
    of = Book(reports)
    of.cut(1, 2)
    assert of.operations() == [(1, 3), (2, 4)]


def test_no_later_report_joins_them_again() -> None:
    of = book()
    of.cut(1, 2)
    for number in range(5, 15):
        of.place(told(number, *named("x", "y")))
        assert 2 not in of.beside(1)


def test_a_person_joins_them_again() -> None:
    of = book()
    of.cut(1, 2)
    of.rejoin(2, 1)
    assert of.operations() == [(1, 2, 3, 4)]


@pytest.mark.parametrize("pair", [(1, 9), (1, 1)])
def test_a_cut_names_two_reports_that_are_there(pair: tuple[int, int]) -> None:
    with pytest.raises(ReportError):
        book().cut(*pair)


def test_a_number_is_given_once() -> None:
    of = book()
    with pytest.raises(ReportError, match="there already"):
        of.place(told(1))
