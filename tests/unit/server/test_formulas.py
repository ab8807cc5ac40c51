"""No text of ours is a formula where a spreadsheet opens it; every other text stays as it is."""

from __future__ import annotations

import pytest

from clawback.cli.texts import as_text
from clawback.server.casework.formulas import no_formula


@pytest.mark.parametrize(
    "begin", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
)
def test_what_a_spreadsheet_would_run_gets_a_mark(begin: str) -> None:
    assert no_formula(f"{begin}1+1") == as_text(f"{begin}1+1") == f"'{begin}1+1"


@pytest.mark.parametrize("text", ["", "a=1", "1,000.00", "'=1", " =1"])
def test_every_other_text_stays(text: str) -> None:
    assert no_formula(text) == as_text(text) == text
