"""Openings of a trace: inferred, given, or from a list."""

import pytest

import clawback
from clawback.money import INT64_MAX
from clawback.tracing.openings import choose_openings
from tests.unit.tracing.build import ledger_of, standing

LINES = ("v > m 100", "m > n 250", "o > m 30")


def test_inferred_is_the_least_with_which_nothing_is_overdrawn() -> None:
    openings = choose_openings(ledger_of(*LINES), "infer")
    assert openings.kind() == "inferred"
    assert openings.balance.tolist() == [150, 0, 30, 100]  # m, n, o, v


def test_given_ones_count_and_the_rest_is_inferred() -> None:
    found = clawback.trace(ledger_of(*LINES), claims=["T1"], opening={("B", "m"): -20, ("B", "x"): 5})
    assert found.openings.kind() == "mixed"
    answer = found.to_dict()
    assert answer["rules"]["fifo"]["positions"][0]["kind"] == "overdraft"
    assert standing(found, "fifo") == {"n": 80}


def test_given_is_refused_where_none_are() -> None:
    with pytest.raises(clawback.TraceError, match="no given opening"):
        clawback.trace(ledger_of(*LINES), claims=["T1"], opening="given")
    with pytest.raises(clawback.TraceError, match="choose infer, given"):
        clawback.trace(ledger_of(*LINES), claims=["T1"], opening="guess")


@pytest.mark.parametrize("units", [INT64_MAX - 100, -INT64_MAX + 100])
def test_an_opening_that_leads_beyond_int64_is_refused(units: int) -> None:
    with pytest.raises(clawback.TraceError, match="beyond what can be counted"):
        clawback.trace(ledger_of(*LINES), claims=["T1"], opening={("B", "m"): units})
