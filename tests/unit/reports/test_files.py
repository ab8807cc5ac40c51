"""Files become texts that know where each character stood."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from pypdf import PdfWriter

from clawback.errors import ReportError
from clawback.reports.files import document_of

EML = b"""From: "Billing" <billing@firm-x.example>
Subject: =?utf-8?b?5oKo5aW9?=
Date: Fri, 20 Nov 2026 10:00:00 +0000
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<p>Pay <a href="http://pay.example/now">here</a><script>no()</script></p>
"""
WHATSAPP = "20/11/26, 18:05 - Amy: hello\n20/11/26, 18:06 - Bob: pay me\nnow\n"


def test_an_e_mail_gives_its_headers_and_what_a_reader_sees() -> None:
    document = document_of(EML, "a.eml")
    assert "您好" in document.text
    assert "http://pay.example/now" in document.text
    assert "no()" not in document.text
    assert document.place_of(document.text.index("您好")) == "header Subject"


@pytest.mark.parametrize(
    "header",
    [
        b"Reply-To: a group:;",
        b"Reply-To: c@",
        b"Date: Thu, 299999999999999999999 Nov 2026 10:00:00 +0000",
        b"Content-Type: text/html; charset*=''%",
        b"From: " + b"<" * 5_000,
        b"Subject: " + b"=?utf-8?q?a?=" * 60_000,
    ],
    ids=["a group", "no host", "no day", "no charset", "a header of signs", "a long header"],
)
def test_an_e_mail_is_read_whatever_its_headers_are(header: bytes) -> None:
    document = document_of(header + b"\nMIME-Version: 1.0\n\nhello", "a.eml")
    assert document.text.rstrip().endswith("hello")
    assert len(document.text) < 3_000


def test_an_e_mail_is_read_past_a_mark_of_no_known_word() -> None:
    sent = b"Content-Type: text/html\n\n<p>one <![if !mso]>two<![endif]> <![no word> three at a.example/?b&c"
    assert "one two  three at a.example/?b&c" in document_of(sent, "a.eml").text


def test_a_whatsapp_export_knows_its_messages() -> None:
    document = document_of(WHATSAPP.encode(), "chat.txt")
    assert document.text == WHATSAPP
    assert document.place_of(WHATSAPP.index("now")) == "message 2, Bob, 20/11/26, 18:06"


def test_a_telegram_export_is_its_messages() -> None:
    linked = ["see ", {"type": "link", "text": "t.me/x_agent"}]
    messages = [
        {"id": 7, "from": "Amy", "date": "2026-11-20T18:05:00", "text": linked},
        {"id": 8, "text": ""},
    ]
    document = document_of(json.dumps({"messages": messages}).encode())
    assert document.text == "[2026-11-20 18:05:00] Amy: see t.me/x_agent"
    assert document.place_of(3).startswith("message 7, Amy")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_text_in_the_encodings_of_phones(encoding: str) -> None:
    assert document_of("转了三万".encode(encoding)).text == "转了三万"


def test_a_pdf_of_pictures_is_refused_with_what_to_do() -> None:
    writer, kept = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(kept)
    with pytest.raises(ReportError, match="only pictures"):
        document_of(kept.getvalue())


@pytest.mark.parametrize("data", [b"%PDF-1.7 broken", b"\x00\x01\x02\x00", b"\x89PNG\r\n\x1a\n"])
def test_what_cannot_be_read_says_so(data: bytes) -> None:
    with pytest.raises(ReportError):
        document_of(data)


PDF = b"""%%PDF-1.7
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /Font << >> >> /Contents 4 0 R >> endobj
4 0 obj << /Length 1 /Filter /%b >> stream
x
endstream endobj
trailer << /Root 1 0 R /Size 5 %b >>
startxref
%b
%%%%EOF
"""


@pytest.mark.parametrize(
    ("coding", "more", "place", "said"),
    [
        (b"NoSuchDecode", b"", b"0", "cannot be read"),
        (b"Fl", b"", b"0", "cannot be read"),
        (b"FlateDecode", b"", b"9" * 30, "cannot be read"),
        (b"FlateDecode", b"/Encrypt << /Filter /Own >>", b"0", "locked by encryption"),
    ],
    ids=["a coding", "an old coding", "a place", "an encryption"],
)
def test_a_pdf_that_its_reader_fails_on_is_refused(
    coding: bytes, more: bytes, place: bytes, said: str
) -> None:
    with pytest.raises(ReportError, match=said):
        document_of(PDF % (coding, more, place))
