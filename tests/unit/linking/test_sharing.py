"""Two centres find what they share by keyed digests."""

from __future__ import annotations

import pytest

from clawback.errors import ReportError
from clawback.linking.book import Book
from clawback.linking.sharing import Common, Sheet, common, digest_of, sheet_of, things_behind
from tests.unit.linking.test_guards import named, told

KEY = bytes(range(32))


def books() -> tuple[Book, Book]:
    ours = Book([told(1, *named("x", "y")), told(2, *named("x"))])
    return ours, Book([told(1, *named("x")), told(2, *named("z"))])


def test_what_both_name_is_found_with_counts() -> None:
    ours, theirs = books()
    found = common(sheet_of(ours, KEY, "autumn"), sheet_of(theirs, KEY, "autumn"))
    assert [(each.ours, each.theirs) for each in found] == [(2, 1)]
    assert things_behind(ours, KEY)[found[0].digest].value == "x"


def test_nothing_but_digests_and_counts_crosses() -> None:
    sheet = sheet_of(books()[0], KEY, "autumn")
    assert all(len(bytes.fromhex(digest)) == 32 for digest in sheet.counts)
    assert sorted(sheet.counts.values()) == [1, 2]


def test_another_key_shares_nothing_and_another_name_is_refused() -> None:
    ours, theirs = books()
    assert common(sheet_of(ours, KEY, "a"), sheet_of(theirs, KEY[::-1], "a")) == []
    with pytest.raises(ReportError, match="under the keys"):
        common(sheet_of(ours, KEY, "a"), sheet_of(theirs, KEY, "b"))


def test_short_keys_and_rows_that_are_none_are_refused() -> None:
    thing = next(iter(things_behind(books()[0], KEY).values()))
    with pytest.raises(ReportError, match="too short"):
        digest_of(thing, b"short")
    with pytest.raises(ReportError, match="no row"):
        Sheet(key="a", counts={"+8613900000001": 1})
    with pytest.raises(ReportError, match="no row"):
        Sheet(key="a", counts={"0" * 64: 0})


def test_the_rarest_is_first() -> None:
    sheet = Sheet(key="a", counts={"0" * 64: 5, "1" * 64: 1})
    assert common(sheet, sheet)[0] == Common(digest="1" * 64, ours=1, theirs=1)
