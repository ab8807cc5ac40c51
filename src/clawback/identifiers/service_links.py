"""Links to a messenger's or network's account: the handle is in the path."""

from __future__ import annotations

import re
from functools import cache

from clawback.identifiers.words import table

__all__ = ["handle_of"]

_NOT_NAMES = frozenset(
    [
        "share",
        "sharer",
        "groups",
        "group",
        "pages",
        "watch",
        "marketplace",
        "events",
        "joinchat",
        "p",
        "reel",
        "reels",
        "explore",
        "hashtag",
        "intent",
        "login",
        "profile.php",
        "photo",
        "story.php",
    ]
)


@cache
def _links() -> dict[str, str]:
    """host -> service, and host/folder -> service."""
    return {
        link: name
        for name, each in table("services").items()
        for link in each.get("links", "").split("|")
        if link
    }


def handle_of(host: str, tail: str) -> tuple[str, str] | None:
    """Service and name of a link such as t.me/name; a telephone number as +digits. None for other links."""
    plain = host.removeprefix("www.")
    path = tail.partition("?")[0].strip("/")
    for link, service in _links().items():
        site, _, folder = link.partition("/")
        if site != plain:
            continue
        if "?" in folder:
            number = re.search(r"phone=\+?([0-9]{7,15})", tail)
            return (service, f"+{number[1]}") if number else None
        name = path.removeprefix(folder).strip("/").split("/")[0].lstrip("@").lower()
        if service == "whatsapp":
            return (service, f"+{name.lstrip('+')}") if re.fullmatch(r"\+?[0-9]{7,15}", name) else None
        if name and name not in _NOT_NAMES and not name.startswith("+") and len(name) > 2:
            return service, name
    return None
