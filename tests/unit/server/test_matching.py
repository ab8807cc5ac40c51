"""Which operation goes on in which group."""

from __future__ import annotations

import pytest

from clawback.server.casework.operations.matching import Group, matched


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
