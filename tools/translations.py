"""Compiles the translations: each django.po to the django.mo beside it, which Django reads; `make setup` calls it.

GNU gettext's format of .mo: a header of seven 32-bit words, two tables of (length, offset), then the texts, sorted by
the original. A plural has its two originals with a zero byte between them, and one translation: Chinese has no plural.
"""

from __future__ import annotations

import ast
import struct
from collections.abc import Iterator
from pathlib import Path

LOCALE = Path(__file__).parents[1] / "src/clawback/server/locale"
_MAGIC = 0x950412DE
_WORDS = 7


def catalogues() -> list[Path]:
    """Every django.po."""
    return sorted(LOCALE.rglob("django.po"))


def messages(po: Path) -> dict[str, str]:
    """Original (its plural after a zero byte) -> translation; the header stands under the empty text."""
    found: dict[str, str] = {}
    original = ""
    for key, text in _fields(po.read_text("utf-8").splitlines()):
        if key == "msgid":
            original = text
        elif key == "msgid_plural":
            original += f"\0{text}"
        elif original in found:
            raise SystemExit(f"{po}: {original!r} stands twice")
        else:
            found[original] = text
    return found


def _fields(lines: list[str]) -> Iterator[tuple[str, str]]:
    key, parts = "", list[str]()
    for line in [*lines, 'msgid ""']:
        word, _, rest = line.partition(" ")
        if word in ("msgid", "msgid_plural", "msgstr", "msgstr[0]"):
            if key:
                yield key, "".join(parts)
            key, parts = word, [ast.literal_eval(rest)]
        elif line.startswith('"'):
            parts.append(ast.literal_eval(line))


def compiled(po: Path) -> bytes:
    """The bytes of the .mo: what is not translated is left out."""
    pairs = sorted((a.encode(), b.encode()) for a, b in messages(po).items() if b)
    starts = 4 * _WORDS
    offset = starts + 16 * len(pairs)
    tables: list[list[int]] = [[], []]
    texts = b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += [len(pair[side]), offset + len(texts)]
            texts += pair[side] + b"\0"
    header = struct.pack(f"<{_WORDS}I", _MAGIC, 0, len(pairs), starts, starts + 8 * len(pairs), 0, offset)
    return header + struct.pack(f"<{4 * len(pairs)}I", *tables[0], *tables[1]) + texts


def main() -> None:
    """Writes every .mo."""
    for po in catalogues():
        po.with_suffix(".mo").write_bytes(compiled(po))


if __name__ == "__main__":
    main()
