"""What was decided, as a page tells it: names of one's own people, of others what they are and for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from clawback.server.casework.timeline import Decided
from clawback.server.pages.addresses import subject_addresses
from clawback.server.people.acting import Act
from clawback.server.people.may import may_anywhere

__all__ = ["Told", "told_timeline"]

_SEEN_WITH: Final[dict[str, str]] = {
    "claim": "case",
    "release": "hold",
    "release request": "hold",
    "value given": "hold",
    "surplus": "trace",
    "proposal": "trace",
    "plan line": "plan",
}
"""Records that are shown to whoever sees another kind."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A line of a timeline; `path` leads to the record, `entry` to the journal for those who may see it."""

    verb: str
    kind: str
    number: str
    path: str
    who: str
    time: datetime
    entry: str


def told_timeline(act: Act, rows: Iterable[Decided], ours: int | None = None) -> list[Told]:
    """`ours` is the organisation whose members are named: the reader's own and no other's."""
    names = ours if ours == act.by.organisation else None
    journal = may_anywhere(act.by, "see", "journal")
    told = list(rows)
    addresses = subject_addresses(row.subject for row in told)
    return [_told(act, row, addresses[row.subject], names, journal) for row in told]


def _told(act: Act, row: Decided, address: tuple[str, str, str], names: int | None, journal: bool) -> Told:
    kind, number, path = address
    if not may_anywhere(act.by, "see", _SEEN_WITH.get(kind, kind)):
        path = ""
    return Told(
        verb=row.verb,
        kind=kind,
        number=number,
        path=path,
        who=_who(row, names),
        time=row.time,
        entry=reverse("journal-entry", args=[row.index]) if journal else "",
    )


def _who(row: Decided, names: int | None) -> str:
    if row.member is None or row.organisation is None:
        ours = {
            "clock": _("a clock"),
            "linking": _("linking"),
            "reading": _("the reader of files"),
            "trace": _("the trace"),
            "federation": _("our node"),
            "restore": _("a restored backup"),
            "set-up": _("the set-up"),
        }
        return ours.get(row.who, _("a person with a code"))
    if row.organisation.pk == names:
        return row.member.name
    return _("%(organisation)s, member %(number)s") % {
        "organisation": row.organisation.name,
        "number": row.member.pk,
    }
