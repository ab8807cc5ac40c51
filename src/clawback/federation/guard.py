"""The guard before every message across a border, out and in: money, not people.

It asks: is the offence a listed type of fraud? Is there a legal basis on both sides? Are amount and dates given?
Nothing political, military, religious or racial; nothing about a person. It answers with the reason and the article.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from clawback.federation.trust.certificates import Certificate
from clawback.federation.trust.members import Gateway, Member

__all__ = ["Crossing", "Guarded", "check", "check_certificate", "crosses", "gateways"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Crossing:
    """What is about to cross a border. `asks` is what is wanted; `here` and `there` the legal bases on the two sides;
    `words` is any text that people wrote."""

    asks: str
    offence: str
    here: str
    there: str
    amount: str
    since: str
    until: str
    words: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Guarded:
    """It does not cross."""

    reason: str
    article: str

    def __str__(self) -> str:
        return f"{self.reason} ({self.article})"


def crosses(one: Member, other: Member) -> bool:
    """Whether what one tells the other crosses a border."""
    return one.jurisdiction != other.jurisdiction


def gateways(one: Member, other: Member) -> tuple[Gateway, Gateway] | None:
    """The law on each side by which one may tell the other; None where a side names none."""
    out, in_ = one.gateway(other.jurisdiction), other.gateway(one.jurisdiction)
    return None if out is None or in_ is None else (out, in_)


def check(crossing: Crossing) -> Guarded | None:
    """Why it does not cross; None where it may."""
    rules = _rules()
    if crossing.asks not in rules["asks"]:
        return _guarded(f"asks for {crossing.asks}, not for money or the record of it", "person")
    if crossing.offence not in rules["offences"]:
        return _guarded(f"{crossing.offence!r} is not a listed type of fraud", "fraud")
    for side, basis in (("asking", crossing.here), ("answering", crossing.there)):
        if not basis:
            return _guarded(f"no legal basis on the {side} side", "basis")
    if not crossing.amount or not crossing.since or not crossing.until:
        return _guarded("no amount or no dates", "facts")
    return _of_words(crossing.words)


def check_certificate(certificate: Certificate, one: Member, other: Member) -> Guarded | None:
    """Whether the parts of this claim may be told across the border between two members."""
    found = gateways(one, other)
    here, there = (f"{law.law}, {law.article}" for law in found) if found else ("", "")
    hold = certificate.hold
    return check(
        Crossing(
            asks="parts",
            offence=certificate.offence,
            here=certificate.basis and here,
            there=there,
            amount=certificate.amount,
            since=certificate.settled_at,
            until=certificate.until,
            words="\n".join((certificate.case, certificate.basis, hold.basis if hold else "")),
        )
    )


def _of_words(words: str) -> Guarded | None:
    text = unicodedata.normalize("NFKC", words).casefold()
    for character, listed in _patterns().items():
        found = listed.search(text)
        if found:
            article = "person" if character == "person" else "character"
            what = "about a person" if character == "person" else character
            return _guarded(f"{found[0]!r} makes it {what}", article)
    return None


def _guarded(reason: str, article: str) -> Guarded:
    return Guarded(reason=reason, article=_rules()["articles"][article])


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(files("clawback.federation").joinpath("guard.toml").read_text("utf-8"))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        character: re.compile("|".join(_pattern(word) for word in words))
        for character, words in _rules()["words"].items()
    }


def _pattern(word: str) -> str:
    """Words of scripts that write spaces stand alone; of others, anywhere."""
    word = unicodedata.normalize("NFKC", word).casefold()
    spaced = "LATIN" in unicodedata.name(word[0], "") or "DEVANAGARI" in unicodedata.name(word[0], "")
    return rf"(?<!\w){re.escape(word)}(?!\w)" if spaced else re.escape(word)
