"""One cent leaves an account into which three claimants paid one cent each: the parts still sum to it.

Source: a public test suite of account tracing keyed to authorities (largest remainder).
"""

from __future__ import annotations

import pytest

from tests.law.lines import read_example
from tests.law.tracers import TRACERS


@pytest.mark.parametrize("tracer", TRACERS)
@pytest.mark.parametrize("rule", ["pro-rata", "own-first"])
def test_the_parts_of_a_cent_sum_to_it(rule: str, tracer: str) -> None:
    """One claimant bears it whole, and two cents stand."""
    example = read_example(["A +0.01", "B +0.01", "C +0.01", "-0.01"])
    outcome = TRACERS[tracer](example, rule)
    assert sum(outcome.paid["4"].values()) == 1
    assert sum(outcome.standing.values()) == 2
