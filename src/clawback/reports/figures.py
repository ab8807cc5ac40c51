"""Numbers as people write and say them: figures with either decimal sign, words, and units such as lakh or 万."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import islice

from clawback.identifiers.words import either, listed, plainer, table

__all__ = ["COMMA_COUNTRIES", "Figure", "figures", "value_of"]

_POINT_THOUSANDS = {"pt", "vi", "id"}
_SPANISH_COMMA = {"MX", "PE", "US", "GT", "PA", "DO", "HN", "NI", "SV"}
COMMA_COUNTRIES = {"DE", "FR", "ES", "IT", "NL", "AT", "BE", "BR", "PT", "AR", "CO", "CL", "UY", "VN", "ID"}
_SPACED = r"[0-9]{1,3}(?:[ ][0-9]{3})+(?:,[0-9]{2}(?![0-9])|(?=[ ]?(?:€|euros?(?![a-z])|đồng|vnd|₫)))"
"""Thousands set off by spaces, where decimals or a currency say that it is one number: 14 620,00."""
_NUMBER = rf"(?:{_SPACED}|[0-9]+(?:[.,'’][0-9]+)*)"
_MOST = 1500
_LONGEST = 24
"""Digits of a figure; longer ones are no amount."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` at `start` to `end` of the folded text. `scaled`: it says thousands or more in words or signs."""

    value: Decimal
    start: int
    end: int
    scaled: bool
    worded: bool
    counted: bool
    """A figure or unit stands before its scale: 百万 alone is no number."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    kind: str  # "figure", "unit", "scale", or "part": a fraction of the scale before, or beside the unit
    value: Decimal
    start: int
    end: int


@cache
def _words(language: str) -> tuple[re.Pattern[str], dict[str, tuple[str, Decimal]]]:
    data, means = table("numbers", "clawback.reports"), {}
    for name in dict.fromkeys(("any", "en" if language in ("en", "hi", "ms") else "any", language)):
        for kind in ("units", "scales", "parts"):
            for word, value in (each.rsplit(" ", 1) for each in listed(data.get(name, {}).get(kind, ""))):
                means[word] = (kind[:-1], Decimal(value))
                means.setdefault(plainer(word) or word, means[word])
    return re.compile(rf"(?P<figure>(?=[0-9]){_after_signs()}{_NUMBER})|{either(means)}"), means


@cache
def _after_signs() -> str:
    """Where a figure may begin: after no letter, or after a currency's letters, as in RM35."""
    words = [
        word for text in table("currencies", "clawback.reports")["before"].values() for word in listed(text)
    ]
    signs = "|".join(
        rf"(?<=(?<![a-z]){re.escape(word)})" for word in [*words, "n", "p"] if re.search("[a-z./]$", word)
    )
    return rf"(?:(?<![a-z0-9.,_@/#-])|{signs})"


def figures(text: str, language: str, country: str | None) -> Iterator[Figure]:
    """The numbers of the text, in order: no more than a report can have."""
    yield from islice(_figures(text, language, country), _MOST)


def _figures(text: str, language: str, country: str | None) -> Iterator[Figure]:
    group: list[_Token] = []
    for token in _tokens(text, language, country):
        if group and not _joined(group[-1], token, text, language):
            yield from _figure(group, text, language)
            group = []
        group.append(token)
    yield from _figure(group, text, language)


def _tokens(text: str, language: str, country: str | None) -> Iterator[_Token]:
    pattern, means = _words(language)
    place = 0
    while match := pattern.search(text, place):
        place = match.end()
        if match["figure"]:
            after = pattern.match(text, place) or pattern.match(text, place + 1)
            scaled = after is not None and after[0] in means and means[after[0]][0] == "scale"
            if len(match[0]) <= _LONGEST:
                yield _Token(
                    match[0], "figure", value_of(match[0], language, country, scaled), match.start(), place
                )
            continue
        kind, value = means[match[0]]
        yield _Token(match[0], kind, value, match.start(), place)
        yield from _tail(text, match, means)


def _tail(text: str, match: re.Match[str], means: dict[str, tuple[str, Decimal]]) -> Iterator[_Token]:
    """Figures that stand on a scale of letters without a space, as in 15tr5: the pattern begins none there."""
    if means[match[0]][0] == "scale" and re.search("[a-z\u00c0-\u1eff]$", match[0]):
        tail = re.compile("[0-9]{1,9}").match(text, match.end())
        if tail is not None:
            yield _Token(tail[0], "figure", Decimal(tail[0]), tail.start(), tail.end())


def _joined(left: _Token, right: _Token, text: str, language: str) -> bool:
    if right.start < left.end:
        return False
    gap = text[left.end : right.start]
    if "part" in (left.kind, right.kind):
        return _joins_part(left, right, gap, language)
    if _is_ordinal(left, gap, text, language) or _is_particle(left, right, text):
        return False
    if left.kind == "figure":
        return right.kind == "scale" and gap in ("", " ")
    if right.kind == "figure":
        return (
            left.kind == "scale"
            and gap in ("", " ")
            and bool(re.fullmatch("[0-9]+(?:,[0-9]{3})*", right.text))
        )
    if language == "th" and left.kind == right.kind == "scale" and gap:
        return False  # "one thousand, ten-thousand-two" are two numbers
    if left.kind == right.kind == "unit":
        return _holds(left.value, right.value) and bool(re.fullmatch(r" |-| y | e | and ", gap))
    return bool(re.fullmatch(r" ?|-|零|〇| y | e | and | lẻ | linh ", gap)) and left.text != "k"


def _is_ordinal(left: _Token, gap: str, text: str, language: str) -> bool:
    """Whether a Thai number that something else follows says which one: "the second time, 150,000"."""
    return language == "th" and bool(gap) and text[max(left.start - 3, 0) : left.start] == "ที่"


def _is_particle(left: _Token, right: _Token, text: str) -> bool:
    """Whether 이 behind a scale is the particle and not the number two: 3천이라고, 사백만이나."""
    return (
        right.text == "이"
        and left.kind == "scale"
        and text[right.end : right.end + 1] not in set("십백천만억")
    )


def _joins_part(left: _Token, right: _Token, gap: str, language: str) -> bool:
    """Half a million, two and a half, साढ़े नौ; but "500, half of it" and "half 500" are no sums."""
    if right.kind == "scale":
        return gap in ("", " ", " a ", " of a ")
    if left.kind == "part":
        return language == "hi" and gap == " " and right.kind != "part"
    return gap in ("", " ") and (language not in ("en", "es", "pt") or right.text[:2] in ("an", "y ", "e "))


def _holds(left: Decimal, right: Decimal) -> bool:
    """Whether a unit's zeros have room for the next: setenta y cinco, cento e vinte, seribu lima."""
    zeros = 1
    while left and left % (zeros * 10) == 0:
        zeros *= 10
    return right < zeros if left >= 100 else left >= 20 > right


def _figure(group: list[_Token], text: str, language: str) -> Iterator[Figure]:
    if not group:
        return
    scales = [token.value for token in group if token.kind == "scale"]
    counted = (
        group[0].kind != "scale"
        or (language in ("ko", "vi", "th", "es", "pt") and len(group) > 1)
        or (group[0].text in ("十", "拾") and len(group) > 1)
    ) and any(token.kind != "part" for token in group)
    value = _summed(group, language)
    if language == "ko" and _leaves_out_myriads(group, text):
        value *= 10_000
    if value > 0:
        yield Figure(
            value,
            group[0].start,
            group[-1].end,
            bool(scales and max(scales) >= 100) or (group[0].value >= 1000 and group[0].kind == "unit"),
            any(token.kind != "figure" for token in group),
            counted,
        )


_NO_MYRIADS = re.compile("[ ]?(?:여|원|won|krw|달러|엔|위안|불|명|건|개|주|번|회|표|점|킬로|[0-9])")


def _leaves_out_myriads(group: list[_Token], text: str) -> bool:
    """Whether one figure and a bare 천 leave out the 만 that everybody hears: 2천 넣었다, but 2천원."""
    return (
        [token.kind for token in group] == ["figure", "scale"]
        and group[1].text == "천"
        and len(group[0].text) == 1
        and _NO_MYRIADS.match(text, group[1].end) is None
    )


def _summed(group: list[_Token], language: str) -> Decimal:
    """Units add up; a scale multiplies what stands before it down to the last greater scale.

    A figure after the last scale is a part of it where it has fewer digits: 1万5 is 15000, 15tr5 15500000.
    """
    parts: list[Decimal] = []
    units: list[Decimal] = []
    scale = Decimal(1)
    for place, token in enumerate(group):
        last = group[place - 1] if place else None
        if token.kind == "scale":
            scale = token.value
            parts.extend(_scaled(parts, units, scale))
            units = []
        elif place == len(group) - 1 and last and last.kind == "scale" and token.kind != "part":
            parts.append(_rest(token, scale, language, token.start == last.end))
        elif token.kind == "part":
            units, more = _with_part(token, units, scale, group[place + 1 : place + 2])
            parts.extend(more)
        else:
            units.append(token.value)
    if language in ("ko", "zh", "ja"):
        parts = _in_myriads(group, parts)
    return sum(parts, Decimal(0)) + sum(units, Decimal(0))


def _scaled(parts: list[Decimal], units: list[Decimal], scale: Decimal) -> list[Decimal]:
    """The product of a scale, and what it leaves: the hundred of "seratus lima puluh". Takes lesser parts."""
    kept: list[Decimal] = []
    if units and units[-1] < scale and len(units) > 1:
        while units[0] >= scale:
            kept.append(units.pop(0))
    below = sum(units, Decimal(0))
    while parts and parts[-1] < scale and not kept:
        below += parts.pop()
    return [*kept, (below or Decimal(1)) * scale]


def _with_part(
    token: _Token, units: list[Decimal], scale: Decimal, after: list[_Token]
) -> tuple[list[Decimal], list[Decimal]]:
    """The units with a fraction, and what it is of the scale before: 61 triệu rưỡi, साढ़े नौ."""
    if units:
        return [*units, token.value * (units[-1] if units[-1] >= 1000 else 1)], []
    if scale > 1:
        return [], [token.value * scale]
    whole = after and after[0].kind == "scale" and token.value != Decimal("0.5")
    return [token.value + (1 if whole and abs(token.value) == Decimal("0.25") else 0)], []


def _in_myriads(group: list[_Token], parts: list[Decimal]) -> list[Decimal]:
    """억 and a bare 천 after it: 1억2천 leaves out the 만 that everybody hears."""
    greatest = [place for place, token in enumerate(group) if token.kind == "scale" and token.value == 10**8]
    rest = [token for token in group[greatest[-1] + 1 :] if token.kind == "scale"] if greatest else []
    if not rest or group[-1] is not rest[-1] or any(token.value >= 10_000 for token in rest):
        return parts
    return [part if part >= 10**8 else part * 10_000 for part in parts]


def _rest(token: _Token, scale: Decimal, language: str, touching: bool) -> Decimal:
    if token.kind == "unit" and language == "th" and scale >= 1000:
        return token.value * scale / 10  # หมื่นสอง, แสนห้า
    if token.kind == "unit" and language in ("es", "pt") and scale == 1_000_000 and 100 <= token.value < 1000:
        return token.value * 1000  # un millón quinientos
    if token.kind == "unit" and language not in ("zh", "ja", "vi"):
        return token.value
    if scale < 100 or token.value >= scale:
        return token.value
    if language == "vi":
        return token.value * scale / Decimal(10) ** (len(token.text) if token.kind == "figure" else 1)
    return (
        token.value * scale / 10
        if token.value < 10 and touching and language in ("zh", "ja")
        else token.value
    )


def value_of(text: str, language: str, country: str | None, scaled: bool) -> Decimal:
    """The value of figures with either sign for decimals: the last of two signs is the decimal one.

    One sign before three digits divides thousands, unless a scale follows and the language's decimals take that
    sign; one before any other number of digits is the decimal one.
    """
    text = re.sub("[’' ]", "", text)
    signs = re.findall("[.,]", text)
    decimal: str | None = None
    if len(set(signs)) == 2:
        decimal = signs[-1] if signs.count(signs[-1]) == 1 else None
    elif len(signs) == 1:
        after = len(text) - text.index(signs[0]) - 1
        own = "," if _comma_decimal(language, country) else "."
        if after != 3 or text.startswith("0") or (scaled and signs[0] == own):
            decimal = signs[0]
    for sign in ".,":
        text = text.replace(sign, "." if sign == decimal else "")
    return Decimal(text)


def _comma_decimal(language: str, country: str | None) -> bool:
    if language == "es":
        return country not in _SPANISH_COMMA
    return language in _POINT_THOUSANDS or country in COMMA_COUNTRIES
