"""Walking through all pages that a browser can reach, and the forms that stand on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

if TYPE_CHECKING:
    from django.test import Client

_A_PAGE_S_LIKE = 2
_NEVER = ("account_logout", "set_language", "journal-file", "session-end")


@dataclass(kw_only=True)
class Form:
    """A form as it stands on a page: where it goes, what is in its fields, and of which kind each is: the type of an
    input, `amount`, or its tag."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> tuple[str, tuple[str, ...]]:
        """Alike for two forms that differ in their record alone."""
        said = self.fields.get("do", "")
        return f"{self.method} {name_of(self.action)} {said}", tuple(sorted(self.fields))


class _Page(HTMLParser):
    def __init__(self, where: str) -> None:
        super().__init__()
        self.where, self.links, self.forms = where, list[str](), list[Form]()
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in said:
            self.links.append(urljoin(self.where, said["href"]).partition("#")[0])
        elif tag == "form":
            self.forms.append(
                Form(
                    action=urljoin(self.where, said.get("action") or self.where),
                    method=said.get("method", "get").lower(),
                )
            )
        elif self.forms and said.get("name") not in (None, "", "csrfmiddlewaretoken"):
            self._field(tag, said)
        elif tag == "option" and self.forms and self._select and "selected" in said:
            self.forms[-1].fields[self._select] = said.get("value", "")
        elif tag == "option" and self.forms and self._select and said.get("value"):
            self.forms[-1].fields[self._select] = self.forms[-1].fields[self._select] or said["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""

    def _field(self, tag: str, said: dict[str, str]) -> None:
        fields = self.forms[-1].fields
        if tag in ("select", "input", "textarea"):
            kind = "amount" if said.get("inputmode") == "decimal" else said.get("type", tag)
            self.forms[-1].kinds[said["name"]] = kind
        if tag == "select":
            self._select = said["name"]
            fields[said["name"]] = ""
        elif tag in ("input", "textarea", "button"):
            fields.setdefault(said["name"], said.get("value", ""))


def name_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def crawled(
    browser: Client, *begin: str, like: int = _A_PAGE_S_LIKE
) -> Iterator[tuple[str, Any, list[Form]]]:
    """Each page (path, answer, forms) from `begin` on; of those that differ in numbers alone so many as `like`."""
    waiting, known, alike = list(begin), set(begin), dict[str, int]()
    while waiting:
        path = waiting.pop(0)
        answer = browser.get(path)
        if not answer.get("Content-Type", "").startswith("text/html"):
            yield path, answer, []
            continue
        page = _Page(path)
        page.feed(answer.content.decode())
        yield path, answer, page.forms
        further = [answer["Location"]] if "Location" in answer else []
        for link in (*page.links, *(each.action for each in page.forms if each.method == "get"), *further):
            shape = re.sub(r"\d+", "N", link)
            if urlsplit(link).netloc or link in known or name_of(link) in _NEVER:
                continue
            if alike.get(shape, 0) < like:
                alike[shape] = alike.get(shape, 0) + 1
                known.add(link)
                waiting.append(link)
