"""The model of kinds of scam: as new as its data, and blind to who and where."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import clawback
from clawback.reports.kinds import KINDS, kinds_of
from tools import train_kinds

RECEIVED = datetime(2026, 11, 24, tzinfo=UTC)
STORY = "{name} from {place} said he was a police officer and there was a warrant. I paid $4,000 to a safe account."
NAMES = ["Mr Okafor", "Mrs Nguyen", "Ivan", "Mohammed", "Li Wei", "John Smith", "Señora Pérez"]
PLACES = ["Lagos", "Hanoi", "Moscow", "Dubai", "Beijing", "Leeds", "Bogotá"]


def test_the_model_is_not_older_than_what_it_is_learned_from() -> None:
    from clawback.reports.kinds import _model

    assert _model()["made_from"] == train_kinds.made_from(), "run make kinds"


def test_probabilities_are_ordered_and_sum_to_no_more_than_one() -> None:
    found = kinds_of("police arrest warrant money laundering")
    assert [each.p for each in found] == sorted((each.p for each in found), reverse=True)
    assert sum(each.p for each in found) <= 1.001
    assert {each.type for each in found} <= set(KINDS)


def test_who_knows_nothing_is_not_sure() -> None:
    assert kinds_of("")[0].p < 0.5


@pytest.mark.parametrize(("name", "place"), list(zip(NAMES, PLACES, strict=True)))
def test_another_name_and_place_change_nothing(name: str, place: str) -> None:
    said = clawback.read_report(STORY.format(name=name, place=place), "US", RECEIVED)
    first = clawback.read_report(STORY.format(name="A man", place="a town"), "US", RECEIVED)
    assert said.scam_types[0].type == "police"
    assert abs(said.scam_types[0].p - first.scam_types[0].p) < 0.02
