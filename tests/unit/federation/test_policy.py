"""A node's policy refuses what it does not name, and a policy that is wrong is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from clawback.errors import FederationError
from clawback.federation.node.policy import NO_POLICY, read_policy
from clawback.money import currency

EUR = currency("EUR")
GOOD = """
[[honour]]
owner = "centre"
bases = ["demo/hold-1"]
most = "5000.00"
most_a_day = "20000.00"
holds_a_day = 10
longest = "12h"
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "policy.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_policy_honours_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    policy = read_policy(written(tmp_path, GOOD), EUR)
    found = policy.find("centre", "demo/hold-1")
    assert found is not None
    assert (found.most, found.most_a_day, found.holds_a_day, found.holds_an_account) == (
        500_000,
        2_000_000,
        10,
        1,
    )
    assert found.longest == 12 * 3600 * 1_000_000
    assert policy.find("centre", "demo/hold-2") is None
    assert policy.find("other", "demo/hold-1") is None
    assert NO_POLICY.find("centre", "demo/hold-1") is None
    assert read_policy(written(tmp_path, ""), EUR) == NO_POLICY


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"5000.00"', "5000.0", "amount"),
        ('"5000.00"', '"five"', "amount"),
        ("holds_a_day = 10", "holds_a_day = -1", "whole number"),
        ("holds_a_day = 10", "", "holds_a_day is missing"),
        ('longest = "12h"', 'longest = "soon"', "duration"),
        ('longest = "12h"', "longer = 1", "longer is not known"),
        ('bases = ["demo/hold-1"]', 'bases = "demo/hold-1"', "list of texts"),
        ("[[honour]]", "[[honor]]", "nothing else"),
        ("[[honour]]", "[[honour", "TOML"),
        ("[[honour]]", "a = " + "[" * 5_000, "TOML"),
        ("= 10", "= " + "9" * 5_000, "TOML"),
    ],
)
def test_a_policy_that_is_wrong_is_refused(old: str, new: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(FederationError, match=words):
        read_policy(written(tmp_path, GOOD.replace(old, new)), EUR)


def test_the_longest_time_of_the_file_is_that_of_a_person_and_of_entries_that_say_none(
    tmp_path: Path,
) -> None:
    hour = 3_600_000_000
    other = GOOD.replace("demo/hold-1", "demo/hold-2").replace('longest = "12h"', "")
    policy = read_policy(written(tmp_path, f'longest = "6h"\n{GOOD}{other}'), EUR)
    assert policy.longest == 6 * hour
    assert [each.longest for each in policy.honours] == [12 * hour, 6 * hour]
    assert NO_POLICY.longest == read_policy(written(tmp_path, other), EUR).honours[0].longest == 24 * hour
    with pytest.raises(FederationError, match="longest: "):
        read_policy(written(tmp_path, "longest = 24"), EUR)
