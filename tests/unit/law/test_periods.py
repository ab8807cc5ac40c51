from __future__ import annotations

import pytest

from clawback.errors import LawError
from clawback.law import Period, parse_period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("P3D", Period(days=3)),
        ("P2W", Period(days=14)),
        ("P6M", Period(months=6)),
        ("P1Y", Period(months=12)),
        ("P1Y2M3D", Period(months=14, days=3)),
        ("PT48H", Period(minutes=2880)),
        ("PT30M", Period(minutes=30)),
        ("PT1H30M", Period(minutes=90)),
    ],
)
def test_a_period_is_read(text: str, period: Period) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize("text", ["P3D", "P6M", "P1Y2M3D", "PT48H", "PT1H30M", "PT30M", "P92D"])
def test_a_period_is_written_as_it_was_read(text: str) -> None:
    assert str(parse_period(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "P", "PT", "3D", "P0D", "PT0H", "P-1D", "P1.5D", "P1DT12H", "PT5S", "p3d", "P3D ", "P1H", "PT1D"],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(LawError):
        parse_period(text)


def test_a_period_is_of_days_or_of_hours() -> None:
    with pytest.raises(LawError, match="not of both"):
        Period(days=1, minutes=60)
    with pytest.raises(LawError, match="longer than zero"):
        Period(days=2, months=-1)
