"""The language of a report: by script, then by frequent words; the country breaks a tie.

One of zh, en, es, pt, vi, th, id, ms, hi (in either script), ja, ko; `script` tells Hans from Hant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from clawback.identifiers.view import View
from clawback.identifiers.words import table

__all__ = ["Language", "language_of"]

_SCRIPTS = {
    "th": re.compile("[\u0e00-\u0e7f]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "kana": re.compile("[\u3041-\u30ff]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "han": re.compile("[\u3400-\u9fff]"),
    "latin": re.compile("[a-z\u00c0-\u024f\u1e00-\u1eff]"),
}
_VIETNAMESE = re.compile("[đơưăạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_WORD = re.compile("[^\\W\\d_]+")
_ASCII = re.compile("[!-~]+")
_MOST = 20_000
_AT_HOME = {
    "ID": "id",
    "MY": "ms",
    "SG": "en",
    "BR": "pt",
    "PT": "pt",
    "VN": "vi",
    "IN": "hi",
    "ES": "es",
    "MX": "es",
    "AR": "es",
    "CO": "es",
    "PE": "es",
    "CL": "es",
}


@dataclass(frozen=True, slots=True)
class Language:
    """ISO 639-1 code, and the script where the language has two (Hans, Hant, Deva, Latn)."""

    code: str
    script: str = ""


def language_of(view: View, country: str | None = None) -> Language:
    """The language that most of the text is in; English where nothing says another."""
    text = _ASCII.sub(_no_link, view.lower[:_MOST])
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    latin = counts["latin"] / 5  # letters of a word against signs of one
    if counts["kana"] * 8 > counts["han"] + counts["kana"] and counts["kana"] + counts["han"] > latin:
        return Language("ja")
    best = max(
        ("th", "ko", "hi", "han"), key=lambda name: counts[name] / (2.5 if name in ("th", "hi") else 1)
    )
    if counts[best] / (2.5 if best in ("th", "hi") else 1) > latin:
        return _han(text, country) if best == "han" else Language(best, "Deva" if best == "hi" else "")
    return _latin(text, country)


def _no_link(match: re.Match[str]) -> str:
    """A link or an address says nothing about the language around it."""
    return " " if "://" in match[0] or "@" in match[0] or "www." in match[0] else match[0]


def _han(text: str, country: str | None) -> Language:
    signs = table("languages", "clawback.reports")["han"]
    hans, hant = set(signs["hans"]) - set(signs["hant"]), set(signs["hant"]) - set(signs["hans"])
    traditional, simplified = sum(char in hant for char in text), sum(char in hans for char in text)
    if traditional == simplified:
        return Language("zh", "Hant" if country in ("TW", "HK", "MO") else "Hans")
    return Language("zh", "Hant" if traditional > simplified else "Hans")


@cache
def _frequent() -> dict[str, frozenset[str]]:
    return {
        code: frozenset(words.split())
        for code, words in table("languages", "clawback.reports").items()
        if isinstance(words, str)
    }


def _latin(text: str, country: str | None) -> Language:
    words = _WORD.findall(text)
    if not words:
        return Language(_AT_HOME.get(country or "", "en"))
    if len(_VIETNAMESE.findall(text)) * 12 > sum(map(len, words)):
        return Language("vi")
    scores = {code: float(sum(word in frequent for word in words)) for code, frequent in _frequent().items()}
    home = _AT_HOME.get(country or "")
    if home in scores:
        scores[home] += 1.5
    code = max(scores, key=lambda each: (scores[each], each == "en"))
    return Language(code, "Latn" if code == "hi" else "")
