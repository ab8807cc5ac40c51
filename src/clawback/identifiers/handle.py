"""Names at messengers and networks, SERVICE:name, found by the words that announce them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from clawback.identifiers.found import CUED, SHAPE, Candidate
from clawback.identifiers.hosts import domain_of
from clawback.identifiers.phone import mobile_of, number_of
from clawback.identifiers.reading import Reading
from clawback.identifiers.words import Phrases, listed, table

__all__ = ["find"]

_FILLER = re.compile(
    r"(?:[\s:：=＝,，\"“‘«'()（「]|是|为|為|係|系"
    r"|号码|號碼|帐号|账号|帳號|号|號|加|同号|客服|(?:user ?name|user|handle"
    r"|account|accounts|profile|perfil|usuario|usuário|akun|akaun|number|nickname|nick|contact"
    r"|named|called|name|id|no|is|was|he is|at|her|his|का|की|आईडी|पर|pe|par|アカウント|아이디|は|が|の"
    r"|from|del|do|dari|nomor|nomer|nombor|hp|número|numero|从|จาก|เบอร์|से|नंबर|번호|番号|từ|ไอดี|คือ|số|là|adalah|ialah|de|es|é|:)(?![a-z0-9_@.]))"
    r"{0,7}",
    re.IGNORECASE,
)
_CALLING = re.compile(
    r"(?:\s|पर|वीडियो|विडियो|कॉल|मैसेज|आया|आई|था|थी|(?:video|voice|call|calls|message|messages|msg|text|texts|chat|chats"
    r"|came|received|from|pe|par|se|aaya|aaye|aayi|del|do|da|de|dari|daripada|number|số|của|từ|chị|anh|em|nó|hắn|nya|dia"
    r"|saya|aku|gue|dele|dela|su|me|nomor|nombor|no\.?|mesej|pesan|panggilan)(?![\w@]))"
    r"{1,8}",
    re.IGNORECASE,
)
"""Words for calling and whose it is, between a messenger's name and the telephone number of its account."""
_PHONE = re.compile(r"[+]?[(]?[0-9](?:[ .()\-]{0,2}[0-9]){6,14}")
_BARE = re.compile(
    r"(?<![a-z0-9._%+\-@])@[a-z0-9_][a-z0-9_.]{2,30}(?:#[0-9]{4})?(?![a-z0-9@])", re.IGNORECASE
)
_TOKEN = re.compile(
    r"(?<![a-z0-9._%+\-@/:])(?=[a-z.]{0,29}[0-9_])[a-z][a-z0-9_.]{3,29}(?![a-z0-9_@/]|\.[a-z0-9])",
    re.IGNORECASE,
)
_MOST = 1000
"""Names that are looked at in one text; a text with more is no report."""
_PLAIN = re.compile(r"[^,.，。;；\n0-9]{0,24}")
_ON = re.compile(
    r"[\s(（,，]{0,2}(?:(?:on|in|via|over|por|en|no|na|pelo|qua|trên|pe|par|di|kat|lewat|melalui|thru|से|se|पर|के|ทาง|ใน)\s)?"
)
_AFTER = re.compile(r"(?P<name>[a-z0-9_.]{2,32}#[0-9]{4})(?![0-9])", re.IGNORECASE)
_STRONG = re.compile(
    r"[:：=@]|id|号|號|handle|user|是|为|為|帳|账|아이디|ไอดี|आईडी|アカウント|名", re.IGNORECASE
)
_KATAKANA = re.compile("[ァ-ヺー]{2}")
"""A name of a service within a longer word, as LINE's in one for a hotline."""
_OPENS, _CLOSES = ('"', "'", "“", "‘", "「", "«", "("), ('"', "'", "”", "’", "」", "»", ")")
_DOTTED = r"@?[a-z0-9_]+(?:[._][a-z0-9_]+)+"
_ANNOUNCED = re.compile("id|ไอดี|아이디|账号|帳號|号|號|アカウント")
"""A service's word that says itself that a name follows: among other letters any word of Latin ones is it."""
_REACH = 220
"""A bare @name belongs to the service named nearest before it within so many characters, or just after it."""


@dataclass(frozen=True, slots=True)
class _Service:
    name: str
    shape: re.Pattern[str] | None
    phone: bool


@cache
def _services() -> dict[str, _Service]:
    return {
        name: _Service(
            name,
            re.compile(rf"(?:{each['name']})(?![a-z0-9_@])", re.IGNORECASE) if "name" in each else None,
            each.get("phone", False),
        )
        for name, each in table("services").items()
    }


@cache
def _cues() -> Phrases:
    return Phrases({name: listed(each["cues"]) for name, each in table("services").items()})


def find(reading: Reading) -> Iterator[Candidate]:
    """Handles after a service's name, then names with @ of the service named nearest."""
    lower = reading.view.lower
    said = [
        (each.means[0], each.start, each.end)
        for each in _cues().within(lower)
        if not _KATAKANA.fullmatch(lower, each.start - 1, each.start + 1)
    ]
    for service, start, end in said:
        yield from _after(_services()[service], start, end, reading)
    yield from _bare(said, reading)
    yield from _loose(reading)
    yield from _near(said, reading)


def _after(service: _Service, start: int, end: int, reading: Reading) -> Iterator[Candidate]:
    plain = reading.view.plain
    filler = _FILLER.match(plain, end)
    place = filler.end() if filler else end
    if place < end or place >= len(plain):
        return
    number = _PHONE.match(plain, place) if service.phone else None
    if service.phone and number is None and (calling := _CALLING.match(plain, place)):
        number = _PHONE.match(plain, calling.end())
    if number is not None:
        yield from _numbered(service, number, reading)
        return
    match = service.shape.match(plain, place) if service.shape else None
    if match is None and service.name == "qq":
        yield from _spelled(place, reading)
    if match is None or reading.is_taken(match.start(), match.end()):
        return
    if plain[match.end() : match.end() + 1] == "/" and domain_of(match[0]) is not None:
        return  # the host of a link, which says the name itself
    name = match[0].rstrip(".-_") if service.name != "skype" else match[0].rstrip(".,")
    announced = _ANNOUNCED.search(plain[start:end].lower()) and not plain[end:place].strip(" :：")
    quoted = plain[place - 1 : place] in _OPENS and plain[match.end() : match.end() + 1] in _CLOSES
    if quoted and domain_of(name) is None and re.fullmatch(_DOTTED, name, re.IGNORECASE):
        yield _handle(
            service.name, name, match.start(), match.start() + len(name), f"quoted after {service.name}"
        )
        return
    asian = reading.language in ("zh", "ja", "ko", "th")
    alone = bool(announced) and asian and len(name) >= 4
    if (alone or _is_name(name, plain[end:place], service.name, asian)) and name.lower() not in _cue_words():
        yield _handle(
            service.name, name, match.start(), match.start() + len(name), f"after a word for {service.name}"
        )


@cache
def _cue_words() -> frozenset[str]:
    return frozenset(each for service in table("services").values() for each in listed(service["cues"]))


def _is_name(name: str, filler: str, service: str, asian: bool) -> bool:
    """A word of letters alone is a name only where something announces one."""
    if service == "line" and re.fullmatch("[0-9][0-9-]{6,}", name) and not asian:
        return False  # "the bank's line is 1-800-..."
    if name.startswith("@") or re.search(r"[0-9_]", name):
        return len(name.lstrip("@")) >= 3
    if name.startswith("live:"):
        return True
    strong = _STRONG.search(filler) is not None
    if service in (
        "wechat",
        "telegram",
        "line",
        "kakaotalk",
        "skype",
        "discord",
        "instagram",
        "x",
        "tiktok",
        "facebook",
    ):
        return (
            strong
            and bool(re.search(r"[:：=]\s*$|(?:id|号|號|是|아이디|ไอดี)[\s:：]*$", filler, re.IGNORECASE))
            and len(name) >= 4
        )
    return False


def _numbered(service: _Service, match: re.Match[str], reading: Reading) -> Iterator[Candidate]:
    """A messenger's account that is a telephone number: both."""
    text = match[0].strip(" .-(")
    digits = re.sub("[^0-9]", "", text)
    if service.name == "wechat" and re.match("[0-9]{5,}", text) is None:
        return
    found = number_of(digits, text.startswith("+"), reading.regions, True)
    if found is None:
        return
    end, value = match.start() + len(match[0].rstrip(" .-(")), found[0]
    if not text.startswith("+"):
        value = mobile_of(value)
    name = digits if service.name in ("zalo", "wechat") and not text.startswith("+") else value
    yield _handle(service.name, name, match.start(), end, f"a telephone after a word for {service.name}")
    if service.name != "zalo":
        yield Candidate(
            kind="phone",
            value=value,
            start=match.start(),
            end=end,
            strength=CUED + 2,
            because=f"{found[2]}, {found[1]}; the number of a {service.name} account",
            joins=True,
        )


def _spelled(place: int, reading: Reading) -> Iterator[Candidate]:
    """A number of QQ that is spelled out."""
    for run in reading.runs:
        if run.start == place and run.spelled and 5 <= len(run.digits) <= 11:
            yield _handle("qq", run.digits, run.start, run.end, "digits spelled after a word for qq")


def _loose(reading: Reading) -> Iterator[Candidate]:
    """A name with a digit or a low line, in the clause of a service's name and nearer to it than to any other word."""
    for match in islice(_TOKEN.finditer(reading.view.lower), _MOST):
        cue = reading.cue(match.start())
        services = [each[1:] for each in cue.means if each.startswith("@")] if cue else []
        if cue is None or not services or re.search("[0-9]", cue.gap) or reading.is_taken(*match.span()):
            continue
        shape, name = _services()[services[0]].shape, match[0].rstrip("._")
        if shape is not None and services[0] not in ("qq", "zalo") and shape.fullmatch(name):
            yield _handle(
                services[0], name, match.start(), match.start() + len(name),
                f"a name in a clause of {services[0]}", SHAPE,
            )  # fmt: skip


def _near(said: list[tuple[str, int, int]], reading: Reading) -> Iterator[Candidate]:
    """A telephone of which the clause says, before or just after it, that it is a messenger's account."""
    starts = {start: name for name, start, _ in said if name in ("whatsapp", "signal")}
    for run in reading.runs if starts else ():
        cue, after = reading.cue(run.start), _ON.match(reading.view.lower, run.end)
        name = starts.get(after.end()) if after else None
        if cue is not None and _PLAIN.fullmatch(cue.gap):
            name = next((each for each in ("whatsapp", "signal") if f"@{each}" in cue.means), name)
        number = _PHONE.match(reading.view.plain, run.start) if name else None
        if name is not None and number is not None and number.end() <= run.end:
            yield from _numbered(_services()[name], number, reading)


def _bare(said: list[tuple[str, int, int]], reading: Reading) -> Iterator[Candidate]:
    for pattern in (_BARE, _AFTER):
        for match in pattern.finditer(reading.view.plain):
            before = [each for each in said if each[2] <= match.start() and match.start() - each[2] <= _REACH]
            after = [each for each in said if 0 <= each[1] - match.end() <= 30]
            near = before[-1:] or after[:1]
            if after and (not before or after[0][1] - match.end() < 12 < match.start() - before[-1][2]):
                near = after[:1]
            service = "discord" if "#" in match[0] else near[0][0] if near else None
            if service is not None and service not in ("qq", "zalo", "whatsapp"):
                yield _handle(
                    service,
                    match[0].rstrip("."),
                    match.start(),
                    match.start() + len(match[0].rstrip(".")),
                    f"a name with @, {service} named near",
                    SHAPE + 5,
                )


def _handle(service: str, name: str, start: int, end: int, why: str, strength: int = CUED + 3) -> Candidate:
    canonical = name.lower() if service == "line" else name.lower().lstrip("@")
    return Candidate(
        kind="handle", value=f"{service}:{canonical}", start=start, end=end, strength=strength, because=why
    )
