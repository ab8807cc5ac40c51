"""When article 8 sends money straight back, and when it divides in proportion after public notice."""

from __future__ import annotations

import pytest

from clawback.returning import Claim, Division, Hold, divide_plan
from tests.unit.returning.build import claim, hold, plan

FIRST, SECOND = claim("T1", 1000, H1=600), claim("T2", 3000, H1=400)


def divided(*parts: Hold | Claim) -> Division:
    return divide_plan(plan(*parts), "cn-2016-art-8")["cn-2016-art-8"]


def noticed(division: Division) -> bool:
    return any("30 days' public notice" in step for step in division.steps)


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        (
            (hold("H1", T1=500), FIRST, claim("T2", 3000)),
            "One inflow alone reached H1: T1 6.00 at 2026-01-02",
        ),
        (
            (hold("H1", {"T1": (500, 500)}, T1=500), FIRST, SECOND),
            "Time stamps separate the claims in H1: all five rules find T1 5.00.",
        ),
        ((hold("H1", T1=600, T2=400), FIRST, SECOND), "All that came into H1 is still held: T1 6.00"),
    ],
    ids=["one inflow", "bounds agree", "nothing left"],
)
def test_straight_back(parts: tuple[Hold | Claim, ...], why: str) -> None:
    division = divided(*parts)
    attributed = parts[0].claims if isinstance(parts[0], Hold) else {}
    assert division.pays == {"T1": 0, "T2": 0} | dict(attributed)
    assert division.steps[1].startswith(why)
    assert not noticed(division)


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        (
            (hold("H1", T1=500, T2=300), FIRST, SECOND),
            "8.00 of 10.00 is held, and the plan gives no bounds, so it is not shown that all five rules agree.",
        ),
        (
            (hold("H1", {"T1": (500, 500), "T2": (0, 300)}, T1=500, T2=300), FIRST, SECOND),
            "Time stamps do not separate the claims in H1: the five rules find T2 0.00 to 3.00.",
        ),
        (
            (hold("H1", T1=800), claim("T1", 1000), claim("T2", 3000)),
            "The plan lists neither inflows into H1 nor bounds, so nothing separates the claims.",
        ),
        (
            (hold("H1", T1=500, T2=300), FIRST, claim("T2", 3000)),
            "The plan lists no inflow of T2 into H1, so nothing separates the claims.",
        ),
    ],
    ids=["some left", "bounds differ", "nothing listed", "an inflow not listed"],
)
def test_in_proportion_to_loss(parts: tuple[Hold | Claim, ...], why: str) -> None:
    division = divided(*parts)
    assert division.pays == {"T1": 200, "T2": 600}
    assert division.steps[1].endswith(why)
    assert noticed(division)


def test_several_inflows_of_one_claim_go_straight_back() -> None:
    both = claim("T1", 1000, H1=600).arrived * 2
    division = divided(hold("H1", T1=700), Claim(id="T1", loss=1000, received=0, arrived=both))
    assert division.pays == {"T1": 700}
    assert division.steps[1].startswith("2 inflows, of T1 alone, reached H1: ")


def test_each_account_is_decided_alone_and_shared_by_those_who_reached_it() -> None:
    division = divided(
        hold("H1", T1=600),
        hold("H2", T2=100),
        hold("H3", T3=300),
        claim("T1", 5000, H1=600),
        claim("T2", 1000, H2=500, H3=500),
        claim("T3", 3000, H2=500, H3=500),
    )
    assert division.pays == {"T1": 600, "T2": 100, "T3": 300}
    assert "In proportion to loss: H2 1.00 + H3 3.00 = 4.00." in division.steps


def test_a_claim_that_is_whole_leaves_a_remainder() -> None:
    division = divided(hold("H1", T1=600), claim("T1", 1000, 900, H1=600))
    assert (division.pays, division.remainder) == ({"T1": 100}, 500)
