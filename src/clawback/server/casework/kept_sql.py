"""The text of a query, made once: putting one together takes longer than reading its rows.

Only the text is kept, and no row: each time it is asked, behind the walls that are there then. What is the same for
everybody stands in the text, so that the database's plan for it is as good as one for these very values.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from copy import copy
from types import SimpleNamespace
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable
from psycopg.sql import Literal

__all__ = ["Values", "records_by", "rows_by"]

Record = TypeVar("Record", bound=Model)
Values = Mapping[int, int | Sequence[int]]
"""Stand-in -> what it stands for: a number below zero, which is no record's."""


class _Kept(NamedTuple):
    """The text, what it stands for in its order, and how Django reads the rows of it."""

    text: str
    names: tuple[int, ...]
    compiler: Any
    converters: Any


_kept: dict[Hashable, _Kept] = {}


def records_by(
    key: Hashable, build: Callable[[], QuerySet[Record]], values: Values | None = None
) -> list[Record]:
    """The records of the query that `build` makes for this key with stand-ins for its values, with what it selects
    beside them; nothing is prefetched. A list is built in with `among(field, [stand-in])`."""
    kept = _of(key, build, values or {})
    compiler = copy(kept.compiler)
    text = kept.text, [_listed(values, name) for name in kept.names]
    compiler.connection, compiler.as_sql = connection, lambda: text
    compiler.get_converters = lambda _: kept.converters
    query = SimpleNamespace(get_compiler=lambda using: compiler)
    asked = SimpleNamespace(db=connection.alias, query=query, _known_related_objects={})
    return list(ModelIterable(asked))  # type: ignore[arg-type]


def rows_by(
    key: Hashable, build: Callable[[], QuerySet[Any, Any]], values: Values | None = None
) -> list[tuple[Any, ...]]:
    """The same of a query for a list of values."""
    kept = _of(key, build, values or {})
    with connection.cursor() as cursor:
        cursor.execute(kept.text, [_listed(values, name) for name in kept.names])
        return list(cursor.fetchall())


def _listed(values: Values | None, name: int) -> int | list[int]:
    value = (values or {})[name]
    return value if isinstance(value, int) else list(value)


def _of(key: Hashable, build: Callable[[], QuerySet[Any, Any]], values: Values) -> _Kept:
    if key not in _kept:
        compiler = build().query.get_compiler(connection=connection)
        sql, given = compiler.as_sql()
        text, names = _text(sql, given, values)
        converters = compiler.get_converters([each[0] for each in compiler.select])
        _kept[key] = _Kept(text, names, compiler, converters)
    return _kept[key]


def _text(sql: str, given: Iterable[Any], values: Values) -> tuple[str, tuple[int, ...]]:
    first, *rest = sql.split("%s")
    text, names = first, list[int]()
    for part, after in zip(given, rest, strict=True):
        name = part[0] if isinstance(part, list) and len(part) == 1 else part
        if isinstance(name, int) and not isinstance(name, bool) and name in values:
            names.append(int(name))
            text += "%s"
        else:
            text += Literal(part).as_string(connection.connection).replace("%", "%%")
        text += after
    return text, tuple(names)
