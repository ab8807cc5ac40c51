"""`pk__in=any_of(numbers)`: however many there are, one parameter; PostgreSQL takes 65,535 of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Field, Func, TextField, Value

__all__ = ["among", "any_of", "any_text_of"]


class _Unnested(Func):
    function = "unnest"
    template = "(select %(function)s(%(expressions)s))"
    arity = 1


class _Among(Func):
    template = "%(expressions)s)"
    arg_joiner = " = any("
    arity = 2


def among(field: str, numbers: Iterable[int]) -> Func:
    """Whether the field is one of these numbers: for few of them, found by an index whatever the table's size."""
    listed = Value(sorted(numbers), output_field=ArrayField(BigIntegerField()))
    return _Among(F(field), listed, output_field=BooleanField())


def any_of(numbers: Iterable[int]) -> Func:
    """These numbers as the right side of `in`."""
    return _unnested(sorted(numbers), BigIntegerField())


def any_text_of(texts: Iterable[str]) -> Func:
    """These texts as the right side of `in`."""
    return _unnested(sorted(texts), TextField())


def _unnested(listed: list[int] | list[str], of: Field[Any, Any]) -> Func:
    return _Unnested(Value(listed, output_field=ArrayField(of)), output_field=of)
