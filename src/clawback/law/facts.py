"""The rows that bases cite: where each was read, and how. The rows themselves stand in `facts.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

__all__ = ["Fact", "facts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row: `mark` is how it was read (V, S, U, with what limits it), `source` where."""

    id: str
    mark: str
    source: str

    @property
    def is_read(self) -> bool:
        """True when the text of the law itself was read, whole: a mark V and nothing beside it."""
        return self.mark == "V"


@cache
def facts() -> Mapping[str, Fact]:
    """Every row by its id."""
    table = tomllib.loads(files("clawback.law").joinpath("facts.toml").read_text("utf-8"))
    return MappingProxyType({row: Fact(id=row, **said) for row, said in table.items()})
