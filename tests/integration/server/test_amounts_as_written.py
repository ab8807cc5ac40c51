"""An amount as people write it is read as itself, or refused: never as another amount."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, example, given
from hypothesis import strategies as st

from clawback.money import currency, format_amount

CODES = st.sampled_from(["EUR", "JPY", "KWD"])
MARKS = st.sampled_from([",", ".", " ", "'", "\u00a0", "\uff0c"])
pytestmark = pytest.mark.usefixtures("server")  # texts of refusals are Django's to translate
POINTS = st.sampled_from([".", ","])


def written(units: int, code: str, mark: str, point: str) -> str:
    whole, _, tail = format_amount(units, currency(code)).partition(".")
    grouped = f"{int(whole):,}".replace(",", mark)
    return f"{grouped}{point}{tail}" if tail else grouped


@given(units=st.integers(0, 10**15), code=CODES, mark=MARKS, point=POINTS)
@example(units=123_450, code="EUR", mark=",", point=".")
def test_what_is_written_out_is_read_back_or_refused(units: int, code: str, mark: str, point: str) -> None:
    from clawback.server.shown.report_form.amounts import read_amount

    text = written(units, code, mark, point)
    assume(point != mark and (point, mark) != (",", "\uff0c"))  # nobody writes one mark for both
    try:
        found = read_amount(text, currency(code))
    except ValidationError:
        # One mark in all, with three digits after it: two readings.
        assert sum(each in ".,\uff0c" for each in text) == 1
        return
    assert found == units


@given(text=st.text(max_size=20), code=CODES)
def test_anything_else_is_refused_in_words(text: str, code: str) -> None:
    from clawback.server.shown.report_form.amounts import read_amount

    try:
        found = read_amount(text, currency(code))
    except ValidationError:
        return
    assert 0 <= found < 2**63


@pytest.mark.parametrize(
    ("text", "code", "units"),
    [
        ("1234.5", "EUR", 123_450),
        ("1,234.50", "EUR", 123_450),
        ("1.234,50", "EUR", 123_450),
        ("12,34,567.00", "EUR", 123_456_700),
        ("1,234,567", "EUR", 123_456_700),
        ("EUR 12", "EUR", 1_200),
        ("\uff11\uff12", "EUR", 1_200),
        ("1,234", "JPY", 1_234),
        (".5", "EUR", 50),
        ("1 234,50", "EUR", 123_450),
        ("1'234'567", "EUR", 123_456_700),
        ("12 EUR", "EUR", 1_200),
    ],
)
def test_each_way_of_writing(text: str, code: str, units: int) -> None:
    from clawback.server.shown.report_form.amounts import read_amount

    assert read_amount(text, currency(code)) == units


@pytest.mark.parametrize(
    "text",
    [
        *("1,234", "1.234", "12.345", "1,23.4,5", "1.2.3", "ten", "-5", "1.234.5", "5e3", "", "1,2,3"),
        *("10 50", "250 00", "1 2 3", "1'5", "10_5", "1 234.5 0", "1,234 567"),
    ],
)
def test_what_can_be_read_in_two_ways_or_none_is_refused(text: str) -> None:
    from clawback.server.shown.report_form.amounts import read_amount

    with pytest.raises(ValidationError):
        read_amount(text, currency("EUR"))
