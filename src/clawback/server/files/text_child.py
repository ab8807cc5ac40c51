"""Takes the text out of one file of a stranger: bytes come in by a pipe, JSON goes out: the text, and where its parts
stood. Exit status 3: it cannot be read, for a reason of apart.REASONS.

Once the bytes are read it is shut in as child.py is, with twice the time: a PDF of many pages takes long.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
from contextlib import suppress
from encodings.aliases import aliases
from pathlib import Path

from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).parents[3]))  # python -I knows nothing of where we are

from clawback.errors import ReportError
from clawback.reports.document import Document
from clawback.reports.files import document_of
from clawback.reports.portions import MOST
from clawback.server.files.child import alone, shut_in

_MOST_BYTES = 16 * 1024 * 1024
_MEMORY, _SECONDS = 1 << 30, 30
_PICTURES = ("png", "jpeg")
_OF_PICTURES = (4 << 30, 90)
"""Memory and processor where a picture is read (`clawback[ocr]`): models are large, and slow."""
_MAIL = b"""From: =?gb2312?b?xOO6ww==?= <a@b.example>
Date: Fri, 20 Nov 2026 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="x"

--x
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

PHA+aGVsbG8gJmFtcDsgPGEgaHJlZj0iaHR0cDovL2EuZXhhbXBsZSI+aGVyZTwvYT48L3A+
--x--
"""


def warm_up(kind: str) -> None:
    """Does everything once with bytes of our own: what is loaded only when it is needed could not be loaded later."""
    for coding in sorted(set(aliases.values())):
        with suppress(LookupError):  # some are of another system
            codecs.lookup(coding)
    document_of(_MAIL, "a.eml")
    document_of(b'{"messages": [{"text": "a"}]}')
    if kind in _PICTURES:
        with suppress(ReportError):  # where pictures are not read here
            document_of(_small_picture(), "a.png")
    if kind == "pdf":
        for password in ("", "a"):
            with suppress(ReportError):
                document_of(_small_pdf(password))


def _small_picture() -> bytes:
    out, drawn = io.BytesIO(), Image.new("RGB", (300, 60), "white")
    ImageDraw.Draw(drawn).text((9, 9), "a text", fill="black", font_size=36)
    drawn.save(out, "PNG")
    return out.getvalue()


def _small_pdf(password: str) -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer, out, drawn = PdfWriter(), io.BytesIO(), DecodedStreamObject()
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    fonts = DictionaryObject(
        {NameObject("/F"): DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})}
    )
    drawn.set_data(b"BT /F 12 Tf 9 9 Td (a text) Tj ET")
    page = writer.add_blank_page(99, 99)
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(drawn.flate_encode())  # noqa: SLF001 - pypdf has no other way
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def told(document: Document) -> str:
    """As much of the document as is read."""
    pieces = [[each.start, each.place] for each in document.pieces if each.start < MOST]
    return json.dumps({"text": document.text[:MOST], "pieces": pieces, "whole": len(document.text) <= MOST})


def reason(error: ReportError) -> str:
    """One of apart.REASONS."""
    said = str(error)
    return "locked" if "locked" in said else "pictures" if "picture" in said else "broken"


def main() -> int:
    """Reads standard input as what the one argument says: a kind of ReportFile."""
    kind = sys.argv[1]
    os.nice(10)
    alone()
    warm_up(kind)
    data = sys.stdin.buffer.read(_MOST_BYTES)
    shut_in(*(_OF_PICTURES if kind in _PICTURES else (_MEMORY, _SECONDS)))
    try:
        out = told(document_of(data, f"a.{kind}"))
    except ReportError as error:
        sys.stderr.write(reason(error))
        return 3
    except (MemoryError, RecursionError):
        sys.stderr.write("broken")
        return 3
    sys.stdout.write(out)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
