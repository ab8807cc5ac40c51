"""Each method on plans small enough to do by hand."""

from __future__ import annotations

import pytest

from clawback.errors import PlanError
from clawback.returning import METHODS, divide_plan
from tests.unit.returning.build import claim, hold, plan


def test_traced_pays_the_attributions_of_all_holds() -> None:
    division = divide_plan(
        plan(hold("H1", T1=600, T2=400), hold("H2", T2=50), claim("T1", 9999), claim("T2", 9999)), "traced"
    )["traced"]
    assert division.pays == {"T1": 600, "T2": 450}
    assert division.remainder == 0
    assert "T2: 4.00 + 0.50 = 4.50." in division.steps


def test_traced_leaves_what_a_claim_no_longer_lacks() -> None:
    division = divide_plan(plan(hold("H1", T1=600), claim("T1", 1000, 700)), "traced")["traced"]
    assert (division.pays, division.unpaid, division.remainder) == ({"T1": 300}, {"T1": 0}, 300)
    assert "T1: 6.00 is more than it still lacks, 10.00 - 7.00 = 3.00; it gets 3.00." in division.steps


def test_pari_passu_gives_the_unit_left_over_to_the_earlier_of_equals() -> None:
    three = plan(hold("H1", T1=1000), *(claim(name, 100_000) for name in ("T1", "T2", "T3")))
    assert divide_plan(three, "pari-passu")["pari-passu"].pays == {"T1": 334, "T2": 333, "T3": 333}


def test_pari_passu_does_not_divide_again_what_a_cap_cuts_off() -> None:
    division = divide_plan(
        plan(hold("H1", T1=5000), claim("T1", 10_000, 9000), claim("T2", 10_000)), "pari-passu"
    )["pari-passu"]
    assert (division.pays, division.remainder) == ({"T1": 1000, "T2": 2500}, 1500)


def test_pari_passu_can_take_a_unit_away_when_more_is_held() -> None:
    """The Alabama paradox of largest remainders: the third claim gets 2 of 10, but 1 of 11."""
    losses = [claim("T1", 6), claim("T2", 6), claim("T3", 2)]
    ten, eleven = (plan(hold("H1", T1=held), *losses) for held in (10, 11))
    assert divide_plan(ten, "pari-passu")["pari-passu"].pays == {"T1": 4, "T2": 4, "T3": 2}
    assert divide_plan(eleven, "pari-passu")["pari-passu"].pays == {"T1": 5, "T2": 5, "T3": 1}


def test_rising_tide_counts_what_was_received() -> None:
    division = divide_plan(
        plan(hold("H1", A=6000), claim("A", 15_000, 6000), claim("B", 15_000, 3000), claim("C", 15_000)),
        "rising-tide",
    )["rising-tide"]
    assert division.pays == {"A": 0, "B": 1500, "C": 4500}
    assert "A: 3/10 * 150.00 - 60.00 is not above zero: nothing." in division.steps


def test_rising_tide_stops_at_whole_claims() -> None:
    division = divide_plan(plan(hold("H1", A=900), claim("A", 500, 100), claim("B", 200)), "rising-tide")[
        "rising-tide"
    ]
    assert (division.pays, division.unpaid, division.remainder) == (
        {"A": 400, "B": 200},
        {"A": 0, "B": 0},
        300,
    )
    assert "so t = 1." in division.steps[1]


def test_rising_tide_with_nothing_held() -> None:
    division = divide_plan(plan(hold("H1", A=0), claim("A", 500, 100), claim("B", 200, 100)), "rising-tide")[
        "rising-tide"
    ]
    assert division.pays == {"A": 0, "B": 0}
    assert "no claim rises above t = 1/5" in division.steps[1]


@pytest.mark.parametrize("method", METHODS)
def test_claims_without_a_loss_get_nothing(method: str) -> None:
    division = divide_plan(plan(hold("H1", T1=5), claim("T1", 0), claim("T2", 0)), method)[method]
    assert (division.pays, division.remainder) == ({"T1": 0, "T2": 0}, 5)


def test_a_method_that_does_not_exist_is_refused() -> None:
    with pytest.raises(PlanError, match="'fair' is not a method of return; use all, or one of traced"):
        divide_plan(plan(hold("H1", T1=5), claim("T1", 5)), "fair")


def test_traced_is_refused_without_rule() -> None:
    found = plan(hold("H1", T1=5), claim("T1", 5), rule=None, method="pari-passu")
    with pytest.raises(PlanError, match="field rule: is missing"):
        divide_plan(found, "traced")
    assert divide_plan(found, "pari-passu")["pari-passu"].pays == {"T1": 5}
