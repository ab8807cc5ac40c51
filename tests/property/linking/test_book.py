"""Placing reports one by one, all at once, and the definition written anew: one answer, whatever came first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from clawback.linking.book import Book
from clawback.linking.facts import Named, ReportFacts, Thing
from tests.reference.linking import operations_of

_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
_TYPES = st.sampled_from([None, "task", "task", "police", "other"])
_STORIES = [
    "",
    "They said that the parcel was held at the border and that I had to pay the duty before noon, or else.",
    "They said that the parcel was held at the border and that I had to pay the duty before seven, or else.",
    "A woman wrote to me by mistake, as she said, and after some weeks we talked each night about gold shares.",
    "A woman wrote to me by mistake, as she said, and after two months we talked each night about gold shares.",
]


@st.composite
def worlds(draw: st.DrawFn) -> list[ReportFacts]:
    """Few things for many reports, so that they meet; days far enough apart to part them now and then."""
    things = draw(st.integers(2, 12))
    one_thing = st.builds(
        Named,
        kind=st.sampled_from(["phone", "handle"]),
        value=st.integers(0, things).map(str),
        role=st.sampled_from(["other"] * 9 + ["victim"]),
    )
    numbers = draw(st.lists(st.integers(0, 60), min_size=1, max_size=24, unique=True))
    return [
        ReportFacts(
            number=number,
            received=_BEGIN + timedelta(days=draw(st.integers(0, 900))),
            identifiers=tuple(draw(st.lists(one_thing, max_size=4))),
            positions=tuple(
                Thing("account", each) for each in draw(st.lists(st.sampled_from("ab"), max_size=1))
            ),
            text=draw(st.sampled_from(_STORIES)),
            scam_type=draw(_TYPES),
        )
        for number in numbers
    ]


def placed(reports: list[ReportFacts]) -> Book:
    book = Book()
    for each in reports:
        book.place(each)
    return book


@given(worlds(), st.randoms(use_true_random=False))
def test_one_by_one_is_all_at_once_is_the_definition(reports: list[ReportFacts], chance) -> None:  # type: ignore[no-untyped-def]
    at_once = Book(reports)
    families = at_once.families()
    shuffled = chance.sample(reports, len(reports))
    middle = len(reports) // 2
    some_first = Book(shuffled[:middle])
    for each in shuffled[middle:]:
        some_first.place(each)
    assert at_once.operations() == operations_of(reports, families)
    assert placed(shuffled).operations() == at_once.operations()
    assert some_first.operations() == at_once.operations()


@given(worlds(), st.data())
def test_a_cut_stays_cut_whatever_comes(reports: list[ReportFacts], data: st.DataObject) -> None:
    book = placed(reports[: len(reports) // 2 + 1])
    whole = [pair for operation in book.operations() for pair in pairwise(operation)]
    cuts = data.draw(st.lists(st.sampled_from(whole), unique=True, max_size=3)) if whole else []
    for one, other in cuts:
        book.cut(one, other)
    for each in reports[len(reports) // 2 + 1 :]:
        book.place(each)
    for one, other in cuts:
        assert other not in book.beside(one)
    assert book.operations() == operations_of(reports, book.families(), cuts)
    for one, other in cuts:
        book.rejoin(one, other)
    assert book.operations() == Book(reports).operations()
