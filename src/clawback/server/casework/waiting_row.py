"""One thing that waits for a member, and when its clock runs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from clawback.server.clocks.models import Clock

__all__ = ["Waiting", "due_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """`verb` the record `kind` `number`; `amount` is minor units of `currency` (None: it is not about money), `due_at`
    when its clock runs out."""

    verb: str
    kind: str
    number: int
    case: int | None
    about: str
    amount: int | None = None
    currency: str = ""
    due_at: datetime | None = None


def due_of(kind: str, numbers: Sequence[int]) -> dict[tuple[int, str], datetime]:
    """(number, verb) -> when the open clock of that verb is due."""
    rows = Clock.objects.filter(kind=kind, subject__in=numbers, done_at=None)
    return {
        (subject, verb): due_at for subject, verb, due_at in rows.values_list("subject", "verb", "due_at")
    }
