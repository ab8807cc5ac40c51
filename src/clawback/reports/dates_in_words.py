"""Dates in words: months by name, weekdays, yesterday, three days ago, last week."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from clawback.identifiers.words import listed, table
from clawback.reports.dates import full_year, han_number, nearest, recent_month
from clawback.reports.moments import Atom, Lexicon, day, either, lexicon, month, year

__all__ = ["dates_in_words"]

_HAN_WEEK = re.compile(
    r"(?P<which>上上|上|本|这|這|今|下)?(?:个|個)?(?:周|星期|礼拜|禮拜|週)(?P<d>[一二三四五六日天])(?!间|間|边)"
)
_KANA_WEEK = re.compile(r"(?:(?P<which>先々週|先週|今週|来週)の?)?(?P<d>[月火水木金土日])曜日?")
_MONTH_ALONE = re.compile(
    r"(?:in|since|from|during|over|last|of|until|early|late|mid|en|desde|em|pada|bulan|sejak"
    r"|dari|di|mes de|mês de|साल|mahine)\s$"
)


_POSTPOSED = re.compile(r"\s(?:me|mein|mei|se|tak|ke|में|से|तक|के)(?!\w)")
"""Hindi says "in March" with the word for "in" after it."""


def dates_in_words(text: str, plain: str, language: str, today: date) -> Iterator[Atom]:
    """Every date that words say."""
    words = lexicon(language)
    yield from _named_months(text, plain, words, today)
    yield from _weekdays(text, words, today)
    yield from _relative(text, words, today)
    yield from _ago(text, words, today)
    yield from _years(text, words)
    yield from _then(text, words)
    yield from _days_of_months(text, words, today)
    yield from _short_weekdays(text, words.language, today)
    if language == "zh":
        yield from _cjk_weekdays(
            _HAN_WEEK,
            "一二三四五六日",
            {"上": -1, "上上": -2, "本": 0, "这": 0, "這": 0, "今": 0, "下": 1},
            text,
            today,
        )
    if language == "ja":
        yield from _cjk_weekdays(
            _KANA_WEEK, "月火水木金土日", {"先週": -1, "先々週": -2, "今週": 0, "来週": 1}, text, today
        )


@cache
def _months(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    names = lexicon(language).order("months")
    name = either(list(names))
    before = r"(?:(?<![0-9.,/])(?P<d>[0-9]{1,2})(?:st|nd|rd|th|º|er|\.)?[ ]?(?:de |of |haribulan |hb |का |,)?[ ]?)?"
    after = (
        r"(?:[ ]?(?P<d2>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9h]|[:.][0-9]|[ ]?(?:am|pm|h\b)))?"
        if language in ("en", "hi")
        else "(?P<d2>(?!))?"
    )
    short = "|[67][0-9](?![.:,][0-9])" if language == "th" else ""
    of_year = (
        rf"(?:[ ]?(?:,|de |del |năm |tahun |พ\.ศ\. ?|/|-)?[ ]?(?P<y>(?:19|20|25)[0-9]{{2}}{short})(?![0-9]))?"
    )
    return re.compile(rf"{before}(?P<name>{name})\.?{after}{of_year}"), names


def _named_months(text: str, plain: str, words: Lexicon, today: date) -> Iterator[Atom]:
    pattern, names = _months(words.language)
    for match in pattern.finditer(text) if names else ():
        number, of_day = names[match["name"]], match["d"] or match["d2"]
        said = full_year(match["y"], words.language) if match["y"] else None
        if of_day is None:
            if _is_month(match, plain, words.language):
                first = date(said, number, 1) if said else recent_month(number, today)
                if first is not None:
                    yield Atom("date", match.start(), match.end(), *month(first))
            continue
        found = _day_of(said, number, int(of_day), today)
        if found is not None:
            yield Atom("date", match.start(), match.end(), *day(found))


def _day_of(said: int | None, number: int, of_day: int, today: date) -> date | None:
    try:
        return date(said, number, of_day) if said else nearest(number, of_day, today)
    except ValueError:
        return None


def _is_month(match: re.Match[str], plain: str, language: str) -> bool:
    """A month's name by itself: not a verb (may, march), not a short form in the middle of nothing."""
    if match["y"]:
        return True
    name, led = match["name"], _MONTH_ALONE.search(plain.lower(), max(match.start() - 12, 0), match.start())
    if language == "hi" and _POSTPOSED.match(plain.lower(), match.end()):
        return True
    if language in ("en", "hi") and name.isascii():
        return plain[match.start("name")].isupper() and (
            led is not None or (name not in ("may", "march", "august") and len(name) > 3)
        )
    return led is not None or len(name) > 3 or not name.isascii()


def _weekdays(text: str, words: Lexicon, today: date) -> Iterator[Atom]:
    names = _weekday_names(words.language)
    if not names:
        return
    pattern = _week_pattern(words.language)
    for match in pattern.finditer(text):
        name = match["name"]
        if (
            words.language == "en"
            and len(name) < 5
            and not (match["l1"] or re.search(r"\bon $", text[max(match.start() - 3, 0) : match.start()]))
        ):
            continue
        past = _weeks(words, match["w1"] or match["w2"])
        if past is None and (match["t1"] or match["t2"]):
            past = 0
        found = _weekday(names[name] - 1, past, today)
        if match["n1"] or match["n2"]:
            found = today + timedelta(days=(names[name] - 2 - today.weekday()) % 7 + 1)
        yield Atom("date", match.start(), match.end(), *day(found), weekday=True)


@cache
def _weekday_names(language: str) -> dict[str, int]:
    return lexicon(language).order("weekdays")


@cache
def _units(language: str) -> dict[str, str]:
    return lexicon(language).values("units")


@cache
def _week_pattern(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    last, this, following = (either(words.words(each)) for each in ("last", "this", "next"))
    week, name = (
        either([*words.values("week"), *words.words("after_week")]),
        either(list(words.order("weekdays"))),
    )
    return re.compile(
        rf"(?:(?:(?P<w1>{week})|(?P<l1>{last})|(?P<t1>{this})|(?P<n1>{following}))"
        rf"[ ]?(?:की |के |की|の)?)?(?P<name>{name})"
        rf"(?:[ ]?(?:(?P<w2>{week})|(?P<l2>{last})|(?P<t2>{this})|(?P<n2>{following})))?"
    )


def _weeks(words: Lexicon, said: str | None) -> int | None:
    if said is None:
        return None
    return int(words.values("week").get(said, "-1"))


def _weekday(number: int, past: int | None, today: date) -> date:
    """The last such weekday gone by, or that of a week so many weeks from this one."""
    if past is not None:
        return today - timedelta(days=today.weekday()) + timedelta(days=number + 7 * past)
    return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)


def _cjk_weekdays(
    pattern: re.Pattern[str], names: str, which: dict[str, int], text: str, today: date
) -> Iterator[Atom]:
    for match in pattern.finditer(text):
        number = names.index(match["d"].replace("天", "日"))
        past = which.get(match["which"]) if match["which"] else None
        yield Atom("date", match.start(), match.end(), *day(_weekday(number, past, today)), weekday=True)


_SHORT = {
    "pt": (
        re.compile(
            r"(?<![\wà-ÿ])(?P<name>segunda|terça|terca|quarta|quinta|sexta)"
            r"(?=[ ](?:(?:à|a|de|pela)[ ](?:noite|tarde|manhã"
            r"|manha|madrugada)|cedo|agora)(?!\w))"
        ),
        ("segunda", "terça", "quarta", "quinta", "sexta"),
    ),
    "id": (
        re.compile(
            r"(?<!\w)(?P<name>minggu)(?=[ ,(]{1,2}(?:jam|pukul|pkl|pagi|siang|sore|malam|dini|subuh|petang"
            r"|[0-9]{1,2}(?:/|[ ](?:jan|feb|mar|apr|mei|jun|jul|agu|sep|okt|nov|des))))"
        ),
        ("", "", "", "", "", "", "minggu"),
    ),
}
"""Weekdays whose short names mean something else too, where what follows says that a day is meant."""


def _short_weekdays(text: str, language: str, today: date) -> Iterator[Atom]:
    pattern, names = _SHORT.get(language, (None, ()))
    for match in pattern.finditer(text) if pattern else ():
        number = names.index(match["name"].replace("terca", "terça"))
        yield Atom("date", match.start(), match.end(), *day(_weekday(number, None, today)), weekday=True)


@cache
def _then_words(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    words = lexicon(language).values("then")
    return re.compile(either(list(words))), words


def _then(text: str, words: Lexicon) -> Iterator[Atom]:
    """Days that are told from the day said before: the next morning, 当晚, besoknya."""
    pattern, means = _then_words(words.language)
    for match in pattern.finditer(text):
        value = means[match[0]]
        part = value[-1] if value[-1] in "nmaep" else None
        yield Atom("date", match.start(), match.end(), part=part, shift=int(value.rstrip("nmaep")))
    units, small = _units(words.language), _small(words.language)
    for match in _later_pattern(words.language).finditer(text):
        number = int(match["n"]) if match["n"].isdigit() else small[match["n"]]
        yield Atom("date", match.start(), match.end(), shift=number * int(units[match["u"]]))


@cache
def _later_pattern(language: str) -> re.Pattern[str]:
    """So many days after the day said before: three days later, 三天后."""
    words = lexicon(language)
    unit, later = either(list(words.values("units"))), either(words.words("later"))
    number = rf"(?P<n>[0-9]{{1,2}}|{either(list(_small(language)))})"
    return re.compile(rf"(?<![0-9.,]){number}[ ]?(?P<u>{unit})[ ]?(?:{later})")


@cache
def _day_of_month(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    months = {word: int(value) for word, value in lexicon(language).values("month").items()}
    name, number = either(list(months)), r"(?:[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})"
    lead = r"(?:(?<!\w)(?:on the|the|el día|el|no dia|dia|día|ngày|hôm|tanggal|tgl\.?|วันที่)[ ]?)?"
    return re.compile(
        rf"{lead}(?<![0-9.,/:-])(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th|º|hb| haribulan)?"
        rf"[ ]?(?:of |de |del |do |da |का |की )?"
        rf"(?P<rel>{name})"
        rf"|(?P<rel2>{name})[ ]?(?:的|の|의|ki |की |ke |के )?"
        rf"[ ]?(?P<d2>{number})[ ]?(?:号|號|日|일|th|tarikh|तारीख|tareekh)"
    ), months


def _days_of_months(text: str, words: Lexicon, today: date) -> Iterator[Atom]:
    """A day of a month that is told from this one: the 5th of last month, 上个月5号, วันที่ 5 เดือนที่แล้ว."""
    pattern, months = _day_of_month(words.language)
    for match in pattern.finditer(text) if months else ():
        first, _ = _months_back(today, months[match["rel"] or match["rel2"]])
        try:
            found = first.replace(day=han_number(match["d"] or match["d2"]))
        except ValueError:
            continue
        yield Atom("date", match.start(), match.end(), *day(found))


@cache
def _relative_words(language: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    words = lexicon(language)
    found = {
        word: (field, value)
        for field in ("day", "both", "week", "month", "year")
        for word, value in words.values(field).items()
    }
    return re.compile(either(list(found))), found


def _relative(text: str, words: Lexicon, today: date) -> Iterator[Atom]:
    pattern, means = _relative_words(words.language)
    for match in pattern.finditer(text):
        field, value = means[match[0]]
        if _THESE.search(text, max(match.start() - 6, 0), match.start()) is not None:
            continue
        number = int(value.rstrip("nmaep"))
        if field in ("day", "both"):
            part = value[-1] if value[-1] in "nmaep" else None
            yield Atom(
                "date", match.start(), match.end(), *day(today + timedelta(days=number)), part=part, told=True
            )
        elif field == "week":
            monday = today - timedelta(days=today.weekday() - 7 * number)
            yield Atom("date", match.start(), match.end(), monday, monday + timedelta(days=7))
        elif field == "month":
            yield Atom("date", match.start(), match.end(), *_months_back(today, number))
        elif not _AGE.match(text, match.end()):
            yield Atom("date", match.start(), match.end(), *year(today.year + number))


_THESE = re.compile(r"(?:mấy|may|nhiều|suốt)[ ]$")
"""Words that make a day all days up to it: mấy hôm nay."""
_AGE = re.compile(r"(?:已经|已經|都|就|快|虚岁|满)?[0-9〇一二三四五六七八九十]{1,3}(?![0-9月年]|[ ]?[a-z月])")
"""Who is 71 "this year" says an age."""


def _months_back(today: date, number: int) -> tuple[date, date]:
    months = today.year * 12 + today.month - 1 + number
    return month(date(months // 12, months % 12 + 1, 1))


@cache
def _small(language: str) -> dict[str, int]:
    data = table("numbers", "clawback.reports")
    pairs = [each.rsplit(" ", 1) for each in listed(data.get(language, {}).get("units", ""))]
    extra = (
        {"a": 1, "a couple of": 2, "couple of": 2}
        if language == "en"
        else {"十": 10}
        if language in ("zh", "ja")
        else {}
    )
    return {**{word: int(value) for word, value in pairs if value.isdigit() and int(value) < 100}, **extra}


@cache
def _ago_pattern(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    number, unit = (
        rf"(?P<n>[0-9]{{1,3}}|{either(list(_small(language)))})",
        f"(?P<u>{either(list(words.values('units')))})",
    )
    after, before = either(words.words("ago")), either(words.words("before_ago"))
    one = rf"(?:{before})[ ]?{number.replace('?P<n>', '?P<n2>')}[ ]?{unit.replace('?P<u>', '?P<u2>')}"
    return re.compile(rf"(?<![0-9.,]){number}[ ]?{unit}[ ]?(?:{after})|{one}")


def _ago(text: str, words: Lexicon, today: date) -> Iterator[Atom]:
    units, small = _units(words.language), _small(words.language)
    for match in _ago_pattern(words.language).finditer(text):
        said, unit = match["n"] or match["n2"], match["u"] or match["u2"]
        number = int(said) if said.isdigit() else small[said]
        yield Atom(
            "date", match.start(), match.end(), *day(today - timedelta(days=number * int(units[unit])))
        )


def _years(text: str, words: Lexicon) -> Iterator[Atom]:
    for match in _year_pattern(words.language).finditer(text):
        yield Atom("date", match.start("y"), match.end(), *year(full_year(match["y"], "")))


@cache
def _year_pattern(language: str) -> re.Pattern[str]:
    led = either(lexicon(language).words("year_after"))
    return re.compile(
        rf"(?:{led})[ ]?(?P<y>(?:199|20[0-3]|25[4-8])[0-9])(?![0-9]|[/:.,-][0-9]|[ ]?(?:usd|usdt|rm|rb|k\b|€|\$|£|บาท))"
    )
