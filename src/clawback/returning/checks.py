"""What every part of a plan is checked for. Each check raises PlanError at the first thing wrong, with its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from clawback.errors import PlanError
from clawback.money import INT64_MAX
from clawback.returning.fields import path_of
from clawback.returning.records import METHODS
from clawback.tracing.rules.names import RULES

__all__ = [
    "Money",
    "check_amount",
    "check_ids",
    "check_known",
    "check_method",
    "check_names",
    "check_time",
]

Money = Callable[[int], str]


def check_names(method: str, rule: str | None) -> None:
    """`method` and `rule` are ones that exist, and a method that pays by attribution says which rule made it."""
    check_method(method, rule)
    if rule is not None and rule not in RULES:
        raise PlanError(
            f"{rule!r} is not an allocation rule", field="rule", remedy=f"use one of {', '.join(RULES)}"
        )


def check_method(method: str, rule: str | None) -> None:
    """`method` is `all` or one of METHODS; where it pays by attribution, `rule` is given."""
    if method != "all" and method not in METHODS:
        raise PlanError(
            f"{method!r} is not a method of return",
            field="method",
            remedy=f"use all, or one of {', '.join(METHODS)}",
        )
    if method in ("all", "traced") and rule is None:
        raise PlanError(
            "is missing; method traced pays what one allocation rule attributes",
            field="rule",
            remedy=f"name the rule of the attributions, one of {', '.join(RULES)}, or choose another method",
        )


def check_amount(units: int, place: str, money: Money) -> None:
    """Whole minor units, not negative, within int64."""
    if type(units) is not int or units > INT64_MAX:
        raise PlanError(f"{units!r} is not a whole number of minor units within int64", field=place)
    if units < 0:
        raise PlanError(f"{money(units)} is negative", field=place, remedy="amounts of a plan are 0 or more")


def check_time(time: datetime, place: str) -> None:
    """A time with a zone."""
    if time.tzinfo is None:
        raise PlanError(
            f"{time.isoformat()} has no time zone",
            field=place,
            remedy="write it with Z or an offset: 2026-11-24T09:00:00Z",
        )


def check_ids(kind: str, ids: Sequence[str]) -> None:
    """At least one, and no id twice."""
    if not ids:
        raise PlanError(f"the plan has no {kind}", field=kind, remedy=f"write at least one [[{kind}]]")
    first: dict[str, int] = {}
    for number, name in enumerate(ids):
        if name in first:
            raise PlanError(
                f"{name!r} is already the id of {kind}[{first[name]}]",
                field=f"{kind}[{number}].id",
                remedy=f"give every {kind} an id of its own",
            )
        first[name] = number


def check_known(names: Iterable[str], place: str, known: set[str]) -> None:
    """Every name is the id of a claim of the plan."""
    for name in names:
        if name not in known:
            raise PlanError(
                f"the plan has no claim {name!r}",
                field=path_of(place, name),
                remedy="add it as a [[claim]] or correct the id",
            )
