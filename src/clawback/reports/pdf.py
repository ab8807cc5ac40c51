"""PDFs: the text of each page."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from clawback.errors import ReportError
from clawback.reports.document import Document, joined

__all__ = ["pdf"]

_PAGES = 500


def pdf(data: bytes) -> Document:
    """The document of a PDF, of its first 500 pages. Raises ReportError for one locked, broken or of pictures."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReportError("the PDF is locked by a password", remedy="save it without one")
        parts = [
            (f"page {number}", page.extract_text()) for number, page in enumerate(reader.pages[:_PAGES], 1)
        ]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ReportError(f"the PDF cannot be read: {error}") from None
    if not any(text.strip() for _, text in parts):
        raise ReportError("the PDF has no text, only pictures", remedy="give its pages as pictures")
    return joined(parts)
