"""The frame of every decision: one transaction, whose last act is to append to the journal.

Entries wait until the outermost decision ends, so that the lock on the journal is the last one taken, by all alike.
A decision sees every row (walls.py): caps and sums are over all organisations, and may() is asked under the lock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Model

from clawback.journal.commitment import Opening, commit
from clawback.journal.encryption import ReportKey
from clawback.journal.entry import Entry
from clawback.server.people.acting import Act
from clawback.server.record.append import NewEntry, append
from clawback.server.walls import everything

__all__ = ["Decision", "Value", "deciding", "name_of"]

Value = str | int

_waiting: ContextVar[list[NewEntry] | None] = ContextVar("_waiting", default=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """A decision that is being made."""

    act: Act
    entries: list[NewEntry]

    def enter(
        self,
        verb: str,
        subject: Model,
        *,
        basis: str = "",
        before: Mapping[str, Value] | None = None,
        after: Mapping[str, Value] | None = None,
        private: Mapping[str, Value] | None = None,
        key: ReportKey | None = None,
    ) -> None:
        """Will append an entry. `private` are further values after it, opened only with the report's `key`."""
        old = {name: commit(value) for name, value in (before or {}).items()}
        new = {name: commit(value) for name, value in (after or {}).items()}
        closed = {name: commit(value) for name, value in (private or {}).items()}
        entry = Entry(
            who=self.act.who,
            verb=verb,
            subject=name_of(subject),
            time=self.act.at,
            basis=basis,
            before={name: opening.commitment() for name, opening in old.items()},
            after={name: opening.commitment() for name, opening in {**new, **closed}.items()},
        )
        openings = {**_placed("before", old), **_placed("after", new)}
        self.entries.append(
            NewEntry(entry=entry, openings=openings, private=_placed("after", closed), key=key)
        )


@contextmanager
def deciding(act: Act) -> Iterator[Decision]:
    """One decision, or a part of the one around it: all of it is done, or nothing."""
    outer = _waiting.get()
    if outer is not None:
        mark = len(outer)
        try:
            with transaction.atomic():
                yield Decision(act=act, entries=outer)
        except BaseException:
            del outer[mark:]
            raise
        return
    entries: list[NewEntry] = []
    token = _waiting.set(entries)
    try:
        with everything(), transaction.atomic():
            yield Decision(act=act, entries=entries)
            if entries:
                _check_constraints()
                append(entries)
    finally:
        _waiting.reset(token)


def name_of(subject: Model) -> str:
    """How the journal names a record: hold/12."""
    return f"{subject._meta.model_name}/{subject.pk}"  # noqa: SLF001 - public in Django


def _placed(side: str, openings: Mapping[str, Opening]) -> dict[str, Opening]:
    return {f"{side}.{name}": opening for name, opening in openings.items()}


def _check_constraints() -> None:
    """What the database checks at the end of a transaction, now: an error belongs to this decision."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
