"""Changing law is adding a dated entry; a hold keeps the basis of the day it was placed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from clawback.errors import LawError
from clawback.law import Period, Profile, basis, day_of, in_force, profile, read_profile
from tests.unit.law.build import at
from tests.unit.law.test_reading import DEMO, written


@pytest.fixture
def changed(tmp_path: Path) -> Profile:
    """The demo's hold, of 48 hours until 2026-06-30 and of 24 hours from the day after."""
    head, first, *rest = DEMO.split("[[basis]]")
    older = first.replace('valid_to = "open"', "valid_to = 2026-06-30")
    newer = first.replace("2020-01-01", "2026-07-01").replace('first = "PT48H"', 'first = "PT24H"')
    return read_profile(written(tmp_path, "[[basis]]".join([head, older, newer, *rest])))


@pytest.mark.parametrize(
    ("day", "hours"), [("2020-01-01", 48), ("2026-06-30", 48), ("2026-07-01", 24), ("2030-01-01", 24)]
)
def test_the_entry_of_the_day_counts(changed: Profile, day: str, hours: int) -> None:
    terms = basis(changed, "hold", date.fromisoformat(day)).hold
    assert terms is not None
    assert terms.first == Period(minutes=60 * hours)


def test_an_id_is_named_once(changed: Profile) -> None:
    assert changed.ids().count("hold") == 1
    assert [each.id for each in in_force(changed, date(2026, 7, 1))] == list(changed.ids())


def test_before_its_first_day_an_entry_is_not_in_force(changed: Profile) -> None:
    with pytest.raises(
        LawError, match="xx/hold is not in force on 2019-12-31: from 2020-01-01 to 2026-06-30; from"
    ):
        basis(changed, "hold", date(2019, 12, 31))
    assert in_force(changed, date(2019, 12, 31)) == ()


def test_an_entry_without_a_known_first_day_is_never_in_force() -> None:
    with pytest.raises(LawError, match="the day it came into force is unknown"):
        basis(profile("eu"), "fiu-suspension", date(2030, 1, 1))
    assert [each.id for each in in_force(profile("eu"), date(2030, 1, 1))] == ["freezing-order", "return"]


def test_entries_of_one_action() -> None:
    holds = in_force(profile("th"), date(2026, 11, 25), "hold")
    assert [each.id for each in holds] == ["victim-stop", "complaint-stop", "bank-stop"]


def test_an_id_that_is_not_there_is_refused() -> None:
    with pytest.raises(LawError, match="cn has no basis 'seize'; choose one of stop, freeze"):
        basis(profile("cn"), "seize", date(2026, 11, 25))


def test_a_time_is_not_a_day() -> None:
    with pytest.raises(LawError, match="is a time, not a day"):
        basis(profile("cn"), "stop", at("2026-11-25T00:00Z"))


def test_the_day_is_the_jurisdiction_s() -> None:
    late = at("2026-11-24T20:00Z")
    assert [day_of(profile(name), late).day for name in ("cn", "us", "eu")] == [25, 24, 24]
