"""Limits of a walk: how they are written, and the preset."""

from datetime import timedelta

import pytest

from clawback.errors import InputError, TraceError
from clawback.money import currency
from clawback.tracing.limits import Limits, preset


def test_the_preset_has_the_published_values() -> None:
    shown = preset("med-2.0").to_dict(currency("BRL"))
    assert shown == {"max_hops": 5, "hop_window_s": 86400, "min_amount": "200.00", "max_transfers": 500}


def test_none_follows_everything() -> None:
    assert set(preset("none").to_dict(currency("EUR")).values()) == {None}


def test_min_amount_is_read_in_the_ledgers_currency() -> None:
    assert Limits(min_amount="200").min_units(currency("JPY")) == 200
    assert Limits(min_amount="200").min_units(currency("EUR")) == 20000
    with pytest.raises(TraceError, match="more decimals"):
        Limits(min_amount="0.5").min_units(currency("JPY"))


def test_a_window_is_a_duration_or_a_text() -> None:
    assert (
        Limits(hop_window="90m").window_micros() == Limits(hop_window=timedelta(minutes=90)).window_micros()
    )
    assert Limits(hop_window=timedelta(milliseconds=1500)).to_dict(currency("EUR"))["hop_window_s"] == 1.5


@pytest.mark.parametrize(
    "limits",
    [
        {"max_hops": -1},
        {"max_hops": 1.5},
        {"max_transfers": True},
        {"min_amount": 200},
        {"hop_window": 5},
        {"hop_window": "a day"},
        {"hop_window": timedelta(seconds=-1)},
    ],
)
def test_what_is_no_limit_is_refused(limits: dict[str, object]) -> None:
    with pytest.raises(InputError):
        Limits(**limits)  # type: ignore[arg-type]


def test_a_negative_least_amount_is_refused() -> None:
    with pytest.raises(TraceError, match="not below zero"):
        Limits(min_amount="-1").min_units(currency("EUR"))


def test_an_unknown_preset_names_those_there_are() -> None:
    with pytest.raises(TraceError, match=r"none or med-2\.0"):
        preset("med-3.0")
