"""Which operation goes on in which group."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clawback.server.casework.operations.matching import Group, matched, portions


@pytest.mark.parametrize(
    ("groups", "stood_in", "worked", "expected"),
    [
        ([(1, 2)], {}, (), {(1, 2): None}),
        ([(1, 2, 3)], {1: 7, 2: 7}, (), {(1, 2, 3): 7}),
        # parted: where most of its reports are
        ([(1, 2), (3, 4, 5)], {1: 7, 2: 7, 3: 7, 4: 7, 5: 7}, (), {(1, 2): None, (3, 4, 5): 7}),
        # joined: the one with most, unless another is worked
        ([(1, 2, 3)], {1: 7, 2: 8, 3: 8}, (), {(1, 2, 3): 8}),
        ([(1, 2, 3)], {1: 7, 2: 8, 3: 8}, (7,), {(1, 2, 3): 7}),
        # as many: the older; and the other goes on elsewhere
        ([(1, 2), (3, 4)], {1: 8, 2: 7, 3: 8}, (), {(1, 2): 7, (3, 4): 8}),
    ],
)
def test_an_operation_goes_on_in_one_group(
    groups: list[Group], stood_in: dict[int, int], worked: tuple[int, ...], expected: dict[Group, int | None]
) -> None:
    assert matched(groups, stood_in, worked) == expected


@given(
    st.lists(st.sets(st.integers(0, 40), min_size=2, max_size=6), max_size=8),
    st.dictionaries(st.integers(0, 40), st.integers(0, 6)),
    st.integers(1, 20),
)
def test_matching_by_portions_is_matching_at_once(
    drawn: list[set[int]], stood_in: dict[int, int], least: int
) -> None:
    groups: list[Group] = []
    for each in drawn:
        left = each.difference(*groups)
        groups += [tuple(sorted(left))] if len(left) > 1 else []
    by_portion: dict[Group, int | None] = {}
    seen: list[int] = []
    for portion in portions(groups, stood_in, least):
        inside = [group for group in groups if portion.issuperset(group)]
        by_portion |= matched(inside, {each: stood_in[each] for each in portion & stood_in.keys()}, ())
        seen += portion
    assert sorted(seen) == sorted({each for group in groups for each in group} | stood_in.keys())
    assert by_portion == matched(groups, stood_in, ())
