"""Clayton's case favours the later payer, pari passu the earlier; the rolling charge lies between.

Source: Paul Todd (Cardiff), Equitable tracing: mixed funds (1996), and the same figures in the teaching on Barlow
Clowes International v Vaughan [1991] EWCA Civ 11: 10 in, 10 in, 10 out, 10 in, 10 out.
"""

from __future__ import annotations

import pytest

from tests.law.lines import cents, read_example
from tests.law.tracers import TRACERS

LINES = ["Paul +10", "Michael +10", "-10", "Karen +10", "-10"]
PARI_PASSU = cents("3.33")


@pytest.mark.parametrize("tracer", TRACERS)
def test_the_rolling_charge_lies_between(tracer: str) -> None:
    """For the later payer and for the earlier ones."""
    example = read_example(LINES)
    clayton = example.by_claimant(TRACERS[tracer](example, "fifo").standing)
    rolling = example.by_claimant(TRACERS[tracer](example, "pro-rata").standing)
    assert clayton["Karen"] > rolling["Karen"] > PARI_PASSU
    assert clayton["Paul"] < rolling["Paul"] < PARI_PASSU
    assert clayton["Michael"] < rolling["Michael"] < PARI_PASSU
