"""Dates in figures: year first, or day and month in the country's order; Buddhist, Minguo and Reiwa years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from clawback.identifiers.words import table
from clawback.reports.moments import Atom, day, month, year

__all__ = ["dates_in_figures", "full_year", "han_number", "nearest", "recent_day", "recent_month"]

_HAN = "〇零一二三四五六七八九十廿"
_N = r"(?:[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})"
_YEAR_FIRST = re.compile(
    r"(?<![0-9.,/-])(?P<y>(?:19|20|25)[0-9]{2})(?P<s>[-/.])[ ]?"
    r"(?P<m>[0-9]{1,2})(?P=s)[ ]?(?P<d>[0-9]{1,2})(?![0-9]|[-/][0-9])(?:\.(?=[ ]))?"
)
_CJK = re.compile(
    rf"(?:(?P<era>民國|民国|中華民國|令和|平成)[ ]?)?(?:(?P<y>[0-9]{{2,4}}|[〇零一二三四五六七八九]{{4}})[ ]?[年년]["
    rf" ]?)?(?<![0-9一二三四五六七八九十个個])(?P<m>{_N})[ ]?(?:月份|月|월)(?:[ ]?(?P<d>{_N})[ ]?(?:日|号|號|일)?)?"
)
_SAME_MONTH = re.compile(rf"(?:同月|同じ月の|当月|當月|같은 달 )(?P<d>{_N})(?:日|号|號|일)")
_CJK_YEAR = re.compile(r"(?P<era>民國|令和)?(?<![0-9])(?P<y>[0-9]{2,4})[ ]?[年년](?![0-9 ]*[月월间間])")
_DAY_ONLY = re.compile(
    r"(?<![0-9月/.-])(?P<d>[0-9]{1,2})(?:号|號|日(?!元)|일(?=에| )|[ ](?:tarikh|tareekh|तारीख)|(?:st"
    r"|nd|rd|th) of this month)|(?:tanggal|tgl\.?|ngày|วันที่)[ ](?P<d2>[0-9]{1,2})(?![0-9/]|[.][0-9]|"
    r" ?tháng)(?= *(?:$|[,.;]|lalu|vừa|ที่|này|kemarin))"
    r"|(?<!\w)(?:dia|día)[ ](?P<d3>[0-9]{1,2})(?![0-9/%]|[.,][0-9]|[ ](?:de|del|do|da|e|y|a|ao)(?!\w))"
    r"|(?<!\w)on the (?P<d4>[0-9]{1,2})(?:st|nd|rd|th)"
    r"(?=[ ]?(?:[,.;:)!?\n]|$|(?:at|and|i|he|she|they|we|from|to|via|by)(?!\w)))"
)
_FIGURES = re.compile(
    r"(?<![a-z0-9/.,-])(?P<a>[0-9]{1,2})(?P<s>[/.-])(?P<b>[0-9]{1,2})(?P=s)(?P<y>[0-9]{4}|(?<=/)[0-9]{2})(?![0-9]|[-/.][0-9])"
)
_SHORT = re.compile(r"(?<![0-9/.,:-])(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})(?![0-9/%]|[.,-][0-9])")
_COUNTED = re.compile(r"[ ]?(?:月|个|個|후|부터)")


def dates_in_figures(text: str, country: str | None, language: str, today: date) -> Iterator[Atom]:
    """Every date that figures write."""
    yield from _year_first(text)
    yield from _cjk(text, today)
    month_first = country in table("times", "clawback.reports")["orders"]["month_first"]
    for match in _FIGURES.finditer(text):
        found = _ordered(match["a"], match["b"], month_first, full_year(match["y"], language))
        if found is not None:
            yield Atom("date", match.start(), match.end(), *day(found))
    for match in _SHORT.finditer(text):
        found = _nearest_ordered(match["a"], match["b"], month_first, today)
        if found is not None and len(match[0]) >= 4 and match[0] != "24/7":
            yield Atom("date", match.start(), match.end(), *day(found))
    for match in _DAY_ONLY.finditer(text):
        found = recent_day(int(next(each for each in match.groups() if each)), today)
        if found is not None:
            yield Atom("date", match.start(), match.end(), *day(found))


def _year_first(text: str) -> Iterator[Atom]:
    for match in _YEAR_FIRST.finditer(text):
        found = _date(full_year(match["y"], ""), int(match["m"]), int(match["d"]))
        if found is not None:
            yield Atom("date", match.start(), match.end(), *day(found))


def _cjk(text: str, today: date) -> Iterator[Atom]:
    for match in _CJK.finditer(text):
        number, of_day = han_number(match["m"]), han_number(match["d"]) if match["d"] else None
        if not 1 <= number <= 12 or (
            _COUNTED.match(text, match.end("m")) is not None and text[match.end("m")] in "个個"
        ):
            continue
        said = _era(match["era"], match["y"]) if match["y"] else None
        if of_day is None:
            first = date(said, number, 1) if said else recent_month(number, today)
            if first is not None:
                yield Atom("date", match.start(), match.end(), *month(first))
            continue
        found = _date(said, number, of_day) if said else nearest(number, of_day, today)
        if found is not None:
            yield Atom("date", match.start(), match.end(), *day(found))
    for match in _SAME_MONTH.finditer(text):
        yield Atom("date", match.start(), match.end(), of_month=han_number(match["d"]))
    for match in _CJK_YEAR.finditer(text):
        said = _era(match["era"], match["y"])
        if said is not None:
            yield Atom("date", match.start(), match.end(), *year(said))


def _era(era: str | None, text: str) -> int | None:
    number = (
        int(text)
        if text.isdigit() and text.isascii()
        else int("".join(str(_HAN.index(char) - (char != "〇")) for char in text))
    )
    if era is not None:
        number += {"令": 2018, "平": 1988}.get(era[0], 1911)
    elif number < 100:
        number += 2000 if len(text) == 2 else 0
    elif number < 200:
        number += 1911
    return number - 543 if 2400 < number < 2700 else number if 1900 < number < 2200 else None


def han_number(text: str) -> int:
    """The value of figures or of Han numerals up to 99; 0 for what is neither."""
    if text.isascii() and text.isdigit():
        return int(text)
    text = text.replace("廿", "二十")
    tens, ten, ones = text.rpartition("十")
    value = {char: place for place, char in enumerate("〇一二三四五六七八九")}
    if not ten:
        return value.get(text, 0)
    return (value.get(tens, 0) if tens else 1) * 10 + (value.get(ones, 0) if ones else 0)


def full_year(text: str, language: str) -> int:
    """Four figures; of two, the year of this century, or of the Buddhist era where Thai is written."""
    number = int(text)
    if number < 100:
        number += 2500 if language == "th" and number >= 50 else 2000
    return number - 543 if 2400 < number < 2700 else number


def _date(of_year: int | None, of_month: int, of_day: int) -> date | None:
    try:
        return date(of_year, of_month, of_day) if of_year and 1900 < of_year < 2200 else None
    except ValueError:
        return None


def _ordered(a: str, b: str, month_first: bool, of_year: int) -> date | None:
    first, second = int(a), int(b)
    if month_first:
        first, second = second, first
    return _date(of_year, second, first) or _date(of_year, first, second)


def _nearest_ordered(a: str, b: str, month_first: bool, today: date) -> date | None:
    first, second = int(a), int(b)
    if month_first:
        first, second = second, first
    return nearest(second, first, today) or nearest(first, second, today)


def nearest(of_month: int, of_day: int, today: date) -> date | None:
    """That day of the year that lies nearest to today; None where there is none."""
    found = [_date(of_year, of_month, of_day) for of_year in (today.year, today.year - 1, today.year + 1)]
    there = [each for each in found if each is not None]
    return min(there, key=lambda each: abs(each - today)) if there else None


def recent_month(of_month: int, today: date) -> date:
    """The first of that month: the last one begun, unless it comes within two months. Reports tell what has been."""
    ahead = (of_month - today.month) % 12
    months = today.year * 12 + today.month - 1 + (ahead if ahead <= 2 else ahead - 12)
    return date(months // 12, months % 12 + 1, 1)


def recent_day(of_day: int, today: date) -> date | None:
    """The last such day of a month that is not after today."""
    if of_day <= today.day:
        return _date(today.year, today.month, of_day) if of_day else None
    last = today.replace(day=1) - timedelta(days=1)
    return _date(last.year, last.month, of_day)
