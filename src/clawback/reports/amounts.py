"""Amounts of money: every one that is said, with its currency from sign, word, then country; stated totals marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from clawback.errors import MoneyError
from clawback.identifiers.phone import is_hotline
from clawback.identifiers.view import View
from clawback.identifiers.words import Phrases, either, listed, table
from clawback.money import INT64_MAX, currency, format_amount
from clawback.reports.dates import han_number
from clawback.reports.figures import COMMA_COUNTRIES, Figure, figures

__all__ = ["FoundAmount", "find_amounts"]

_REACH = 16
_MOST = Decimal(10) ** 14


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAmount:
    """`amount` of `currency` in that currency's decimals, at characters `start` to `end` of the text as given.

    `certain` is False where nothing but its place says that the number is money. `total`: said to be a sum.
    """

    amount: str
    currency: str
    text: str
    start: int
    end: int
    total: bool
    certain: bool = True

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {name: getattr(self, name) for name in ("amount", "currency", "text", "start", "end", "total")}


@cache
def _data() -> dict[str, Any]:
    return table("currencies", "clawback.reports")


@cache
def _shared() -> dict[str, dict[str, str]]:
    """Signs and words, folded, whose currency the country decides."""
    return {View(sign).lower: each for sign, each in _data()["shared"].items()}


@cache
def _written(side: str) -> dict[str, str]:
    """Sign or word -> code, or "" where the country decides."""
    shared = [word for word in _data()["shared"] if side == "after" or word in "$¥np"]
    found = {word: code for code, words in _data()[side].items() for word in listed(words)}
    return {**found, **{View(word).lower: "" for word in shared}}


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, after = either(_written("before")), either(_written("after"))
    return re.compile(rf"(?:{before})[ :]{{0,2}}$"), re.compile(
        rf"(?:/-|,-)?[ ]?(?:de |d')?(?P<word>{after})(?![0-9])"
    )


@cache
def _phrases() -> Phrases:
    return Phrases({name: listed(_data()["words"][name]) for name in ("spent", "spent_after", "total")})


@cache
def _counts(scaled: bool) -> re.Pattern[str]:
    """What is counted by a number that is no money; thousands of hours or days are not looked for."""
    data = _data()["words"]
    words = listed(data["counts"] if scaled else f"{data['counts']}|{data['spans']}")
    return re.compile(rf"[ ]?(?:{either(words)})")


def find_amounts(view: View, language: str, script: str, country: str | None) -> Iterator[FoundAmount]:
    """The amounts in order; several stay several."""
    later: tuple[Figure, FoundAmount | None] | None = None
    read = [
        (each, _amount(each, view, country, script, language))
        for each in figures(view.lower, language, country)
        if language != "id" or not _is_small_m(each, view)
    ]
    kept: list[FoundAmount] = []
    for figure, found in reversed(read):
        if found is None and later is not None and later[1] is not None:
            found = _listed(figure, later[0], later[1], view)
        later = figure, found
        if found is not None:
            kept.append(found)
    yield from reversed(kept)


def _is_small_m(figure: Figure, view: View) -> bool:
    """Whether an m behind a number is no milliard, which Indonesian writes as a capital: 1,2 M, but 50 m."""
    last = view.plain[figure.end - 1]
    return last == "m" and not view.lower[figure.end - 2].isalpha()


_LIST = re.compile(
    r"[ ]?(?:,|、|;|，)[ ]|、|，|[ ](?:e|y|and|và|dan|aur|और|et)[ ]|(?:, )(?:e|y|and|then|depois|luego)[ ]"
)


def _listed(figure: Figure, later: Figure, found: FoundAmount, view: View) -> FoundAmount | None:
    """A bare number of a list whose next number is money, as in "300, 1.200 and 5,000 reais"."""
    lower = view.lower
    if (
        _LIST.fullmatch(lower[figure.end : later.start]) is None
        or not figure.counted
        or figure.value < 10
        or re.search(r"[a-z0-9/:#*+.,-]$", lower[max(figure.start - 1, 0) : figure.start])
        or figure.end - figure.start > 12
    ):
        return None
    text = _written_amount(figure.value, found.currency)
    if text is None:
        return None
    left, right = view.span(figure.start, figure.end)
    return FoundAmount(
        amount=text,
        currency=found.currency,
        text=view.given[left:right],
        start=left,
        end=right,
        total=False,
        certain=False,
    )


def _amount(
    figure: Figure, view: View, country: str | None, script: str, language: str
) -> FoundAmount | None:
    lower = view.lower
    start, end, code = _priced(figure, lower, country or ("TW" if script == "Hant" else None))
    certain = code is not None
    if code is None:
        if not _is_money(figure, lower, country) or _is_called(figure, lower, country):
            return None
        code = _data()["country"].get(country or "", "")
    elif not figure.counted and not figure.worded:
        return None
    cents, end = _cents(lower, end, language, country) if certain else (Decimal(0), end)
    text = _written_amount(figure.value + cents, code) if code else None
    if text is None:
        return None
    left, right = view.span(start, end)
    total = _is_total(lower, start, end)
    return FoundAmount(
        amount=text,
        currency=code,
        text=view.given[left:right],
        start=left,
        end=right,
        total=total,
        certain=certain,
    )


def _priced(figure: Figure, lower: str, country: str | None) -> tuple[int, int, str | None]:
    """The place with its sign or word, and the code; None where none is said. What stands after is the stronger."""
    before, after = _around()
    start, end, codes = figure.start, figure.end, []
    left = before.search(lower, max(figure.start - 14, 0), figure.start)
    if left is not None:
        codes.append(_code(left[0].strip(" :"), "before", country))
        start = left.start()
    right = after.match(lower, figure.end)
    if right is not None:
        shared = right["word"] in _shared()
        code = _code(right["word"], "after", country)
        # A word the country decides says less than a sign that is one currency's own.
        codes.insert(len(codes) if shared and codes else 0, code)
        end = right.end()
    codes = [code for code in codes if code]
    return (start, end, codes[0]) if codes else (figure.start, figure.end, None)


def _code(word: str, side: str, country: str | None) -> str | None:
    code = _written(side).get(word)
    if code:
        return code
    each = _shared().get(word)
    if each is None:
        return None
    by = dict(pair.split(" ") for pair in each["by"].split("|") if pair)
    return by.get(country or "", each["other"]) or None


_JIAO = re.compile(
    r"(?<=[元块塊蚊])(?P<j>[0-9一二三四五六七八九])[角毛](?:(?P<f>[0-9一二三四五六七八九])(?:分|(?=[^\w一-鿿]|$)))?"
)


_HUNDREDTHS = re.compile(
    r"[ ](?:e|y|con|and|com)[ ](?P<n>[0-9]{1,2}|[^\W\d_]+(?:(?:[ ](?:e|y)[ ]|-)[^\W\d_]+)?)[ ]"
    r"(?:centavos?|c[eé]ntimos?|cêntimos?|cents?|paise|sen)(?!\w)"
)


def _hundredths(lower: str, end: int, language: str, country: str | None) -> tuple[Decimal, int]:
    """Cents that words add to a sum: mil reais e noventa centavos."""
    match = _HUNDREDTHS.match(lower, end)
    said = list(figures(match["n"], language, country)) if match else []
    if match is None or len(said) != 1 or said[0].end - said[0].start != len(match["n"]):
        return Decimal(0), end
    return (said[0].value / 100, match.end()) if said[0].value < 100 else (Decimal(0), end)


def _cents(lower: str, end: int, language: str, country: str | None) -> tuple[Decimal, int]:
    """Tenths and hundredths that Chinese writes after the unit, or cents in words, and where they end."""
    match = _JIAO.match(lower, end)
    if match is None:
        return _hundredths(lower, end, language, country)
    tenths, hundredths = (han_number(match[name]) if match[name] else 0 for name in "jf")
    return Decimal(tenths * 10 + hundredths) / 100, match.end()


def _is_called(figure: Figure, lower: str, country: str | None) -> bool:
    """Whether it is a number that anybody may call: "I paid them, then rang 96110"."""
    return is_hotline(lower[figure.start : figure.end], (country or "",))


_CENTS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{2}|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{2}")
_COMMA_CENTS = re.compile("[0-9]{2,6},[0-9]{2}")
_MILLIONS = re.compile(r"[0-9]{1,3}['’][0-9]{3}(?:[.,'’][0-9]{3})+")
"""As the Spanish of America sets millions off from thousands: 1'200.000."""
_GROUPED = re.compile(
    r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,3}|(?:,[0-9]{3}){2,3})|[1-9][0-9]?(?:,[0-9]{2}){1,3},[0-9]{3}"
)
"""Thousands set off twice or more, or as India does it: what is written so is money, and no number of anything."""


def _has_cents(text: str, country: str | None) -> bool:
    """Whether figures are written as prices are, with two decimals: 1,234.50; where commas are decimal, 89,90 too."""
    return bool(_CENTS.fullmatch(text) or (country in COMMA_COUNTRIES and _COMMA_CENTS.fullmatch(text)))


def _is_grouped(text: str, after: str) -> bool:
    """Whether figures are set off as sums are; not so an address of the net, or a number that goes on."""
    if _GROUPED.fullmatch(text) is None or re.match("[-–/@_][0-9a-z]", after):
        return False
    groups = text.split(".")
    return len(groups) < 4 or any(each[0] == "0" or int(each) > 255 for each in groups)


def _is_money(figure: Figure, lower: str, country: str | None) -> bool:
    """Whether a number without a currency is an amount: it says thousands, or a word for paying stands before."""
    text = lower[figure.start : figure.end]
    if (
        _counts(figure.scaled).match(lower, figure.end)
        or not figure.counted
        or lower[figure.end : figure.end + 1] in ("%", ":")
        or re.match("/[0-9]", lower[figure.end :])
    ):
        return False
    if re.search(r"[a-z0-9/:#*+]$|[0-9][.,-]$", lower[max(figure.start - 2, 0) : figure.start]):
        return False
    if _has_cents(text, country) or _MILLIONS.fullmatch(text) or _is_grouped(text, lower[figure.end :][:2]):
        return True
    if figure.scaled:
        return figure.value >= 100
    after = next(_phrases().within(lower, figure.end, min(figure.end + 14, len(lower))), None)
    if after is not None and "spent_after" in after.means and not lower[figure.end : after.start].strip():
        return figure.value >= 100
    if re.fullmatch("[0-9]{1,3}(?:[.,][0-9]{3})+", text) and any(
        "spent" in said.means for said in _phrases().within(lower, max(figure.start - 70, 0), figure.start)
    ):
        return True
    spent = [
        said
        for said in _phrases().within(lower, max(figure.start - _REACH, 0), figure.start)
        if "spent_after" not in said.means
    ]
    near = (
        bool(spent)
        and re.fullmatch(
            r"[\s:：]*(?:of|me|him|her|them|de|um|uma|un|us|total"
            r"|another|a further|more|más|mais|lagi|thêm|อีก|ka|की)?\s?",
            lower[spent[-1].end : figure.start],
        )
        is not None
    )
    return (
        near
        and figure.value >= 10
        and figure.end - figure.start <= 12
        and not re.match(r"[ ]?[a-z0-9]*[0-9]", lower[figure.end :])
    )


def _written_amount(value: Decimal, code: str) -> str | None:
    if value >= _MOST:
        return None
    try:
        money = currency(code)
    except MoneyError:
        return format(value.normalize(), "f")
    units = value.scaleb(money.decimals)
    if units != units.to_integral_value() or units > INT64_MAX:
        return format(value.normalize(), "f")
    return format_amount(int(units), money)


def _is_total(lower: str, start: int, end: int) -> bool:
    after = next(_phrases().within(lower, end, min(end + 14, len(lower))), None)
    if after is not None and "total" in after.means and not lower[end : after.start].strip():
        return True
    said = list(_phrases().within(lower, max(start - 26, 0), start))
    return bool(said) and any("total" in each.means and _plain_gap(lower[each.end : start]) for each in said)


def _plain_gap(gap: str) -> bool:
    return len(gap) <= 16 and not re.search(r"[0-9.。;；\n]|(?<!\w)(?:and|y|e)(?!\w)", gap)
