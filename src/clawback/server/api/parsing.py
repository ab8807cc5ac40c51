"""Strict JSON: no duplicate keys, no numbers with a point, no NaN, no text that a database cannot keep."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from clawback.server.api.problems import BodyWrong, NotJson

__all__ = ["Strict", "strict"]


class Strict(Parser):
    """The parser of every body."""

    def parse_body(self, request: HttpRequest) -> Any:
        """What stands in the body. Raises NotJson, BodyWrong."""
        if request.content_type != "application/json":
            raise NotJson("send Content-Type: application/json")
        return strict(request.body)


def strict(data: bytes) -> Any:
    """The value of a JSON text. Raises BodyWrong."""
    try:
        found = json.loads(
            data.decode("utf-8"), object_pairs_hook=_object, parse_float=_number, parse_constant=_number
        )
        _check_texts(found)
    except RecursionError:
        raise BodyWrong("the body is nested too deep") from None
    except ValueError:
        raise BodyWrong("the body is not JSON in UTF-8") from None
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BodyWrong(f"the key {twice[:40]!r} stands twice in one object")
    return found


def _number(text: str) -> NoReturn:
    raise BodyWrong(f"{text[:40]} is not taken", remedy='write amounts as text: "1234.50"')


def _check_texts(value: Any) -> None:
    match value:
        case str():
            if not _is_text(value):
                raise BodyWrong("a text has a character that is none")
        case list():
            for each in value:
                _check_texts(each)
        case dict():
            for name, each in value.items():
                _check_texts(name)
                _check_texts(each)
        case _:
            pass


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a pair
        return False
    return "\0" not in value
