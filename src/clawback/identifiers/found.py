"""What was found in a text, and how sure the finder is of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

__all__ = ["CHECKED", "CUED", "GUESS", "SHAPE", "Candidate", "Identifier"]

CHECKED, CUED, SHAPE, GUESS = 90, 80, 60, 40
"""Strengths: a check digit or a form of its own; a word that says what it is; its form alone; its form in doubt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """One identifier in its canonical form, at characters `start` to `end` of the text as given.

    `value` is None for a `person_id`, which is found to be masked and never kept; its `text` is masked too.
    `agent` is the BIC8 or national code of the agent of an `account`, where it is known.
    """

    kind: str
    value: str | None
    text: str
    start: int
    end: int
    role: str = "unknown"
    certain: bool = True
    because: str = ""
    agent: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it; `agent` only where the kind is `account`."""
        names = ("kind", "value", "text", "start", "end", "role", "certain", "because")
        row = {name: getattr(self, name) for name in names}
        return {**row, "agent": self.agent} if self.kind == "account" else row

    def of(self, role: str) -> Identifier:
        """The same with the role."""
        return replace(self, role=role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What a finder takes characters `start` to `end` of the folded text to be.

    `kind` is "" where it says that no identifier is there: an order number, a hotline. `joins` marks what
    stands at the place of another by right: the domain of a URL, the number of a messenger's account.
    """

    kind: str
    value: str | None
    start: int
    end: int
    strength: int
    because: str
    certain: bool = True
    agent: str | None = None
    joins: bool = False
