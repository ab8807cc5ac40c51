"""Which entry of a profile counts on a day.

Changing law is adding a dated entry. A hold keeps the basis of the day it was placed: ask for it with that day.
"""

from __future__ import annotations

from datetime import date, datetime

from clawback.errors import LawError
from clawback.law.basis import Basis
from clawback.law.calendar import local_day
from clawback.law.profile import Profile
from clawback.law.words import Action

__all__ = ["basis", "day_of", "in_force"]


def basis(profile: Profile, basis_id: str, on: date) -> Basis:
    """The entry `basis_id` that is in force on the day `on`, in the jurisdiction's own days (`day_of`).

    Raises LawError where the profile has no such id, or none of its entries is in force then.
    """
    entries = [entry for entry in profile.bases if entry.id == basis_id]
    if not entries:
        known = ", ".join(profile.ids())
        raise LawError(
            f"{profile.jurisdiction} has no basis {basis_id!r}",
            field="basis",
            remedy=f"choose one of {known}",
        )
    for entry in entries:
        if entry.is_in_force(_a_day(on)):
            return entry
    spans = "; ".join(_span(entry) for entry in entries)
    raise LawError(f"{profile.jurisdiction}/{basis_id} is not in force on {on}: {spans}", field="basis")


def in_force(profile: Profile, on: date, action: Action | None = None) -> tuple[Basis, ...]:
    """The entries in force on a day, in the profile's order; of one action, where it is named."""
    return tuple(
        entry for entry in profile.bases if entry.is_in_force(_a_day(on)) and action in (None, entry.action)
    )


def day_of(profile: Profile, at: datetime) -> date:
    """The date of an instant in the jurisdiction's own time zone; in UTC where it has none."""
    return local_day(at, profile.zone)


def _a_day(on: date) -> date:
    if isinstance(on, datetime):
        raise LawError(f"{on.isoformat()} is a time, not a day", remedy="ask with day_of(profile, at)")
    return on


def _span(entry: Basis) -> str:
    if isinstance(entry.valid_from, str):
        return "the day it came into force is unknown"
    return f"from {entry.valid_from}" + (f" to {entry.valid_to}" if entry.valid_to else "")
