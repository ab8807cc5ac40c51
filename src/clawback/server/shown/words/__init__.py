"""The words of our records that people read, in their language: verbs, kinds, roles, states. One file an area.

`WORDS` names things and says what is to be done, `DONE` what was done. A word stands in one area only.
"""

from __future__ import annotations

from types import ModuleType
from typing import Final

from django.utils.functional import Promise

from clawback.errors import Bug
from clawback.server.shown.words import (
    casework,
    deeds,
    facts,
    federation,
    law,
    operations,
    people,
    redress,
    returns,
    statements,
    victims,
)

__all__ = ["DONE", "WORDS"]

_AREAS: Final = (
    *(casework, deeds, facts, federation, redress, statements, returns, people, law, victims),
    operations,
)


def _merged(name: str) -> dict[str, str | Promise]:
    """The words of all areas. Raises Bug where two have the same."""
    found: dict[str, str | Promise] = {}
    for area in _AREAS:
        _add(found, area, name)
    return found


def _add(found: dict[str, str | Promise], area: ModuleType, name: str) -> None:
    words: dict[str, str | Promise] = getattr(area, name, {})
    if found.keys() & words.keys():
        raise Bug(f"{area.__name__}: a word is another area's: {sorted(found.keys() & words.keys())}")
    found.update(words)


WORDS: Final = _merged("WORDS")
DONE: Final = _merged("DONE")
