"""PDFs: the text of each page."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError

from clawback.errors import ReportError
from clawback.reports.document import Document, joined
from clawback.reports.portions import MOST

__all__ = ["pdf"]

_PAGES = 500


def pdf(data: bytes) -> Document:
    """The document of a PDF, of its first 500 pages, or as many as are read.

    Raises ReportError for one locked, broken or of pictures."""
    try:
        parts = list(_pages(_opened(data)))
    except ReportError:
        raise
    except Exception as error:  # noqa: BLE001 - a broken file makes its reader fail in any way
        raise ReportError(f"the PDF cannot be read: {' '.join(str(error).split())}") from None
    if not any(text.strip() for _, text in parts):
        raise ReportError("the PDF has no text, only pictures", remedy="give its pages as pictures")
    return joined(parts)


def _opened(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(BytesIO(data))
        if not reader.is_encrypted or reader.decrypt(""):
            return reader
    except (DependencyError, NotImplementedError):  # what is not opened here, though its password be empty
        raise ReportError("the PDF is locked by encryption", remedy="save it without") from None
    raise ReportError("the PDF is locked by a password", remedy="save it without one")


def _pages(reader: PdfReader) -> Iterator[tuple[str, str]]:
    length = 0
    for number, page in enumerate(reader.pages[:_PAGES], 1):
        text = page.extract_text()
        yield f"page {number}", text
        length += len(text)
        if length > MOST:
            return
