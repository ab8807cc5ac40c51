"""Programs: a package's name, or the name as said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from clawback.identifiers.found import CHECKED, CUED, Candidate
from clawback.identifiers.reading import Reading
from clawback.identifiers.words import either, listed, table

__all__ = ["find"]

_QUOTED = r"[ :：]{0,2}[\"“”「『《'‘‹«](?P<name>[^\"“”」』》'’›»\n]{2,40})[\"“”」』》'’›»]"


def find(reading: Reading) -> Iterator[Candidate]:
    """Package names, programs of remote control, and names that words say are an app's."""
    plain = reading.view.plain
    for pattern, strength, why in _patterns():
        for match in pattern.finditer(plain):
            name = match["name"]
            value = name.lower() if why == "a package's name" else name.strip()
            if value:
                yield Candidate(kind="app", value=value, start=match.start("name"), end=match.end("name"), strength=strength, because=why)  # fmt: skip


@cache
def _patterns() -> list[tuple[re.Pattern[str], int, str]]:
    words = table("apps")
    known = "|".join(_name(each) for each in words["known"].split("|"))
    before = either(listed(words["before"]))
    get, kind = "|".join(sorted(words["get"].split("|"), key=len, reverse=True)), words["kind"]
    package = rf"(?<![a-z0-9@/._-])(?P<name>(?:{words['first']})(?:\.[a-z][a-z0-9_]{{0,30}}){{2,5}})(?![a-z0-9_/@]|\.[a-z0-9])"
    quote = r"\"“”「」『』《》"
    return [
        (re.compile(package, re.I), CUED + 2, "a package's name"),
        (re.compile(rf"(?P<name>{known})", re.I), CHECKED, "a program that shows or steers another's screen"),
        (re.compile(rf"(?:{before})(?:(?: [^\W\d_]{{1,14}}){{0,3}}){_QUOTED}", re.I), CUED, "quoted after a word for an app"),
        (re.compile(rf"{_QUOTED[11:]}[ ]?(?:{kind})", re.I), CUED, "quoted before a word for an app"),
        (re.compile(rf"(?:{get})(?:一个|了|叫)?(?P<name>[^\s，。、,.!?的了个{quote}]{{2,12}}?)(?:{kind})", re.I), CUED, "between words for getting and an app"),
    ]  # fmt: skip


def _name(name: str) -> str:
    ascii_name = name.isascii()
    return (r"(?<![a-z])" if ascii_name else "") + re.escape(name) + (r"(?![a-z])" if ascii_name else "")
