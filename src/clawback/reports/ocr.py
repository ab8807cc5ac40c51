"""Screenshots, by rapidocr (the extra `clawback[ocr]`): what it reads is in doubt until a check digit confirms it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from clawback.errors import ReportError
from clawback.reports.document import Document
from clawback.reports.facts import Facts

__all__ = ["doubted", "picture"]


def picture(data: bytes) -> Document:
    """The document of a picture, line by line. Raises ReportError where the extra is not installed, and
    for what is no picture."""
    reader = _reader()
    try:
        lines = reader(data).txts or ()
    except OSError:  # a picture's own reader says so of what is none
        raise ReportError(
            "this is not a picture that can be read", remedy="give a PNG or JPEG file"
        ) from None
    return Document(text="\n".join(lines), pieces=(), doubted=True)


@cache
def _reader() -> Any:
    """Its models are in its own package: nothing is fetched."""
    try:
        from rapidocr import RapidOCR
    except ImportError:
        raise ReportError(
            "reading text in pictures needs a part that is not installed",
            remedy="pip install 'clawback[ocr]'",
        ) from None
    return RapidOCR(params={"Global.log_level": "critical"})


def doubted(facts: Facts) -> Facts:
    """The same facts, certain only where a check digit or checksum holds."""
    identifiers = tuple(
        replace(each, certain=each.certain and "check" in each.because) for each in facts.identifiers
    )
    return replace(facts, identifiers=identifiers)
