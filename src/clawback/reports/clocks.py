"""Times on the clock and parts of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from clawback.reports.clocks_in_words import clocks_in_words
from clawback.reports.dates import han_number
from clawback.reports.moments import Atom, either, lexicon

__all__ = ["clocks"]

_H, _M = r"(?P<h>[01]?[0-9]|2[0-4])", r"(?P<m>[0-5][0-9])"
_AM = r"(?:[ ]?(?P<half>[ap])\.?[ ]?m\b\.?)"
_NOT_BEFORE = r"(?<![0-9:.,/])"
_PATTERNS: list[tuple[str, re.Pattern[str]]] = [
    (":", re.compile(rf"{_NOT_BEFORE}{_H}:{_M}(?::[0-5][0-9])?{_AM}?(?![0-9:])")),
    (".", re.compile(
        rf"{_NOT_BEFORE}{_H}\.{_M}(?:{_AM}|[ ]?(?:น\.|น(?![ก-๙])|wib|hrs|uhr|(?=malam|petang|pagi"
        rf"|ptg|mlm|pg|tengah hari)))"
    )),
    ("/", re.compile(
        rf"(?:(?<=[0-9]/[0-9]{{2}}[ ])|(?<=[0-9]/[0-9]{{2}},[ ])|(?<=/20[0-9]{{2}}[ ])|(?<=/20[0-9]{{2}},[ ]))"
        rf"{_H}\.{_M}(?:\.[0-5][0-9])?(?![0-9.,])"
    )),
    ("", re.compile(rf"(?<![a-z])(?:jam|pukul|pkl\.?|เวลา|at|lúc|a las|kl\.?)[ ]{_H}[.:]{_M}{_AM}?(?![0-9%])")),
    ("hน", re.compile(rf"(?<![0-9:.,/-])(?P<h>[01][0-9]|2[0-3]){_M}[ ]?(?:hrs|hours|hours?\b|h\b|น\.)")),
    ("h", re.compile(rf"{_NOT_BEFORE}{_H}[ ]?h[ ]?(?:{_M}(?:min)?)?(?![a-z0-9])")),
    ("m", re.compile(rf"{_NOT_BEFORE}{_H}{_AM}")),
    ("点點时時", re.compile(
        r"(?<![0-9.一二三四五六七八九十第])(?P<h>[0-9]{1,2}"
        r"|[零〇](?=[点點时時](?![一二三四五六七八九]{2,}(?!分)))"
        r"|[一二两兩三四五六七八九十]{1,3})[ ]?(?:点钟|點鐘|点|點|时"
        r"|時(?!間))(?:(?P<m>[0-5]?[0-9]|[一二三四五六七八九十]{2,3})分|(?P<half_past>半)|(?P<m2>[0-5][0-9]))?"
    )),
    ("시", re.compile(r"(?<![0-9.])(?P<h>[0-9]{1,2})시(?!간)(?:[ ]?(?P<m>[0-5]?[0-9])분|[ ]?(?P<half_past>반))?")),
    ("", re.compile(
        r"(?<![a-z])(?:a las|a la|às|as|sobre las|lúc|jam|pukul|pkl\.?|around|at about)[ ](?P<h>[01]?[0-9]"
        r"|2[0-4])(?![0-9:/%h]|[.,][0-9]|[ ]?[ap]\.?m|[ ]?(?:días|orang|hari|jam|ribu|juta|mil"
        r"|reais|h\b))(?:[ ](?:horas|hrs|o'clock))?"
    )),
    ("बb", re.compile(rf"{_NOT_BEFORE}{_H}(?::{_M})?[ ]?(?:बजे|baje|bje)")),
    ("g", re.compile(rf"{_NOT_BEFORE}{_H}[ ]?giờ(?:[ ]?(?P<m>[0-5]?[0-9])(?:[ ]?phút)?|[ ](?P<half_past>rưỡi))?")),
    ("โนท", re.compile(
        r"(?<![0-9.])(?P<h>[0-9]{1,2})[ ]?(?:โมง|นาฬิกา|(?P<evening>ทุ่ม))(?:["
        r" ]?(?P<m>[0-5]?[0-9])[ ]?นาที|(?P<half_past>ครึ่ง))?"
    )),
]  # fmt: skip
"""Each with letters of which it has one, so that it is sought only where one stands; "" for none."""


def clocks(text: str, language: str) -> Iterator[Atom]:
    """Every time on the clock, and every part of the day."""
    for letters, pattern in _PATTERNS:
        if letters and not any(each in text for each in letters):
            continue
        for match in pattern.finditer(text):
            atom = _clock(match)
            if atom is not None:
                yield atom
    yield from clocks_in_words(text, language)
    pattern_of_parts, parts = _parts(language)
    for match in pattern_of_parts.finditer(text):
        yield Atom("part", match.start(), match.end(), part=parts[match[0]])


@cache
def _parts(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    words = lexicon(language).values("part")
    return re.compile(either(list(words))), words


def _clock(match: re.Match[str]) -> Atom | None:
    groups = match.groupdict()
    hour = han_number(groups["h"].replace("两", "二").replace("兩", "二"))
    said = groups.get("m") or groups.get("m2")
    minute = han_number(said) if said else 30 if groups.get("half_past") else None
    half = groups.get("half")
    if half is not None and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if groups.get("evening"):
        hour += 18
    if hour > 23 or (minute or 0) > 59:
        return None
    part = {"a": "m", "p": "p"}.get(half or "")
    return Atom("clock", match.start(), match.end(), hour=hour % 24, minute=minute, part=part)
