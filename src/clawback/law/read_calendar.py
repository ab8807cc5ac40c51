"""Reading how a basis counts: `calendar = "days"`, or a table where it differs from its profile."""

from __future__ import annotations

from clawback.law.calendar import Calendar
from clawback.law.fields import Fields
from clawback.law.words import Ends, Unit


def read_calendar(fields: Fields, country: str, zone: str) -> Calendar:
    """`country` and `zone` are the profile's. Working days end with the day, all others at the same time."""
    word = fields.said("calendar", "hours", "days", "working-days")
    if word is not None:
        return Calendar(unit=word, country=country, zone=zone, ends=_usual(word))  # type: ignore[arg-type]
    inner = fields.inner("calendar")
    unit = inner.word("unit", Unit)
    ends = inner.word("ends", Ends) if inner.has("ends") else _usual(unit)
    if unit == "working-days" and ends != _usual(unit):
        raise inner.error("ends", "working days end with the last of them", "leave it away")
    calendar = Calendar(
        unit=unit,
        country=inner.text("country") if inner.has("country") else country,
        zone=zone,
        subdivision=inner.text("subdivision") if inner.has("subdivision") else None,
        ends=ends,
    )
    inner.end()
    return calendar


def _usual(unit: str) -> Ends:
    return "end-of-day" if unit == "working-days" else "same-time"
