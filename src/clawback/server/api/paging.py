"""Cursor pages: by number, newest first. A cursor says where the next page begins and means nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from django.db.models import Model, QuerySet
from ninja import Query

from clawback.server.casework.refusals import NoSuchRecord
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.may import Allowed, may

__all__ = ["Cursor", "Limit", "page", "visible"]

Record = TypeVar("Record", bound=Model)

Cursor = Annotated[int | None, Query(ge=1, le=2**63 - 1, description="`next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=100, description="Most items of a page.")]


def page(
    act: Act,
    found: QuerySet[Record],
    subject: Callable[[Record], Subject],
    cursor: int | None,
    limit: int,
    verb: str = "see",
) -> tuple[list[Record], int | None]:
    """Up to `limit` records that the caller may `verb`, from the cursor on, and the next page's cursor."""
    rows: list[Record] = []
    at = cursor
    while True:
        some = found.filter(pk__lte=at) if at is not None else found
        batch = list(some.order_by("-pk")[: limit + 1])
        for row in batch:
            if not isinstance(may(act.member, verb, subject(row)), Allowed):
                continue
            if len(rows) == limit:
                return rows, int(row.pk)
            rows.append(row)
        if len(batch) <= limit:
            return rows, None
        at = int(batch[-1].pk) - 1


def visible(
    act: Act, found: QuerySet[Record], number: int, subject: Callable[[Record], Subject], verb: str = "see"
) -> Record:
    """The record, where the caller may `verb` it. Raises NoSuchRecord: nobody learns that there is another's."""
    row = found.filter(pk=number).first()
    if row is None or not isinstance(may(act.member, verb, subject(row)), Allowed):
        raise NoSuchRecord(f"there is no {found.model._meta.verbose_name} {number}")  # noqa: SLF001 - public
    return row
