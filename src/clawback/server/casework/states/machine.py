"""A table of states. A state resolves once: a step that the table does not have is refused by a named error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clawback.errors import Bug
from clawback.server.people.refusals import Refusal

__all__ = ["Machine"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Machine:
    """`steps` is (state, verb) -> state; `refusals` the error for each state, of a verb that it does not have."""

    thing: str
    steps: Mapping[tuple[str, str], str]
    refusals: Mapping[str, type[Refusal]]

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, in the table's order."""
        return tuple(self.refusals)

    def step(self, state: str, verb: str) -> str:
        """The state that `verb` leads to. Raises the state's own refusal where there is no such step."""
        if state not in self.refusals:
            raise Bug(f"a {self.thing} has no state {state!r}")
        found = self.steps.get((state, verb))
        if found is None:
            raise self.refusals[state](f"this {self.thing} is {state}: you cannot {verb} it")
        return found
