"""Every address, by its name, and what it stands for. A new page adds a line to the file of its area.

`public` is for anybody, `own` for any member: about nobody but themself, or a list that shows only what each may see;
`demo` is there in a demo alone, `token` for machines: what a token of which role and scope writes is walked in
test_every_machine.py, what it reads in test_api_signing_in.py. For all others see line.py; some have several lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.integration.server.addresses import cases, federation, free, operations, people, reports, returns
from tests.integration.server.addresses.line import Expected, Line
from tests.integration.server.addresses.stage import Stage, make_stage

__all__ = ["ADDRESSES", "Expected", "Line", "Stage", "address", "lines", "make_stage", "names"]

ADDRESSES: Final[dict[str, Expected]] = {
    **free.ADDRESSES,
    **people.ADDRESSES,
    **cases.ADDRESSES,
    **federation.ADDRESSES,
    **returns.ADDRESSES,
    **reports.ADDRESSES,
    **operations.ADDRESSES,
}


def lines() -> Iterator[tuple[str, Line]]:
    """Each line with its address's name."""
    for name, expected in ADDRESSES.items():
        if not isinstance(expected, str):
            for line in (expected,) if isinstance(expected, Line) else expected:
                yield name, line


def names() -> Iterator[str]:
    """The name of every address that there is, however it is included; its pattern where it has no name."""
    for name, _ in _patterns(get_resolver().url_patterns, ""):
        yield name


def address(name: str, **given: object) -> str:
    """With any number, or any word, for what is not given."""
    if name == "^":
        return "/api/nothing"
    any_ = {part: 1 if part in _NUMBERS else "hold" for part in _leaves()[name].pattern.converters}
    return reverse(name, kwargs={part: given.get(part, any_[part]) for part in any_} or None)


@cache
def _leaves() -> dict[str, URLPattern]:
    return dict(_patterns(get_resolver().url_patterns, ""))


_NUMBERS: Final = ("number", "pk", "place", "release", "index", "agent")


def _patterns(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, URLPattern]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            space = f"{before}{each.namespace}:" if each.namespace else before
            yield from _patterns(each.url_patterns, space)
        else:
            yield f"{before}{each.name or each.pattern}", each
