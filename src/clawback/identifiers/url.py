"""URLs and bare hosts: as WHATWG writes them, no fragment; each gives its domain, or the address it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import quote

from clawback.identifiers.found import CHECKED, CUED, SHAPE, Candidate
from clawback.identifiers.hosts import DOT, LABEL, ascii_host, domain_of, is_public, undotted
from clawback.identifiers.reading import Reading
from clawback.identifiers.service_links import handle_of

__all__ = ["find"]

_SCHEME = r"(?P<scheme>h[tx*]{2}ps?[ ]?[\[(]?[:：][\])]?[ ]?//|h[tx*]{2}ps?[ ]?[\[(]://[\])])[ ]?"
_HOST = rf"{LABEL}(?:{DOT}{LABEL}){{1,8}}"
_SPACED = r"w[ ]?w[ ]?w[ ]?\.[ ]?"
_TAIL = r"(?::[0-9]{2,5})?(?:/[a-z0-9\-._~%!$&'()*+,;=:@/?#]*|[?#][a-z0-9\-._~%!$&'()*+,;=:@/?#]+)?"
_FULL = re.compile(
    rf"{_SCHEME}(?P<host>{_HOST}|[^\s/?#<>\"'，。、；：！？（）【】《》「」『』…()\[\]]{{3,120}})(?P<tail>{_TAIL})",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?<![a-z0-9@._\-])(?P<host>(?:{_SPACED})?{_HOST})(?P<tail>{_TAIL})(?![a-z0-9@]|\.[a-z0-9])",
    re.IGNORECASE,
)
_FILES = frozenset(
    [
        "apk",
        "app",
        "csv",
        "doc",
        "docx",
        "exe",
        "gif",
        "htm",
        "html",
        "jpeg",
        "jpg",
        "md",
        "mov",
        "mp3",
        "mp4",
        "pdf",
        "png",
        "ppt",
        "py",
        "rar",
        "sh",
        "txt",
        "xls",
        "xlsx",
        "zip",
    ]
)
_SURE = frozenset(
    [
        "com",
        "example",
        "test",
        "invalid",
        "net",
        "org",
        "info",
        "biz",
        "cn",
        "top",
        "cc",
        "vip",
        "xyz",
        "shop",
        "site",
        "online",
        "club",
        "io",
        "me",
        "app",
        "icu",
        "cyou",
        "live",
        "store",
        "pro",
        "tw",
        "hk",
        "jp",
        "kr",
        "th",
        "vn",
        "id",
        "my",
        "sg",
        "in",
        "br",
        "mx",
        "es",
        "pt",
        "uk",
        "us",
        "co",
    ]
)


def find(reading: Reading) -> Iterator[Candidate]:
    """URLs with a scheme, then hosts without one."""
    plain = reading.view.plain
    for match in _FULL.finditer(plain):
        secure = "s" in match["scheme"].lower()
        yield from _found(match, "https" if secure else "http", CHECKED)
    for match in _BARE.finditer(plain):
        if _is_host(match["host"], match["tail"], plain, match.end("host")):
            yield from _found(match, "http", CUED)


def _is_host(host: str, tail: str, plain: str, end: int) -> bool:
    """Whether a host without a scheme is one: not a file's name, a sentence's end, a program's name."""
    labels = undotted(host).lower().split(".")
    if labels[-1].isdigit() or labels[-1] in _FILES - {"app", "md"} or (len(labels[-2]) < 2 and not tail):
        return False
    if domain_of(".".join(labels)) is None or (labels[0] in ("com", "org", "net") and len(labels) > 2):
        return False
    if re.search(r"[a-z0-9]\.[A-Z][a-z]+$", host) and host[:1].islower():
        return False
    if host.count(".") == len(labels) - 1 and " " not in host and "。" not in host:
        return True
    if " " in host and len(labels[0 if labels[0] != "www" else 1]) < 2:
        return False  # "writes from a .co.uk name"
    if re.search(r"[\[({]", host):
        return True  # nobody but who hides a host puts its dots into brackets
    if re.search(r"(?<! )\. ", host) and not re.match("w ?w ?w", host, re.IGNORECASE):
        return False
    return labels[-1] in _SURE and not (
        re.search(r" \. ?\w+$", host) and plain[end : end + 2].strip().isalpha() and host[:1].isupper()
    )


def _found(match: re.Match[str], scheme: str, strength: int) -> Iterator[Candidate]:
    host = re.sub(r"^w\s*w\s*w\s*\.\s*", "www.", undotted(match["host"]), flags=re.IGNORECASE)
    name, tail = ascii_host(host.strip(".")), match["tail"]
    trimmed = tail.rstrip(".,;:!?)'*")
    place = match.start(), match.end() - (len(tail) - len(trimmed))
    domain, address = (domain_of(name), _address(name)) if name else (None, None)
    if name is None or (domain is None and address is None):
        return
    if strength != CHECKED and not trimmed and is_public(name, domain):
        return
    written, linked = _written(scheme, address or name, trimmed), handle_of(name, trimmed)
    if linked is not None:
        yield from _linked(linked, place, strength)
        if strength == CHECKED:
            yield _at(place, "url", written, strength, "a link", joins=True)
        return
    why = "a URL" if strength == CHECKED else "a host under a public suffix"
    yield _at(place, "url", written, strength, why)
    if address is not None:
        yield _at(place, "ip", address, SHAPE, "the host of a URL", joins=True)
    elif domain is not None and not is_public(name, domain):
        yield _at(place, "domain", domain, SHAPE, "of the URL", joins=True)


def _linked(linked: tuple[str, str], place: tuple[int, int], strength: int) -> Iterator[Candidate]:
    """The account at a service that a link leads to, and its telephone number where it is named by one."""
    service, value = linked
    yield _at(place, "handle", f"{service}:{value}", strength + 1, f"a link of {service}")
    if value.startswith("+"):
        yield _at(place, "phone", value, strength, f"a link of {service}", joins=True)


def _at(
    place: tuple[int, int], kind: str, value: str, strength: int, why: str, joins: bool = False
) -> Candidate:
    start, end = place
    return Candidate(
        kind=kind, value=value, start=start, end=end, strength=strength, because=why, joins=joins
    )


def _written(scheme: str, host: str, tail: str) -> str:
    port = re.match(":[0-9]+", tail)
    rest = tail[port.end() :] if port else tail
    keep = port[0] if port and port[0] != (":80" if scheme == "http" else ":443") else ""
    path = quote(rest.partition("#")[0], safe="/?&=%:@!$'()*+,;~-._")
    return f"{scheme}://{host}{keep}{path if path.startswith('/') else '/' + path}"


def _address(host: str) -> str | None:
    try:
        return str(ip_address(host))
    except ValueError:
        return None
