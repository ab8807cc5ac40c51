"""Programs: a package's name, or the name as said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from clawback.identifiers.found import CHECKED, CUED, Candidate
from clawback.identifiers.reading import Reading
from clawback.identifiers.words import either, listed, table

__all__ = ["find"]

_CAPITAL = r"(?!WhatsApp|Telegram|Facebook|Instagram|Play|Google|Store|LINE|Zalo|WA)[A-Z][A-Za-z0-9]{1,20}"
_MARKS = "\"“”「『《'‘‹«"
_QUOTED_NAME = rf"[{_MARKS}](?P<name>[^\"“”」』》'’›»\n]{{2,40}})[\"“”」』》'’›»]"
_Row = tuple[re.Pattern[str], int, str]
"""A pattern, its strength, and why."""
_THINGS = (
    "[\u4e00-\u9fff]{0,4}(?:软件|軟件|軟體|应用|應用|程序|程式|客户端|文件|檔案|链接|連結|平台|东西|东東"
    "|好了|完成|之后|之後|以后|后|後|成功)"
)
"""What one may fetch that is no program's name."""
_QUOTED = rf"[ :：]{{0,2}}{_QUOTED_NAME}"


_CALLED = {
    "叫为為": "(?:app|软件|軟件|軟體|平台|应用|應用)(?:名字|名)?(?:叫做|名叫|名为|名為|叫)"
    "(?P<name>(?![我你您他她它人大什啥怎做])[\u4e00-\u9fffA-Za-z0-9]{2,10})(?=[\\s，。,;；、]|$)",
    "という": "(?<![A-Za-z0-9ァ-ヺー])(?P<name>[A-Za-z0-9ァ-ヺー]{2,20}+)という(?:名前の)?アプリ",
    "라는": "(?<![가-힣A-Za-z0-9])(?P<name>[가-힣A-Za-z0-9]{2,15}?)(?:이)?라는 (?:앱|어플)",
}
"""Names without quotes, where a word says that it is one; by letters, without any of which it is not sought."""


def find(reading: Reading) -> Iterator[Candidate]:
    """Package names, programs of remote control, and names that words say are an app's."""
    plain = reading.view.plain
    for pattern, strength, why in _sought(reading.view.lower):
        for match in pattern.finditer(plain):
            name = match["name"]
            value = name.lower() if why == "a package's name" else name.strip()
            if value:
                yield Candidate(
                    kind="app",
                    value=value,
                    start=match.start("name"),
                    end=match.end("name"),
                    strength=strength,
                    because=why,
                )


def _sought(lower: str) -> Iterator[_Row]:
    """The patterns of which some letter or word stands in the text: to seek these costs far less."""
    for some, rows in _patterns().items():
        if any(each in lower for each in some):
            yield from rows


@cache
def _patterns() -> dict[tuple[str, ...], list[_Row]]:
    """By letters or words, one of which every find has."""
    words = table("apps")
    known = "|".join(_name(each) for each in words["known"].split("|"))
    before = either(listed(words["before"]))
    led = either(listed(words["led"]))
    linked = either(listed(words["linked"]))
    get, kind = "|".join(sorted(words["get"].split("|"), key=len, reverse=True)), words["kind"]
    first = f"(?:{words['first']})"
    package = (
        rf"(?<![a-z0-9@/._-])(?P<name>{first}(?:\.[a-z][a-z0-9_]{{0,30}}){{2,5}})(?![a-z0-9_/@]|\.[a-z0-9])"
    )
    quoted = rf"(?:{before})(?:(?: [^\W\d_]{{1,14}}){{0,3}}){_QUOTED}"
    capital = rf"(?i:{led})[ ]?(?P<name>{_CAPITAL}(?: (?:{_CAPITAL}|[0-9]{{1,4}}(?![0-9]))){{0,2}})(?![a-z])"
    leading = (
        rf"(?<![A-Za-z0-9] )(?<![A-Za-z0-9@._-])(?!(?i:{either(_everybodys())})[^A-Za-z0-9])"
        rf"(?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,2}})[ ]?(?:ऐप|एप|アプリ|앱|어플)"
    )
    fetched = rf"(?:{get})(?:一个|一個|了|叫){{0,2}}[ ]?{_QUOTED_NAME}"
    named = (
        rf"(?<![包服西着套化改组組假穿])(?:{get})(?:一个|一個|了|叫|个|個){{0,2}}"
        rf"(?P<name>(?!{_THINGS})[\u4e00-\u9fff]{{2,6}})(?=[，。；,;])"
    )
    got = rf"(?:{get})(?:一个|了|叫)?(?P<name>[^\s，。、,.!?的了个\"“”「」『』《》]{{2,12}}?)(?:{kind})"
    screen = "a program that shows or steers another's screen"
    both = re.compile(rf"{_QUOTED_NAME}[ ]?(?:(?:{linked})[ ]?)?(?:{kind})", re.IGNORECASE)
    return {
        (".",): [(re.compile(package, re.IGNORECASE), CUED + 2, "a package's name")],
        tuple(listed(words["known"])): [
            (re.compile(rf"(?P<name>(?:{known})(?:[ ](?:{known}))?)", re.IGNORECASE), CHECKED, screen)
        ],
        tuple(listed(words["led"])): [
            (re.compile(capital), CUED - 15, "capital letters after a word for an app")
        ],
        tuple(_MARKS): [
            (re.compile(quoted, re.IGNORECASE), CUED, "quoted after a word for an app"),
            (both, CUED, "quoted before a word for an app"),
        ],
        tuple("ऐएア앱어"): [(re.compile(leading), CUED - 15, "capital letters before a word for an app")],
        tuple("下安装裝"): [
            (re.compile(fetched, re.IGNORECASE), CUED, "quoted after a word for getting one"),
            (re.compile(named), CUED - 15, "after a word for getting one"),
            (re.compile(got, re.IGNORECASE), CUED, "between words for getting and an app"),
        ],
        **_called(),
    }


def _everybodys() -> list[str]:
    """Wallets and shops that everybody has: no program of a scam's own."""
    return listed(table("cues")["wallet"])


def _called() -> dict[tuple[str, ...], list[_Row]]:
    why = "said to be an app's name"
    return {
        tuple(letters): [(re.compile(each, re.IGNORECASE), CUED - 15, why)]
        for letters, each in _CALLED.items()
    }


def _name(name: str) -> str:
    ascii_name = name.isascii()
    return (r"(?<![a-z])" if ascii_name else "") + re.escape(name) + (r"(?![a-z])" if ascii_name else "")
