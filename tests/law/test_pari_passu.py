"""Published pari passu figures against the exact division that every method of return uses."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from clawback import money
from tests.law.lines import cents
from tests.reference import division

EXAMPLES = tomllib.loads(Path(__file__).with_name("pari_passu.toml").read_text("utf-8"))["example"]


def plain_divide(amount: int, weights: Sequence[int]) -> list[int]:
    """The division of the reference, its parts in a list."""
    parts = division.divide(amount, dict(enumerate(weights)))
    return [parts.get(place, 0) for place in range(len(weights))]


@pytest.mark.parametrize("divide", [plain_divide, money.divide])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["source"])
def test_published_figures(example: dict[str, Any], divide: Any) -> None:
    """Each gets what was published, but for the rounding of the published figure, and the parts sum."""
    losses = {claimant: cents(text) for claimant, text in example["losses"].items()}
    left = cents(example["left"])
    gets = dict(zip(losses, divide(left, list(losses.values())), strict=True))
    assert sum(gets.values()) == left
    for claimant, text in example["gets"].items():
        assert abs(gets[claimant] * sum(losses.values()) - left * losses[claimant]) < sum(losses.values())
        assert abs(gets[claimant] - cents(text)) <= 1, claimant
    if sum(map(cents, example["gets"].values())) == left:
        assert gets == {claimant: cents(text) for claimant, text in example["gets"].items()}
