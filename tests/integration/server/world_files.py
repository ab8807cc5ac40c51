"""Files that reporters send: a chat, an e-mail, a PDF, a table; and some that cannot be read."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

__all__ = ["CHAT", "LETTER", "MAIL", "OF_PICTURES", "SENT", "a_pdf", "a_picture", "locked"]

CHAT = (
    b"20/11/26, 18:05 - Ann: hello, who is this?\n"
    b"20/11/26, 18:06 - Bob: I am @gain_master on Telegram, my number is +44 7700 900777\n"
    b"20/11/26, 18:09 - Bob: send GBP 1,250.00 to IBAN GB82 WEST 1234 5698 7654 32, all is golden\n"
)
MAIL = b"""From: "Billing" <billing@golden-mail.example>
Subject: Your order
Date: Fri, 20 Nov 2026 10:00:00 +0000
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<p>Pay <a href="https://golden-mail.example/pay">here</a></p>
"""


def a_pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines; with none it is empty."""
    writer, out, drawn = PdfWriter(), io.BytesIO(), DecodedStreamObject()
    named = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(name): NameObject(value) for name, value in named.items()})
    fonts = DictionaryObject({NameObject("/F"): font})
    shown = "".join(f"BT /F 12 Tf 20 {700 - 20 * row} Td ({line}) Tj ET\n" for row, line in enumerate(lines))
    drawn.set_data(shown.encode("latin-1"))
    page = writer.add_blank_page(600, 800)
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(drawn.flate_encode())
    writer.write(out)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """The same PDF behind a password."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.append(PdfReader(io.BytesIO(data)))
    writer.encrypt("a password", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def a_picture(said: str) -> bytes:
    """A screenshot of one line."""
    out, drawn = io.BytesIO(), Image.new("RGB", (600, 120), "white")
    ImageDraw.Draw(drawn).text((20, 40), said, fill="black", font_size=36)
    drawn.save(out, "PNG")
    return out.getvalue()


LETTER = a_pdf("Write to boss@golden-letter.example", "or call +44 7700 900888")
OF_PICTURES = a_pdf()
SENT = {
    "chat.txt": CHAT,
    "bill.eml": MAIL,
    "letter.pdf": LETTER,
    "paid.csv": b"day,what\n20/11/2026,see www.golden-told.example\n",
}
"""Name -> bytes of files that can be read."""
