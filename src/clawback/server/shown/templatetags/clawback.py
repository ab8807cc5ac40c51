"""How pages write money, times and words of ours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django import template
from django.utils import formats, timesince
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from clawback.money import currency, format_amount
from clawback.server.shown.words import WORDS

__all__ = ["length_of", "money", "register", "when", "word"]

register = template.Library()


@register.filter
def money(units: int, code: str) -> SafeString:
    """Minor units as an amount in the reader's own digits grouping, with its currency."""
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
    exact = f"{formats.date_format(time, 'DATETIME_FORMAT')} UTC"
    if time >= at:
        relative = gettext("in %(time)s") % {"time": timesince.timeuntil(time, at, depth=2)}
    else:
        relative = gettext("%(time)s ago") % {"time": timesince.timesince(time, at, depth=2)}
    return format_html(
        '<time class="when" tabindex="0" datetime="{}" data-exact="{}" aria-label="{}, {}">{}</time>',
        time.isoformat(),
        exact,
        relative,
        exact,
        relative,
    )


@register.filter
def soon(time: datetime | None, at: datetime) -> bool:
    """Whether it is over, or will be within the hour."""
    return time is not None and (time - at).total_seconds() < 3600


@register.filter
def length_of(time: timedelta) -> str:
    """A length of time in words: two units at most, `0 minutes` for less than one."""
    zero = datetime(2000, 1, 1, tzinfo=UTC)
    return timesince.timesince(zero, zero + time, depth=2)


@register.filter
def word(text: str) -> str:
    """A verb, role, kind or state of ours in the reader's language."""
    return str(WORDS.get(text, text))
