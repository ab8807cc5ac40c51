"""Every method against the second implementation, and what holds for every method of any plan."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clawback.returning import METHODS, Claim, Plan, divide_plan
from clawback.returning.rising_tide import tide
from tests.property.returning.plain import PLAIN, brute_tide, risen
from tests.property.returning.plans import plans


@settings(max_examples=500)
@given(plans())
def test_equals_the_second_implementation(plan: Plan) -> None:
    found = divide_plan(plan)
    assert {name: dict(division.pays) for name, division in found.items()} == {
        name: PLAIN[name](plan) for name in METHODS
    }


@given(plans())
def test_adds_up_and_pays_no_claim_beyond_its_loss(plan: Plan) -> None:
    for division in divide_plan(plan).values():
        assert list(division.pays) == list(division.unpaid) == [claim.id for claim in plan.claims]
        assert sum(division.pays.values()) + division.remainder == plan.held
        assert division.remainder >= 0
        for claim in plan.claims:
            assert 0 <= division.pays[claim.id] <= claim.loss - claim.received
            assert division.unpaid[claim.id] == claim.loss - claim.received - division.pays[claim.id]


@given(plans())
def test_one_method_alone_is_the_same_as_beside_the_others(plan: Plan) -> None:
    beside = divide_plan(plan)
    assert {name: divide_plan(plan, name)[name] for name in METHODS} == beside


@given(plans())
def test_the_order_of_claims_decides_ties_alone(plan: Plan) -> None:
    turned = replace(plan, claims=plan.claims[::-1])
    for name in METHODS:
        pays, again = divide_plan(plan, name)[name].pays, divide_plan(turned, name)[name].pays
        pools = len(plan.holds) if name == "cn-2016-art-8" else 1
        assert all(abs(pays[claim] - again[claim]) <= pools for claim in pays)
    assert divide_plan(plan, "traced")["traced"].pays == divide_plan(turned, "traced")["traced"].pays


@given(plans())
def test_without_ties_the_order_of_claims_decides_nothing(plan: Plan) -> None:
    total = sum(claim.loss for claim in plan.claims)
    fractions = [Fraction(plan.held * claim.loss, total) % 1 for claim in plan.claims] if total else []
    turned = replace(plan, claims=plan.claims[::-1])
    same = (
        divide_plan(plan, "pari-passu")["pari-passu"].pays
        == divide_plan(turned, "pari-passu")["pari-passu"].pays
    )
    assert same or len(set(fractions)) < len(fractions)


@given(plans())
def test_the_order_of_holds_decides_nothing(plan: Plan) -> None:
    turned = replace(plan, holds=plan.holds[::-1])
    for name, division in divide_plan(plan).items():
        assert divide_plan(turned, name)[name].pays == division.pays


@pytest.mark.parametrize("method", ["pari-passu", "rising-tide"])
@given(plan=plans(), more=st.integers(1, 5))
def test_more_held_gives_no_claim_less_but_for_the_rounded_unit(plan: Plan, more: int, method: str) -> None:
    richer = _with_more(plan, more)
    before, after = divide_plan(plan, method)[method], divide_plan(richer, method)[method]
    assert all(after.pays[claim] >= units - 1 for claim, units in before.pays.items())


@given(plans(), st.integers(0, 5))
def test_the_tide_is_the_highest_that_is_covered(plan: Plan, more: int) -> None:
    t = tide(plan.held, plan.claims)
    assert t == brute_tide(plan.held, plan.claims)
    assert tide(plan.held + more, plan.claims) >= t
    if t < 1:
        assert sum(risen(t, plan.claims)) == plan.held
        assert sum(risen(t + Fraction(1, 10**30), plan.claims)) > plan.held


@given(plans())
def test_rising_tide_lifts_nobody_above_one_who_is_lower(plan: Plan) -> None:
    pays = divide_plan(plan, "rising-tide")["rising-tide"].pays
    level = tide(plan.held, plan.claims)
    for claim in plan.claims:
        assert abs(pays[claim.id] - max(Fraction(0), level * claim.loss - claim.received)) < 1


@given(plans())
def test_claims_that_received_nothing_share_alike_by_both_proportional_methods(plan: Plan) -> None:
    fresh = replace(plan, claims=tuple(_unpaid(claim) for claim in plan.claims))
    found = divide_plan(fresh)
    assert found["pari-passu"].pays == found["rising-tide"].pays


def _unpaid(claim: Claim) -> Claim:
    return replace(claim, received=0)


def _with_more(plan: Plan, more: int) -> Plan:
    first = plan.holds[0]
    name = plan.claims[0].id
    claims = {**first.claims, name: first.claims.get(name, 0) + more}
    richer = replace(first, amount=first.amount + more, claims=claims, bounds=None)
    bare = tuple(replace(claim, arrived=()) for claim in plan.claims)
    return replace(plan, holds=(richer, *plan.holds[1:]), claims=bare)
