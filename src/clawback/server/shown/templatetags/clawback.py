"""How pages write money, times and words of ours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.utils import formats, timesince
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, ngettext_lazy

from clawback.law import Period
from clawback.money import currency, format_amount
from clawback.server.shown.reasons import in_words
from clawback.server.shown.states import shape_of
from clawback.server.shown.words import DONE, WORDS

__all__ = [
    "done",
    "exactly",
    "lasted",
    "message",
    "money",
    "period",
    "register",
    "soon",
    "state",
    "together",
    "when",
    "word",
    "words",
]

register = template.Library()

_LASTS: dict[str, Any] = {
    **timesince.TIME_STRINGS,
    "month": ngettext_lazy("%(num)d month", "%(num)d months", "num"),
}
"""As Django says how long a time is; but its Chinese for so many months is that for a month of the year."""


@register.filter
def money(units: int, code: str) -> SafeString:
    """Minor units as an amount in the reader's own digits grouping, with its currency."""
    return _money(units, code, get_language())


@lru_cache(maxsize=4096)
def _money(units: int, code: str, _language: str | None) -> SafeString:
    known = currency(code)
    number = formats.number_format(
        Decimal(format_amount(units, known)), known.decimals, use_l10n=True, force_grouping=True
    )
    return format_html('<span class="money">{} <abbr>{}</abbr></span>', number, code)


@register.filter
def when(time: datetime | None, at: datetime) -> SafeString:
    """A time relative to `at`; exact, with its zone, on focus and to a screen reader."""
    if time is None:
        return SafeString("")
    exact = exactly(time)
    if time >= at:
        relative = gettext("in %(time)s") % {"time": timesince.timeuntil(time, at, time_strings=_LASTS)}
    else:
        relative = gettext("%(time)s ago") % {"time": timesince.timesince(time, at, time_strings=_LASTS)}
    exact, relative = escape(exact), escape(relative)  # each stands there twice: a page has a hundred times
    return SafeString(
        f'<time class="when" tabindex="0" datetime="{time.isoformat()}" data-exact="{exact}"'
        f' aria-label="{relative}, {exact}">{relative}</time>'
    )


@register.filter
def together(text: str) -> SafeString:
    """What is not to be broken over two lines."""
    return format_html('<span class="together">{}</span>', text)


@register.filter
def exactly(time: datetime) -> str:
    """A time with its zone, as paper shows it."""
    return _exactly(time, get_language())


@lru_cache(maxsize=4096)
def _exactly(time: datetime, _language: str | None) -> str:
    return f"{formats.date_format(time, 'DATETIME_FORMAT')} UTC"


@register.filter
def soon(time: datetime | None, at: datetime) -> bool:
    """Whether it is over, or will be within the hour."""
    return time is not None and (time - at).total_seconds() < 3600


@register.filter
def word(text: str) -> str:
    """A verb, role, kind or state of ours in the reader's language."""
    return str(WORDS.get(text, text))


@register.filter
def reason(text: str) -> str:
    """Why something was let go or is less, where we wrote it; what a person wrote stays."""
    return in_words(text)


@register.filter
def review_name(cause: str) -> str:
    """What let money go before, as a proposal names it: `objection O-3`, in the reader's language."""
    kind, _, number = cause.rpartition(" ")
    return f"{word(kind)} {number}" if kind in WORDS else word(cause)


@register.filter
def message(kind: str) -> str:
    """What a message to a reporter said."""
    return word(f"message {kind}" if f"message {kind}" in WORDS else kind)


@register.filter
def words(text: str) -> str:
    """Words of ours that stand in one text with commas, each in the reader's language."""
    return gettext(", ").join(word(each) for each in text.split(", "))


@register.filter
def period(text: object) -> str:
    """A period of the law (ISO 8601) in words: 48 hours, 92 days; another word of the law as itself."""
    if not isinstance(text, Period):
        return word(str(text))
    hours, minutes = divmod(text.minutes, 60)
    years, months = divmod(text.months, 12)
    parts = [
        (years, ngettext("%(n)s year", "%(n)s years", years)),
        (months, ngettext("%(n)s month", "%(n)s months", months)),
        (text.days, ngettext("%(n)s day", "%(n)s days", text.days)),
        (hours, ngettext("%(n)s hour", "%(n)s hours", hours)),
        (minutes, ngettext("%(n)s minute", "%(n)s minutes", minutes)),
    ]
    return " ".join(said % {"n": count} for count, said in parts if count)


@register.filter
def done(verb: str) -> str:
    """A verb of ours as something that was done: in a timeline, in the journal."""
    return str(DONE.get(verb, WORDS.get(verb, verb)))


@register.filter
def state(text: str) -> SafeString:
    """A state: its word and its shape."""
    return format_html(
        '<span class="tag"><i aria-hidden="true">{}</i>{}</span>', shape_of(text), WORDS.get(text, text)
    )


@register.filter
def lasted(time: timedelta | None) -> str:
    """A length of time in its two largest units: 1 hour, 20 minutes."""
    if time is None:
        return ""
    start = datetime(2000, 1, 1, tzinfo=UTC)
    return timesince.timesince(start, start + time, depth=2)
