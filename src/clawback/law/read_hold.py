"""Reading the terms of a hold, and refusing terms that contradict themselves."""

from __future__ import annotations

from clawback.law.calendar import Calendar
from clawback.law.fields import Fields
from clawback.law.parts import HoldTerms
from clawback.law.periods import Period
from clawback.law.read_calendar import read_calendar
from clawback.law.read_parts import read_actors, read_emergency
from clawback.law.words import Extent, GoodFaith, LaterCredits, Rule, RunsFrom


def read_hold(fields: Fields, country: str, zone: str) -> HoldTerms:
    """The table `hold` of a basis; `extent` is an amount, and a hold follows nothing, where it does not say."""
    inner = fields.inner("hold")
    terms = HoldTerms(
        extent=inner.word("extent", Extent) if inner.has("extent") else "amount",
        first=inner.period_or("first", "stated", "unknown"),
        renewal=inner.period_or("renewal", "stated", "none", "unknown"),
        renewals=inner.said("renewals", "uncapped", "unknown") or inner.count("renewals"),  # type: ignore[arg-type]
        renewed_by=read_actors(inner, "renewed_by"),
        total=inner.period_or("total", "uncapped", "unknown"),
        calendar=read_calendar(inner, country, zone),
        runs_from=inner.word("runs_from", RunsFrom),
        follows=inner.texts("follows") if inner.has("follows") else (),
        per_account=inner.count("per_account") if inner.has("per_account") else None,
        rule=inner.word("rule", Rule),
        later_credits=inner.word("later_credits", LaterCredits),
        good_faith=inner.word("good_faith", GoodFaith),
        protected="unknown" if inner.said("protected", "unknown") else inner.texts("protected"),
        released_by=read_actors(inner, "released_by"),
        emergency=read_emergency(inner),
    )
    inner.end()
    _check(inner, terms)
    return terms


def _check(fields: Fields, terms: HoldTerms) -> None:
    for key in ("first", "renewal", "total"):
        period = getattr(terms, key)
        if isinstance(period, Period) and not _fits(period, terms.calendar):
            raise fields.error(key, f"{period} cannot be counted in {terms.calendar.unit}")
    if terms.renewals == 0 and terms.renewal != "none":
        raise fields.error("renewal", "there are no renewals", "write renewal = 'none'")
    if terms.renewals != 0 and terms.renewal == "none":
        raise fields.error("renewals", "a renewal is 'none'", "write renewals = 0")
    if terms.per_account == 0:
        raise fields.error("per_account", "no hold at all could be placed", "leave it away, or write 1")


def _fits(period: Period, calendar: Calendar) -> bool:
    if calendar.unit == "hours":
        return period.is_elapsed
    return calendar.unit == "days" or not period.months
