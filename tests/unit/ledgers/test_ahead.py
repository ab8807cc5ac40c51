"""Reading one step ahead."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from clawback.ledgers.ahead import one_ahead


class Source:
    """Items 0, 1, 2, ... with an error after some."""

    def __init__(self, good: int) -> None:
        self.good = good
        self.made = 0
        self.closed = False

    def __iter__(self) -> Iterator[int]:
        try:
            for number in range(self.good):
                self.made += 1
                yield number
            raise ValueError("torn")
        finally:
            self.closed = True


def test_items_come_in_order_and_an_error_in_its_place() -> None:
    source = Source(5)
    seen: list[int] = []
    with pytest.raises(ValueError, match="torn"), one_ahead(source) as items:
        seen.extend(items)
    assert seen == [0, 1, 2, 3, 4]
    assert source.closed


def test_it_reads_one_item_ahead_and_no_more() -> None:
    source = Source(10)
    with one_ahead(source) as items:
        assert [next(items), next(items)] == [0, 1]
    assert (source.made, source.closed) == (3, True)


def test_what_is_not_a_generator_ends_too() -> None:
    with one_ahead([1, 2, 3]) as items:
        assert list(items) == [1, 2, 3]
