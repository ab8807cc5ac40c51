"""Loading the records of a decision, under a lock."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model

from clawback.server.casework.models import Case, Claim
from clawback.server.casework.refusals import CaseClosed, NoSuchRecord

__all__ = ["check_open", "locked", "locked_claims"]

Record = TypeVar("Record", bound=Model)


def locked(model: type[Record], number: int) -> Record:
    """The record, locked until the transaction ends. Raises NoSuchRecord.

    Its key is not locked, for no decision changes one: what is written meanwhile and names the record need not wait.
    So whoever traces, and writes what a case may ask for next, does not wait for one who drafts in that case.
    """
    kept, meta = model._default_manager, model._meta  # noqa: SLF001 - public in Django, whatever their names say
    found = kept.select_for_update(no_key=True).filter(pk=number).first()
    if found is None:
        raise NoSuchRecord(f"there is no {meta.verbose_name} {number}")
    return found


def locked_claims(numbers: Iterable[int]) -> dict[int, Claim]:
    """Claims by number, locked in one order by everybody. Raises NoSuchRecord where one is missing."""
    wanted = set(numbers)
    found = {each.pk: each for each in Claim.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    if found.keys() != wanted:
        raise NoSuchRecord(f"there is no claim {min(wanted - found.keys())}")
    return found


def check_open(case: Case) -> None:
    """Raises CaseClosed where nothing new is asked for in the case any more."""
    if case.closed_at is not None:
        raise CaseClosed(f"case {case} was closed", remedy="open a new case")
