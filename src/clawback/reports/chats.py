"""Exports of chats: WhatsApp's text, Telegram's JSON. A message's stamp and its author stay in the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from clawback.reports.document import Document, Piece, joined

__all__ = ["chat"]

_WHATSAPP = re.compile(
    (
        r"^\u200e?(?:\[(?P<stamp>[^\]\n]{8,32})\] "
        r"|(?P<stamp2>[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4},? [0-9:]{4,8}(?:[ "
        r" ][APap]\.?[Mm]\.?)?) - )(?P<who>[^:\n]{1,60}): "
    ),
    re.MULTILINE,
)


def chat(text: str) -> Document:
    """The document of a text that may be an export; one that is none is one piece."""
    if text.lstrip()[:1] == "{":
        found = _telegram(text)
        if found is not None:
            return found
    starts = list(_WHATSAPP.finditer(text))
    if len(starts) < 2:
        return Document(text=text, pieces=())
    ends = [*(each.start() for each in starts[1:]), len(text)]
    pieces = [
        Piece(
            start=each.start(),
            end=end,
            place=f"message {number}, {each['who'].strip()}, {each['stamp'] or each['stamp2']}",
        )
        for number, (each, end) in enumerate(zip(starts, ends, strict=True), 1)
    ]
    return Document(text=text, pieces=tuple(pieces))


def _telegram(text: str) -> Document | None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    messages = data.get("messages") if isinstance(data, dict) else None
    return joined(_messages(messages)) if isinstance(messages, list) else None


def _messages(messages: list[Any]) -> Iterator[tuple[str, str]]:
    for number, each in enumerate(messages, 1):
        if isinstance(each, dict) and (said := _said(each.get("text"))):
            who, when = str(each.get("from") or ""), str(each.get("date") or "").replace("T", " ")
            yield f"message {each.get('id', number)}, {who}, {when}", f"[{when}] {who}: {said}"


def _said(text: Any) -> str:
    """Telegram writes a text, or a list of texts and of parts such as links."""
    if isinstance(text, list):
        return "".join(
            part if isinstance(part, str) else str(part.get("text", ""))
            for part in text
            if isinstance(part, str | dict)
        )
    return text if isinstance(text, str) else ""
