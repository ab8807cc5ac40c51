"""What a file is: by its first bytes, never by what its name or its browser says. Text is told apart by name alone."""

from __future__ import annotations

from typing import Final

__all__ = ["ENDINGS", "kind_of"]

_MAGIC: Final = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"))
_TEXTS: Final = ("eml", "csv")

ENDINGS: Final = {"pdf": "pdf", "png": "png", "jpeg": "jpg", "txt": "txt", "eml": "eml.txt", "csv": "csv.txt"}
"""How a file's name ends when it is handed out: no text is opened by a mail program or a spreadsheet by itself."""


def kind_of(name: str, data: bytes) -> str:
    """pdf, png, jpeg, or a text by its name: eml, csv, else txt. What is no text is found by the child."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    ending = name.rsplit(".", 1)[-1].lower()
    return ending if ending in _TEXTS else "txt"
