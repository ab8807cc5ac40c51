"""Every profile is whole, dated and cited, and says `verified` only of what was read."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from clawback.law import Basis, Period, Profile, end_of, facts, jurisdictions, profile
from clawback.law.words import HOLDS, Refusal
from clawback.law.working_days import is_worked
from tests.unit.law.build import NOON

PROFILES = [profile(name) for name in jurisdictions()] + [profile("demo", demo=True)]
BASES = [basis for each in PROFILES for basis in each.bases]
YEAR = date(2027, 1, 1).toordinal()
ROWS_OF = {"gb": "UK", "in": "IND"}

every_profile = pytest.mark.parametrize("of", PROFILES, ids=lambda of: of.jurisdiction)
every_basis = pytest.mark.parametrize("of", BASES, ids=lambda of: f"{of.jurisdiction}/{of.id}")


def test_the_jurisdictions_are_those_that_were_looked_up() -> None:
    assert " ".join(jurisdictions()) == "au br cn es eu gb hk in my sg th us"


@every_profile
def test_a_profile_has_a_next_step_for_each_refusal(of: Profile) -> None:
    assert sorted(of.house.next_step) == sorted(get_args(Refusal))


@every_profile
def test_a_profile_s_country_has_holidays(of: Profile) -> None:
    weekdays = [day for day in map(date.fromordinal, range(YEAR, YEAR + 365)) if day.weekday() < 5]
    assert of.country == "unknown" or not all(is_worked(day, of.country) for day in weekdays)


@every_basis
def test_a_basis_is_dated(of: Basis) -> None:
    assert of.valid_from == "unknown" or of.is_in_force(date(2026, 11, 24))


@every_basis
def test_a_basis_cites_rows_of_its_own_jurisdiction(of: Basis) -> None:
    rows = ROWS_OF.get(of.jurisdiction, of.jurisdiction.upper())
    assert {row.rpartition("-")[0] for row in of.facts + of.objection.facts} == {rows}
    assert of.source == tuple(dict.fromkeys(facts()[row].source for row in of.facts))
    assert all(of.source)


@every_basis
def test_a_basis_is_verified_exactly_when_all_its_rows_were_read(of: Basis) -> None:
    assert of.verified == all(facts()[row].mark == "V" for row in of.facts)


@every_basis
def test_a_basis_has_the_terms_of_its_action_and_no_others(of: Basis) -> None:
    assert (of.hold is not None) == (of.action in HOLDS)
    assert (of.returns is not None) == (of.action == "return")
    assert (of.sharing is not None) == (of.action == "statement")


@pytest.mark.parametrize(
    "of", [each for each in BASES if each.hold], ids=lambda of: f"{of.jurisdiction}/{of.id}"
)
def test_a_first_period_is_within_the_total(of: Basis) -> None:
    terms = of.hold
    assert terms is not None
    if isinstance(terms.first, Period) and isinstance(terms.total, Period):
        first, total = (end_of(NOON, each, terms.calendar) for each in (terms.first, terms.total))
        assert NOON < first <= total


def test_only_a_restriction_or_delay_is_on_the_victim_s_account() -> None:
    on_victim = {f"{each.jurisdiction}/{each.id}" for each in BASES if each.on == "victim"}
    assert on_victim == {"sg/restriction-order", "gb/outbound-delay", "demo/restriction", "demo/delay"}


def test_no_real_law_has_an_emergency_rule_that_was_not_read() -> None:
    said = {each.jurisdiction for each in BASES if each.hold and not isinstance(each.hold.emergency, str)}
    assert said == {"demo"}


def test_the_demo_says_everything() -> None:
    usual = next(each for each in BASES if each.is_demo and each.id == "hold")
    assert "unknown" not in repr(usual)
    assert {each.action for each in BASES if each.is_demo} == {
        *HOLDS,
        "statement",
        "recall",
        "return",
        "referral",
    }
    assert {each.notice.rule for each in BASES if each.is_demo} == {"required", "delayed", "forbidden"}


def test_the_rows_say_how_they_were_read() -> None:
    assert len(facts()) == 98
    assert facts()["CN-11"].is_read
    assert not any(facts()[row].is_read for row in ("CN-6", "MY-4", "SG-3", "SG-9", "UK-4", "DEMO-1"))
