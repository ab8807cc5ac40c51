"""On reports put aside before any rule was tuned, intake is as good as it says."""

from __future__ import annotations

from typing import Any

import pytest

from clawback.reports.kinds import KINDS
from tools import measure_intake, measure_kinds, measured_first


@pytest.fixture(scope="module")
def half() -> dict[str, Any]:
    return measure_intake.measure(measure_intake.labelled("test"))


@pytest.mark.parametrize(("what", "least"), [("identifiers", 0.95), ("amounts", 0.93), ("times", 0.85)])
def test_f1(half: dict[str, Any], what: str, least: float) -> None:
    assert measure_intake.f1(half["tallies"][what]) >= least


def test_the_kind_of_scam_is_right_and_its_probability_honest(half: dict[str, Any]) -> None:
    right = [right for _, right, _, _ in half["guesses"]]
    assert sum(right) / len(right) >= 0.80
    assert measure_intake.calibration(half["guesses"])[1] < 0.1


@pytest.mark.parametrize("language", measure_intake.LANGUAGES)
def test_no_language_is_far_under_the_mean(half: dict[str, Any], language: str) -> None:
    guesses = half["guesses"]
    own = [right for _, right, of, _ in guesses if of == language]
    assert sum(own) / len(own) > sum(right for _, right, _, _ in guesses) / len(guesses) - 0.10


@pytest.mark.parametrize("split", ["dev", "test", *measure_intake.FRESH])
def test_labels_are_places_of_their_text(split: str) -> None:
    for row in measure_intake.labelled(split):
        for each in (*row["identifiers"], *row["amounts"], *row["times"]):
            assert row["text"][each["start"] : each["end"]] == each["text"], row["id"]


def test_there_are_three_hundred_and_no_report_is_in_both() -> None:
    splits = ("dev", "test", *measure_intake.FRESH)
    texts = [row["text"] for split in splits for row in measure_intake.labelled(split)]
    assert len(texts) >= 300
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("split", list(measure_intake.FRESH))
def test_what_was_fresh_once_stays_read(split: str) -> None:
    rows = measure_intake.measure(measure_intake.labelled(split))
    scores = [measure_intake.f1(rows["tallies"][what]) for what in ("identifiers", "amounts", "times")]
    assert all(score >= least for score, least in zip(scores, (0.95, 0.93, 0.85), strict=True)), scores


def test_first_figures_are_written_once() -> None:
    with pytest.raises(ValueError, match="first before"):
        measured_first.keep("fresh", {})


@pytest.mark.parametrize("split", list(measure_kinds.FRESH))
def test_reports_for_the_kind_alone_are_of_all_languages_and_kinds_and_first_measured(split: str) -> None:
    told = measure_kinds.told(split)
    assert {each.language for each in told} == set(measure_intake.LANGUAGES)
    assert {each.kind for each in told} == set(KINDS)
    assert len({each.text for each in told}) == len(told) == measured_first.kept()[split]["reports"]


def test_what_was_never_learned_from_is_right_and_honestly_sure() -> None:
    now = measure_kinds.figures(measure_kinds.guesses("fresh4"))
    assert now["scam_type"] >= 0.80
    assert now["calibration_error"] < 0.08


def test_the_same_story_has_its_kind_in_every_language() -> None:
    shares = measure_kinds.parallel()
    mean = sum(shares.values()) / len(shares)
    assert set(shares) == set(measure_intake.LANGUAGES)
    assert mean >= 0.90
    assert min(shares.values()) >= mean - 0.10, shares
