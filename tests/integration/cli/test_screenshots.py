"""A screenshot is read by the extra `clawback[ocr]`; what no check digit confirms is in doubt."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from clawback.cli.app import run

LINES = (
    "Transfer completed",
    "To: DE89 3704 0044 0532 0130 00",
    "Call me: +44 7700 900123",
    "Amount: EUR 3,200.00",
)


@pytest.fixture
def screenshot(tmp_path: Path) -> Path:
    """As a telephone makes one, with where it was taken in its metadata."""
    picture = Image.new("RGB", (760, 60 * len(LINES) + 40), "white")
    font = ImageFont.load_default(30)
    for row, line in enumerate(LINES):
        ImageDraw.Draw(picture).text((24, 24 + 60 * row), line, fill="black", font=font)
    made = io.BytesIO()
    picture.save(made, "PNG")
    path = tmp_path / "screenshot.png"
    path.write_bytes(made.getvalue())
    return path


def test_what_a_check_digit_confirms_is_certain_and_nothing_else(
    screenshot: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["extract", str(screenshot), "--country", "DE", "--output", "json"]) == 0
    said, errors = capfd.readouterr()
    assert errors == ""
    found = json.loads(said)
    certain = {(each["kind"], each["value"]): each["certain"] for each in found["identifiers"]}
    assert certain["iban", "DE89370400440532013000"] is True
    assert certain["phone", "+447700900123"] is False
    assert [each["amount"] for each in found["amounts"]] == ["3200.00"]
