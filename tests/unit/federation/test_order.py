"""One order out of several."""

from __future__ import annotations

import pytest

from clawback.federation.lab.order import joined_order


@pytest.mark.parametrize(
    ("orders", "settled_at", "joined"),
    [
        ([["b", "a"]], {"a": 1, "b": 1}, ["b", "a"]),
        ([["b"], ["a"]], {"a": 1, "b": 1}, ["a", "b"]),
        ([["c", "a"], ["b", "c"]], {"a": 1, "b": 1, "c": 1}, ["b", "c", "a"]),
        ([["a", "b"]], {"a": 2, "b": 1}, ["b", "a"]),
        ([["a", "b"], ["b", "a"]], {"a": 1, "b": 1}, ["a", "b"]),
        ([["c", "b", "a"], ["a", "b"]], {"a": 1, "b": 1, "c": 1}, ["c", "a", "b"]),
        ([], {}, []),
    ],
)
def test_each_order_is_kept_as_far_as_they_agree(
    orders: list[list[str]], settled_at: dict[str, int], joined: list[str]
) -> None:
    assert joined_order(orders, settled_at) == joined
