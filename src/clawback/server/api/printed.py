"""docs/reference/api.md, printed from the description."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clawback.server.api.problems import kinds, status_of, type_of
from clawback.server.api.v1 import api
from clawback.server.casework.machines.events import EVENTS

__all__ = ["printed"]

_HEAD = """# API

Printed from `/api/v1/openapi.json` by `make docs`. How to use it: [Answer by API](../how-to/answer-by-api.md).
"""


def printed() -> str:
    """The page: operations by resource, events, problems."""
    parts = [_HEAD, *_operations(api.get_openapi_schema()["paths"])]
    parts += ["\n## Events\n", "| event | about |\n| --- | --- |"]
    parts += [f"| `{kind.name}` | `/{kind.path}/N` |" for kind in EVENTS.values()]
    parts += ["\n## Problems\n", "| type | status | title |\n| --- | --- | --- |"]
    parts += [f"| `{type_of(kind.__name__)}` | {status_of(kind)} | {_title(kind)} |" for kind in kinds()]
    parts.append(
        f"| `{type_of('ShapeWrong')}` | 422 | The request is not of the shape that the description asks for. |"
    )
    return "\n".join(parts) + "\n"


def _operations(paths: dict[str, Any]) -> Iterator[str]:
    tag = ""
    for path, methods in paths.items():
        for method, operation in methods.items():
            if operation["tags"][0] != tag:
                tag = operation["tags"][0]
                yield f"\n## {tag.capitalize()}\n"
                yield "| | what | scope | takes | answers |\n| --- | --- | --- | --- | --- |"
            scope = operation["description"].rpartition("Scope: ")[2]
            line = (
                f"`{method.upper()} {path}`",
                operation["summary"],
                scope,
                _taken(operation),
                _answer(operation),
            )
            yield f"| {' | '.join(line)} |"


def _taken(operation: dict[str, Any]) -> str:
    names = [f"`{each['name']}`" for each in operation["parameters"] if each["in"] == "query"]
    if "requestBody" in operation:
        names.append(_name(operation["requestBody"]["content"]["application/json"]["schema"]))
    return ", ".join(names)


def _answer(operation: dict[str, Any]) -> str:
    (done,) = (status for status in operation["responses"] if int(status) < 300)
    return f"{done} {_name(operation['responses'][done]['content']['application/json']['schema'])}"


def _name(schema: dict[str, Any]) -> str:
    return f"`{schema['$ref'].rpartition('/')[2]}`" if "$ref" in schema else f"`{schema['title']}`"


def _title(kind: type) -> str:
    return " ".join((kind.__doc__ or "").split("\n\n")[0].split())
