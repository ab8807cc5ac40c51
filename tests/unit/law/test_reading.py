"""A profile is read strictly: one error that says the file, the key and what to do."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from clawback.errors import LawError
from clawback.law import Period, jurisdictions, profile, read_profile

DEMO = files("clawback.law").joinpath("profiles", "demo.toml").read_text("utf-8")


def written(folder: Path, text: str, name: str = "xx") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_file_is_read_by_its_name(tmp_path: Path) -> None:
    found = read_profile(written(tmp_path, DEMO))
    assert found.jurisdiction == "xx"
    assert not found.is_demo
    assert found.ids() == profile("demo", demo=True).ids()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('country = "GB"', 'country = "GB"\ncolour = "red"', "field colour: is not a key of a profile"),
        ('country = "GB"', "", "field country: is missing"),
        ('zone = "Europe/London"', 'zone = "Europe/Nowhere"', "field zone: 'Europe/Nowhere' is not a time zone"),
        ('least = "10.00"', 'least = "ten"', "field house.least: 'ten' is not an amount"),
        ('least = "10.00"', 'most = "10.00"', "field house.most: is not a key"),
        ('pseudonym_keys = "P30D"', 'pseudonym_keys = "30 days"', "house.pseudonym_keys: '30 days' is not a period"),
        ('pseudonym_keys = "P30D"', 'provisional_period = "P1D"', "house.provisional_period: P1D is not of hours"),
        ('action = "hold"', 'action = "seize"', r"field basis\[0\].action: 'seize' is not known; write one of hold"),
        ('action = "hold"', 'action = ["hold"]', r"field basis\[0\].action: \['hold'\] is not known"),
        ('law = "Invented law of the demo"', 'law = ""', r"field basis\[0\].law: '' is not a text"),
        ('facts = ["DEMO-1"]', 'facts = ["CN-99"]', r"field basis\[0\].facts: CN-99 is not a row of facts.toml"),
        ('facts = ["DEMO-1"]', "facts = []", r"field basis\[0\].facts: cites nothing"),
        ('facts = ["DEMO-1"]', 'facts = ["CN-6"]\nfact = "x"', r"field basis\[0\].fact: is not a key"),
        ("verified = false", "verified = true", r"field basis\[0\].verified: is true, but the text of DEMO-1 was read"),
        ("verified = false", 'verified = "no"', r"field basis\[0\].verified: 'no' is neither true nor false"),
        ("valid_from = 2020-01-01", 'valid_from = "2020-01-01"', r"\[0\].valid_from: '2020-01-01' is not a date"),
        ("valid_from = 2020-01-01", "valid_from = 2020-01-01T00:00:00Z", r"\[0\].valid_from: .* is not a date"),
        ('valid_to = "open"', "valid_to = 2019-12-31", r"field basis\[0\].valid_to: 2019-12-31 is before 2020-01-01"),
        ('ordered_by = ["centre", "police"]', 'ordered_by = ["king"]', r"\[0\].ordered_by: 'king' is not known"),
        ('ordered_by = ["centre", "police"]', 'ordered_by = ["police", "police"]', "names one thing twice"),
        ('threshold = "none"', 'threshold = { least = "1.00" }', "a sum and its currency go together"),
        ('threshold = "none"', 'threshold = { currency = "EUR", least = "1.001" }', "has more decimals"),
        ('rule = "required", within = "PT24H"', 'rule = "perhaps", within = "PT24H"', r"notice.rule: 'perhaps'"),
        ('first = "PT48H"', 'first = "48 hours"', r"field basis\[0\].hold.first: '48 hours' is not a period"),
        ('renewal = "P30D"\nrenewals = 3', 'renewal = "none"\nrenewals = 3', "a renewal is 'none'"),
        ("renewals = 3", "renewals = 0", "there are no renewals"),
        ("renewals = 3", "renewals = -1", "-1 is not a whole number from 0"),
        ("renewals = 3", "renewals = true", "True is not a whole number from 0"),
        ('calendar = "days"', 'calendar = "hours"', "P30D cannot be counted in hours"),
        ('calendar = "days"', 'calendar = { unit = "working-days", ends = "same-time" }', "end with the last of them"),
        ('calendar = "days"', 'calendar = { unit = "weeks" }', "'weeks' is not known; write one of hours, days"),
        ('runs_from = "placing"', 'runs_from = "placing"\nper_account = 0', "no hold at all could be placed"),
        ('runs_from = "placing"', 'runs_from = "placing"\nfollows = ["nothing"]', "follows nothing, which is"),
        ('id = "freeze"', 'id = "hold"', r"field basis\[1\]: two entries of hold are in force on one day"),
        ('confirm_within = "PT4H"', 'confirm_within = "P1D"', "P1D is not a period of hours"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in DEMO
    path = written(tmp_path, DEMO.replace(old, new, 1))
    with pytest.raises(LawError, match=said) as error:
        read_profile(path)
    assert str(error.value).startswith(str(path))


def test_days_of_a_notice_need_a_zone(tmp_path: Path) -> None:
    text = DEMO.replace('zone = "Europe/London"', 'zone = "unknown"')
    with pytest.raises(LawError, match="P5D cannot be counted: the zone is unknown"):
        read_profile(written(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "is not TOML"),
        ("name = " + "[" * 5_000, "is not TOML"),
        ("name = " + "9" * 5_000, "is not TOML"),
        ('name = "X"\ncountry = "GB"\nzone = "Europe/London"\nbasis = []', "has no basis"),
        (
            'name = "X"\ncountry = "GB"\nzone = "Europe/London"\nbasis = ["hold"]',
            r"basis\[0\]: is not a table",
        ),
    ],
)
def test_a_file_that_is_no_profile_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(LawError, match=said):
        read_profile(written(tmp_path, text))


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LawError, match="cannot be read"):
        read_profile(tmp_path / "none.toml")


def test_the_house_may_differ(tmp_path: Path) -> None:
    text = DEMO.replace('least = "10.00"', 'least = "25.00"\nnext_step = { no-funds = "stop" }')
    house = read_profile(written(tmp_path, text)).house
    assert (house.least, house.next_step["no-funds"]) == ("25.00", "stop")
    assert house.next_step["no-such-credit"] == "ask-again"
    assert (house.identities, profile("cn").house.identities) == (Period(months=12), "unknown")


def test_the_demo_works_only_for_who_says_so() -> None:
    with pytest.raises(LawError, match="invented law"):
        profile("demo")
    assert profile("demo", demo=True).is_demo
    assert "demo" not in jurisdictions()


@pytest.mark.parametrize("name", ["zz", "", "CN", "../house", "cn.toml"])
def test_a_jurisdiction_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(LawError, match="choose one of au, br, cn"):
        profile(name)
