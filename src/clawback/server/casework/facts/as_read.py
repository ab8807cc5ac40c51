"""What a reporter typed in a field of its own, as the same thing read in a story is written: so that both are equal."""

from __future__ import annotations

from typing import Final

from clawback.reports.read import read_report
from clawback.server.casework.told import ToldIdentifier

__all__ = ["as_read"]

_KINDS: Final = {
    "telephone": ("phone", "handle"),
    "address": ("url", "domain", "email", "ip", "handle"),
    "handle": ("handle", "phone", "email", "url", "domain"),
}
_CUES: Final = {"telephone": "telephone "}


def as_read(told: ToldIdentifier, country: str | None) -> list[tuple[str, str]]:
    """(kind, canonical value) of what was typed; as it was typed where nothing of its kind is read in it.

    `country` (ISO 3166, two letters) decides national telephone numbers. A name without its service ("@name") stays as
    typed: the same name at two services is two.
    """
    typed = told.value.strip()
    found = read_report(_CUES.get(told.kind, "") + typed, country).identifiers
    read = [
        (each.kind, each.value)
        for each in found
        if each.kind in _KINDS[told.kind] and each.certain and each.value is not None
    ]
    return list(dict.fromkeys(read)) or [(told.kind, typed)]
