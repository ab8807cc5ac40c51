"""E-mails (.eml): the headers that say who and when, then the text; of HTML what a reader sees."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import EmailPolicy
from html.parser import HTMLParser
from typing import Any

from clawback.reports.document import Document, joined

__all__ = ["email_file"]

_HEADERS = ("From", "Reply-To", "Subject", "Date", "X-Originating-IP")
_LONGEST = 2_000
"""Characters of a header that are read: the library takes four times as long for one twice as long."""


class _Strangers(EmailPolicy):
    """Headers are cut to what is read in good time, and stay as they are written where the library breaks on them."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST]

    def header_fetch_parse(self, name: str, value: str) -> Any:
        try:
            return super().header_fetch_parse(name, value)
        except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError):
            return value
        except (MessageError, RecursionError):
            return value


def email_file(data: bytes) -> Document:
    """The document of an e-mail; bytes that are none give what can be read of them."""
    message = message_from_bytes(data, policy=_Strangers())
    assert isinstance(message, EmailMessage)
    return joined(_parts(message))


def _parts(message: EmailMessage) -> Iterator[tuple[str, str]]:
    for name in _HEADERS:
        value = message.get(name)
        if value:
            yield f"header {name}", f"{name}: {value}"
    for number, part in enumerate(message.walk(), 1):
        if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            text = _text(part)
            yield f"part {number}", _seen(text) if part.get_content_subtype() == "html" else text


def _text(part: EmailMessage) -> str:
    """As its coding says; but UTF-8 where it is that, as in an e-mail that was written anew since."""
    raw = part.get_payload(decode=True)
    if isinstance(raw, bytes) and not raw.isascii():
        with suppress(UnicodeError):
            return raw.decode("utf-8")
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):
        return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""


class _Seen(HTMLParser):
    """Text outside scripts and styles; a link's address after its words."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._hidden = 0

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """`<![if ...]>`, as Outlook writes it; the library stops the program at a word that it does not know."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style")
        link = dict(attrs).get("href") if tag == "a" else None
        if link and link.startswith("http"):
            self.texts.append(f" {link} ")
        if tag in ("br", "p", "div", "tr", "li"):
            self.texts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style") and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.texts.append(data)


def _seen(html: str) -> str:
    parser = _Seen()
    parser.feed(f"{html}\n")  # else what stands after the last & of a line waits for its end
    return "".join(parser.texts)
