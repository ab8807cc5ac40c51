"""`clawback extract`: facts out of a report's text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from datetime import datetime

    from clawback.reports.document import Document

__all__ = ["extract"]


def extract(
    file: Annotated[str, Parameter(allow_leading_hyphen=True)],
    *,
    country: str | None = None,
    received: str | None = None,
    output: Literal["table", "json"] = "table",
) -> None:
    """List the identifiers, amounts and times that a report names, and the likely kind of scam.

    Example: `clawback extract tests/data/reports/sample.txt --country CN --received 2026-11-24T09:00:00+08:00`

    What is listed is proposed, not found: a person confirms it. Nothing is sent anywhere. Numbers that name a
    person are masked.

    Parameters
    ----------
    file
        A text, e-mail (.eml), PDF, WhatsApp or Telegram export, or picture (with `clawback[ocr]`); - reads a text from
        standard input.
    country
        The report's country, such as CN: it decides national numbers, bare currencies, and the order of day and month.
    received
        When the report came, with an offset; relative times count from it. Now, unless given.
    output
        A table for people, or JSON.
    """
    from clawback.reports.ocr import doubted
    from clawback.reports.read import read_report

    document = _document(file)
    facts = read_report(document.text, country=_country(country), received=_time(received))
    if document.doubted:
        facts = doubted(facts)
    if output == "json":
        import json

        print(json.dumps(facts.to_dict(), ensure_ascii=False, indent=1))
        return
    from clawback.cli.extract_table import print_facts

    print_facts(facts, document)


def _document(file: str) -> Document:
    import sys

    from clawback.reports.files import document_of, read_file

    return document_of(sys.stdin.buffer.read()) if file == "-" else read_file(Path(file))


def _country(text: str | None) -> str | None:
    import re

    from clawback.errors import ReportError

    if text is not None and not re.fullmatch("[A-Za-z]{2}", text):
        raise ReportError(
            f"{text!r} is not a country", field="--country", remedy="write two letters, such as CN"
        )
    return text.upper() if text is not None else None


def _time(text: str | None) -> datetime | None:
    """With the offset that was written: the report's own day counts, not that of UTC."""
    from clawback.clock import from_micros, parse_time

    return None if text is None else from_micros(parse_time(text))
