"""Hours that words say: a las tres y media, seven in the morning, saadhe nau baje, บ่ายสองสามสิบห้า, 열 시 반."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from clawback.identifiers.words import either
from clawback.reports.moments import Atom, lexicon

__all__ = ["clocks_in_words"]

_END = r"(?=[ ]?(?:[,.;:)!?\n、。]|$))"
_PATTERNS = {
    "en": [
        r"(?P<off>half|quarter|five|ten|twenty|twenty-five) (?P<side>past|to) (?P<h>{h}|[0-9]{{1,2}})\b"
        r"(?:[ ]?(?P<half>[ap])\.?m\b)?",
        r"\b(?P<h>{h})(?:[ -](?P<m>thirty|fifteen|forty-five))?(?:[ ]o['’]?clock|[ ]?(?P<half>[ap])\.?m\b"
        r"|(?=[ ]in[ ]the[ ](?:early[ ])?(?:morning|afternoon|evening)|[ ]at[ ]night))",
    ],
    "es": [
        r"\b(?P<h>{h})(?:[ ](?P<less>menos)[ ](?P<m3>cuarto|cinco|diez|veinte)|[ ]y[ ](?P<m>media|cuarto|cinco|diez"
        r"|quince|veinte|treinta|cuarenta|cincuenta|pico))?"
        r"(?=[ ](?:horas[ ])?(?:de la (?:mañana|tarde|noche|madrugada)|del (?:mediodía|día)|en punto))",
        r"\b(?:a|sobre|hacia|desde|eso de|como a) las? (?P<h>{h})"
        r"(?:[ ](?P<less>menos)[ ](?P<m3>cuarto|cinco|diez|veinte)|[ ]y[ ](?P<m>media|cuarto|cinco|diez|quince|veinte"
        r"|treinta|cuarenta|cincuenta|pico)|{end})",
    ],
    "pt": [
        r"\b(?P<h>{h})(?:[ ]e[ ](?P<m>meia|quinze|cinco|dez|vinte|trinta|quarenta|cinquenta|pouco))?"
        r"(?=[ ](?:horas[ ])?(?:da (?:manhã|tarde|noite|madrugada|manha)|em ponto))",
        r"\b(?:às|as|pelas|umas|volta das?) (?P<h>{h})"
        r"(?:[ ]e[ ](?P<m>meia|quinze|cinco|dez|vinte|trinta|quarenta|cinquenta|pouco)|[ ]horas|{end})",
    ],
    "vi": [
        r"(?<!\w)(?P<h>{h})[ ]giờ(?:[ ](?P<m>rưỡi|mười lăm|ba mươi))?"
        r"(?=[ ](?:sáng|trưa|chiều|tối|đêm|khuya))",
        r"(?<!\w)(?:lúc|hồi|khoảng|vào)[ ](?P<h>{h})[ ]giờ(?:[ ](?P<m>rưỡi|mười lăm|ba mươi))?",
    ],
    "th": [
        r"ตี(?P<h>{h}|[1-5])(?P<m>ครึ่ง)?",
        r"บ่าย(?P<p>{h}|[1-4]|โมง)(?:โมง)?(?:[ ]?(?P<m>ครึ่ง|{tens}|[0-5][0-9]))?(?:นาที)?",
        r"(?P<e>{h})ทุ่ม(?P<m>ครึ่ง|{tens})?",
        r"(?P<h>{h})โมง(?P<m>ครึ่ง|{tens})?",
        r"เที่ยง(?:คืน(?P<zero>)|วัน(?P<noon>)|ตรง(?P<noon2>)|(?P<noon3>)(?P<m>ครึ่ง))",
    ],
    "id": [
        r"(?<!\w)(?:jam|pukul|pkl\.?)[ ](?P<before>setengah[ ])?(?P<h>{h})(?!\w|[ ](?:belas|puluh))",
    ],
    "ms": [
        r"(?<!\w)(?:jam|pukul|pkl\.?)[ ](?P<h>{h})(?!\w|[ ](?:belas|puluh))(?:[ ](?P<m>setengah))?",
    ],
    "hi": [
        r"(?P<part>{part})[ ](?P<h>{h}|[0-9]{{1,2}})[ ]?(?:बजे|बज|baje|bje)",
        r"(?<!\w)(?P<h>{h})[ ]?(?:बजे|बजकर|baje|bje)",
    ],
    "ko": [
        r"(?<![가-힣])(?P<h>{h})[ ]?시(?!간|[가-힣]*장|작|도)"
        r"(?:[ ]?(?P<m>반|십|이십|삼십|사십|오십)분?|[ ]?(?P<n>[0-5]?[0-9])분)?",
    ],
}  # fmt: skip
_MINUTES = {
    "media": 30, "meia": 30, "rưỡi": 30, "ครึ่ง": 30, "setengah": 30, "반": 30, "cuarto": 15, "quarter": 15, "half": 30,
    "pico": None, "pouco": None, "thirty": 30, "fifteen": 15, "forty-five": 45, "cinco": 5, "diez": 10, "dez": 10,
    "quince": 15, "quinze": 15, "veinte": 20, "vinte": 20, "treinta": 30, "trinta": 30, "cuarenta": 40, "quarenta": 40,
    "cincuenta": 50, "cinquenta": 50, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25, "mười lăm": 15,
    "ba mươi": 30, "십": 10, "이십": 20, "삼십": 30, "사십": 40, "오십": 50,
}  # fmt: skip
_PARTS = {"साढ़े": 30, "साढे": 30, "saade": 30, "sadhe": 30, "saadhe": 30, "sade": 30, "सवा": 15, "sava": 15, "sawa": 15,
          "पौने": -15, "paune": -15, "pone": -15}  # fmt: skip
_THAI_ONES = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_THAI_TENS = {
    tens + ones: value + place
    for tens, value in (("สิบ", 10), ("ยี่สิบ", 20), ("สามสิบ", 30), ("สี่สิบ", 40), ("ห้าสิบ", 50))
    for place, ones in enumerate(("", *_THAI_ONES))
}


def clocks_in_words(text: str, language: str) -> Iterator[Atom]:
    """Every hour that words of the language say."""
    patterns, hours = _compiled(language)
    for pattern in patterns:
        for match in pattern.finditer(text):
            said = _read(
                {name: value for name, value in match.groupdict().items() if value is not None}, hours
            )
            if said is not None:
                hour, minute, part = said
                yield Atom("clock", match.start(), match.end(), hour=hour, minute=minute, part=part)


@cache
def _compiled(language: str) -> tuple[list[re.Pattern[str]], dict[str, int]]:
    hours = {word: int(value) for word, value in lexicon(language).values("hours").items()}
    tens = "|".join(sorted(_THAI_TENS, key=len, reverse=True))
    names = "|".join(re.escape(each) for each in sorted(hours, key=len, reverse=True))
    return [
        re.compile(each.format(h=names, tens=tens, end=_END, part=either(_PARTS)))
        for each in (_PATTERNS.get(language, []) if hours else [])
    ], hours


def _read(groups: dict[str, str], hours: dict[str, int]) -> tuple[int, int | None, str | None] | None:
    """Hour, minute (None where none is said), and what fixes the half of the day."""
    word = next((groups[name] for name in "hpe" if name in groups), None)
    hour = 0 if "zero" in groups else 12 if word is None else _hour(word, hours)
    fixed = "p" if {"p", "e", "zero", "noon", "noon2", "noon3"} & groups.keys() else None
    if "p" in groups:
        hour = hour + 12 if 1 <= hour <= 6 else 13
    if "e" in groups:
        hour = (hour + 18) % 24
    half = groups.get("half")
    if half is not None:
        hour, fixed = hour % 12 + (12 if half == "p" else 0), half.replace("a", "m")
    minute = _minute(groups)
    if minute is not None and minute < 0:
        hour, minute = hour - 1, minute + 60
    return (hour, minute, fixed) if 0 <= hour < 24 else None


def _hour(word: str, hours: dict[str, int]) -> int:
    return int(word) if word.isdigit() else hours.get(word, 0)


def _minute(groups: dict[str, str]) -> int | None:
    if "part" in groups:
        return _PARTS[groups["part"]]
    if "before" in groups:
        return -30
    if "off" in groups:
        return _MINUTES[groups["off"]] * (1 if groups["side"] == "past" else -1)  # type: ignore[operator]
    if "m3" in groups:
        return -(_MINUTES[groups["m3"]] or 0)
    said = groups.get("m") or groups.get("n")
    if said is None:
        return None
    return int(said) if said.isdigit() else _THAI_TENS.get(said, _MINUTES.get(said))
