"""Which of the statement formats a file is, by its first 64 KiB."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["is_mt940", "is_of", "message_in"]

_MESSAGE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:((?:camt\.05[34]|pacs\.008)\.001\.[0-9]{2})")
_FIELDS = [re.compile(rf"(?:^|{{4:)[ \t]*:{tag}:", re.MULTILINE) for tag in ("20", "25P?", "60[FM]")]


def message_in(head: bytes) -> str | None:
    """The first message that an XML text declares and that is read here, such as `camt.053.001.08`."""
    text = _text(head)
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return None
    found = _MESSAGE.search(text)
    return found[1] if found else None


def is_of(name: str, path: Path, head: bytes) -> bool:
    """Whether `head` begins an XML document of message `name` (`camt.053`), of any version."""
    message = message_in(head)
    return message is not None and message.startswith(name + ".")


def is_mt940(path: Path, head: bytes) -> bool:
    """Whether `head` has the fields with which an MT940 begins: :20:, :25: and an opening balance :60F:."""
    text = _text(head).replace("\r", "\n")
    return all(field.search(text) for field in _FIELDS)


def _text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[:4] in (b"<\0?\0", b"\0<\0?"):
        wide = "utf-16-be" if head[:2] == b"\xfe\xff" or head[:1] == b"\0" else "utf-16-le"
        return head.decode(wide, "replace")
    return head.decode("latin-1").removeprefix("\xef\xbb\xbf")
