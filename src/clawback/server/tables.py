"""What migrations are written with: many tables in one step, their keys in a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import PROTECT, BigAutoField, ForeignKey, OneToOneField

__all__ = ["ID", "Tables", "key", "own"]

ID: Final = ("id", BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
"""The number of a record."""


def key(to: str, name: str, *, null: bool = False) -> ForeignKey[object]:
    """Another record, called this one's `name` from there; it stays as long as this one."""
    return ForeignKey(on_delete=PROTECT, related_name=name, to=to, null=null)


def own(to: str, name: str, *, null: bool = False, primary: bool = False) -> OneToOneField[object]:
    """Like `key`, and no other record of the table has it; `primary` where it is this one's number too."""
    if primary:
        return OneToOneField(on_delete=PROTECT, related_name=name, to=to, primary_key=True, serialize=False)
    return OneToOneField(on_delete=PROTECT, related_name=name, to=to, null=null)


class Tables(Operation):
    """Makes tables, in this order, each with what hangs on it.

    After each step of its own Django makes all models that hang together anew: for our tables, one by one, that took
    twenty seconds. Here they are made once.
    """

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        self._tables = tables

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        vars(state).pop("apps", None)  # it is made when it is asked for next
        for each in self._tables:
            each.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for each in self._tables:
            each.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Make tables {', '.join(each.name for each in self._tables)}"
