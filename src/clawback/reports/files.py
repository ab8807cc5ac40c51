"""A report's file, whatever it is: text, an e-mail, a PDF, a chat's export, a screenshot."""

from __future__ import annotations

from pathlib import Path

from clawback.errors import ReportError
from clawback.reports.chats import chat
from clawback.reports.document import Document

__all__ = ["document_of", "read_file"]

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"BM", b"GIF8")
_MOST = 50_000_000


def document_of(data: bytes, name: str = "") -> Document:
    """The text of a file by what it begins with; `name` decides between e-mail and text. Raises ReportError."""
    if len(data) > _MOST:
        raise ReportError(
            "the file is larger than 50 MB", file=name or None, remedy="give the messages that matter"
        )
    if data.startswith(b"%PDF"):
        from clawback.reports.pdf import pdf

        return pdf(data)
    if data.startswith(_PICTURES):
        from clawback.reports.ocr import picture

        return picture(data)
    if name.lower().endswith(".eml"):
        from clawback.reports.email_file import email_file

        return email_file(data)
    return chat(_decoded(data))


def read_file(path: Path) -> Document:
    """The document of a file on disk; an error names the file. Raises ReportError and OSError."""
    try:
        return document_of(path.read_bytes(), path.name)
    except ReportError as error:
        raise error.at(file=str(path)) from None


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 where its mark says so, or else GB 18030, in which Chinese phones still write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ReportError("this is not text", remedy="give a text, .eml, PDF, chat export or picture")
