"""Setting and stopping clocks. Both within the decision's transaction."""

from __future__ import annotations

from datetime import datetime

from clawback.server.clocks.models import Clock

__all__ = ["set_clock", "stop_clocks"]


def set_clock(
    kind: str, subject: int, verb: str, *, at: datetime, due_at: datetime, counts_for_person: bool = False
) -> None:
    """At `due_at` (at once where that is past) `verb` is done. An open clock of the same verb is moved to it."""
    due_at = max(at, due_at)
    times = {"set_at": at, "due_at": due_at, "try_at": due_at, "counts_for_person": counts_for_person}
    Clock.objects.update_or_create(
        kind=kind, subject=subject, verb=verb, done_at=None, defaults=times, create_defaults=times
    )


def stop_clocks(kind: str, subject: int, *verbs: str, at: datetime) -> None:
    """The subject's open clocks of these verbs (all without any) have nothing to do any more."""
    found = Clock.objects.filter(kind=kind, subject=subject, done_at=None)
    if verbs:
        found = found.filter(verb__in=verbs)
    found.update(done_at=at, outcome="stopped")
