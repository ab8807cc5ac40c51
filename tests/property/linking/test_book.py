"""Placing reports one by one, all at once, and the definition written anew: one answer, whatever came first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from clawback.linking.alike import shingles_of
from clawback.linking.book import Book
from clawback.linking.facts import Named, ReportFacts, Thing
from clawback.linking.things import things_of
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


@given(worlds(), st.data())
def test_what_leaves_leaves_nothing_behind(reports: list[ReportFacts], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(reports)))
    book, there = Book(reports[:first]), {each.number: each for each in reports[:first]}
    cuts: set[tuple[int, int]] = set()
    for each in data.draw(st.lists(st.sampled_from(reports), max_size=30)):
        if each.number in there:
            book.remove(each.number)
            del there[each.number]
            cuts = {pair for pair in cuts if each.number not in pair}
        else:
            book.place(each)
            there[each.number] = each
        if len(there) > 1 and data.draw(st.integers(0, 4)) == 0:
            one, other = sorted(data.draw(st.permutations(sorted(there)))[:2])
            book.cut(one, other)
            cuts.add((one, other))
    left = [there[number] for number in sorted(there)]
    anew = Book(left)
    assert book.families() == anew.families()
    for one, other in sorted(cuts):
        anew.cut(one, other)
    assert book.operations() == anew.operations() == operations_of(left, anew.families(), cuts)
    assert book.naming.things.keys() == anew.naming.things.keys()


@given(worlds())
def test_hashes_and_shingles_in_place_of_values_and_texts_link_the_same(reports: list[ReportFacts]) -> None:
    kept = [
        ReportFacts(
            number=each.number,
            received=each.received,
            things=tuple(things_of(each)),
            shingles=shingles_of(each.text),
            scam_type=each.scam_type,
        )
        for each in reports
    ]
    assert placed(kept).operations() == Book(kept).operations() == Book(reports).operations()


@given(worlds(), st.data())
def test_whoever_moved_is_told(reports: list[ReportFacts], data: st.DataObject) -> None:
    book = Book(reports)
    book.moved()
    before = {each.number: book.beside(each.number) for each in reports}
    gone = data.draw(st.sampled_from(reports)).number
    book.remove(gone)
    after = {each.number: book.beside(each.number) for each in reports if each.number != gone}
    assert book.moved() >= {each for each, stood in after.items() if stood != before[each]}
