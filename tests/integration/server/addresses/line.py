"""What an address stands for: a line of the permission table, and the record of the stage that it is asked of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from clawback.server.people.facts import MemberFacts, Subject
    from tests.integration.server.addresses.stage import Stage

__all__ = ["Expected", "Line", "deed", "page"]

Of = Callable[["Stage"], tuple[Mapping[str, object], "Subject"]]
Typed = Callable[["Stage"], Mapping[str, object]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Line:
    """What may() is asked: the verbs of which any opens it, and the subject, built by `of` from the stage's records.

    Without `of` it is a record of that kind that is the member's own organisation's, or `put_to` it. `also` are lines
    that open it too. `post` is the body of a decision; GET where there is none. `on` is the line of the page whose form
    it is: who may not see that gets 404. `done`: the decision can be made with the stage's record, so that it is made
    by exactly those who may. `never` are kinds of organisation that have another way.
    """

    verbs: tuple[str, ...]
    kind: str = ""
    of: Of | None = None
    put_to: bool = False
    also: tuple[Line, ...] = ()
    post: Mapping[str, object] | Typed | None = None
    on: Line | None = None
    done: bool = True
    never: tuple[str, ...] = ()

    def asked(self, stage: Stage, facts: MemberFacts) -> tuple[Mapping[str, object], Subject]:
        """What the address is given, and what may() is."""
        from clawback.server.people.facts import Subject

        if self.of is not None:
            return stage.once(self.of)
        ours = facts.organisation
        return {}, Subject(kind=self.kind, **{"asked" if self.put_to else "owner": ours})

    def allows(self, stage: Stage, facts: MemberFacts) -> bool:
        """Whether the table lets this member."""
        from clawback.server.people.may import Allowed, may

        if facts.kind in self.never:
            return False
        _, subject = self.asked(stage, facts)
        ours = any(isinstance(may(facts, verb, subject), Allowed) for verb in self.verbs)
        return ours or any(each.allows(stage, facts) for each in self.also)

    def typed(self, stage: Stage) -> Mapping[str, object] | None:
        """The body of the form."""
        return self.post(stage) if callable(self.post) else self.post


Expected = Line | tuple[Line, ...] | Literal["public", "own", "demo", "token"]


def page(name: str, subject: str, *kind: str, also: tuple[Line, ...] = (), **given: str) -> Line:
    """Seen by whom the table lets see that record of the stage; `subject` is where its function stands, module:name."""
    return Line(verbs=("see",), of=_of(name, subject, kind, given), also=also)


def deed(
    may: str,
    name: str,
    subject: str,
    *kind: str,
    on: Line,
    post: Mapping[str, object] | Typed | None = None,
    done: bool = True,
    **given: str,
) -> Line:
    """A decision, by whom the table lets `may` that record of the stage."""
    return Line(verbs=(may,), of=_of(name, subject, kind, given), on=on, post=post or {}, done=done)


def _of(name: str, subject: str, kind: tuple[str, ...], given: Mapping[str, str]) -> Of:
    """`given` are further parts of the address: a text that is a record's name in the stage stands for its number."""

    def found(stage: Stage) -> tuple[Mapping[str, object], Subject]:
        module, _, function = subject.partition(":")
        record = stage.records[name]
        more = {key: stage.records[each].pk if each in stage.records else each for key, each in given.items()}
        told = getattr(import_module(f"clawback.server.casework.{module}"), function)(record, *kind)
        return {"number": record.pk, **more}, told

    return found
