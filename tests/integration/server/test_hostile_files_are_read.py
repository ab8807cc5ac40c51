"""Hostile files whose text is taken out: each is read, in part or whole, or refused with its reason; none hurts."""

from __future__ import annotations

import random
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.integration.server.world_files import LETTER

if TYPE_CHECKING:
    from collections.abc import Callable


def packed(stream: bytes) -> bytes:
    """A PDF of one page with that content, as tight as it gets."""
    data = zlib.compress(stream, 9)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data),
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF\n"


def nested(depth: int) -> bytes:
    """An e-mail in an e-mail, so many times."""
    inner = b"Content-Type: text/plain\n\nhello\n"
    for level in range(depth):
        bound = b"b%d" % level
        inner = b'Content-Type: multipart/mixed; boundary="%s"\n\n--%s\n%s\n--%s--\n' % (
            *(bound, bound, inner),
            bound,
        )
    return inner


def swapped(data: bytes) -> bytes:
    """With some bytes otherwise."""
    changed, rng = bytearray(data), random.Random(5)
    for _ in range(60):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


LOOP = LETTER.replace(b"/Kids", b"/Parent 2 0 R /Kids").replace(b"/Type /Page\n", b"/Type /Pages\n")
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a bomb of zeros": ("pdf", lambda: packed(bytes(400_000_000))),
    "a bomb of drawing": ("pdf", lambda: packed(b"q 1 0 0 1 0 0 cm Q " * 4_000_000)),
    "no PDF at all": ("pdf", lambda: b"PK\x03\x04" + bytes(1_000)),
    "a PDF with other bytes": ("pdf", lambda: swapped(LETTER)),
    "pages in a circle": ("pdf", lambda: LOOP),
    "objects in objects": ("pdf", lambda: LETTER.replace(b"/Resources", b"<<" * 50_000 + b"/Resources")),
    "e-mails in e-mails": ("eml", lambda: nested(150)),
    "marks that never end": ("eml", lambda: b"Content-Type: text/html\n\n" + b"<a href='" * 300_000),
    "entities": ("eml", lambda: b"Content-Type: text/html\n\n" + b"&amp;&#x41;" * 300_000),
    "a coding that is none": ("eml", lambda: b"Content-Type: text/plain; charset=rot13\n\nhello"),
    "objects of JSON": ("txt", lambda: b'{"a":' * 1_000_000),
    "a number of JSON": ("txt", lambda: b'{"messages": ' + b"1" * 5_000_000 + b"}"),
    "ten million signs": ("txt", lambda: b"12-34 " * 1_700_000),
    "lines of a chat": ("txt", lambda: b"20/11/26, 18:05 - A: " * 400_000),
    "half a character": ("txt", lambda: b'{"messages": [{"id": 1, "text": "call +44 7700 900123 \\ud83d"}]}'),
    "a long name of a message": (
        "txt",
        lambda: b'{"messages": [{"id": "%s", "text": "hi"}]}' % (b"9" * 10**6),
    ),
    "no picture": ("png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100)),
}


def outcome(kind: str, data: bytes) -> str:
    """`text`, or the reason why there is none."""
    from clawback.reports.portions import MOST
    from clawback.server.files.apart import Unfit, text_of

    try:
        document, whole = text_of(kind, data)
    except Unfit as error:
        return error.reason
    assert len(document.text) <= MOST
    assert document.text.encode().decode() == document.text
    assert all(len(each.place) <= 200 for each in document.pieces)
    assert whole is (len(document.text) < MOST)
    return "text"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_a_text_or_a_reason(name: str) -> None:
    from clawback.server.files.apart import REASONS

    kind, made = HOSTILE[name]
    texts = kind in ("eml", "txt")  # of which a part at least can always be read
    assert outcome(kind, made()) in (["text"] if texts else ["text", *REASONS])


def test_what_reads_facts_ends_by_itself() -> None:
    """A text of many signs without a pattern is read as far as is enough, and the server goes on."""
    from clawback.reports.document import Document
    from clawback.server.files.apart import read_apart

    rng = random.Random(8)
    text = "".join(rng.choices("19@.-/: (+一万元$kbitMlion\n", k=400_000))
    told = read_apart(Document(text=text, pieces=()), "GB", datetime(2026, 11, 24, tzinfo=UTC))
    assert 0 < told["read_to"] <= len(text)
