"""`clawback return`: who gets what, under each method, with the arithmetic."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from clawback.cli.texts import as_text

if TYPE_CHECKING:
    from clawback.returning import Division, Plan

__all__ = ["return_"]

Method = Literal["all", "traced", "pari-passu", "rising-tide", "cn-2016-art-8"]
Output = Literal["table", "json", "csv"]


def return_(plan: Path, *, method: Method | None = None, output: Output = "table") -> None:
    """Divide held money over claims: who gets what, under each method, with the arithmetic.

    Example: `clawback return tests/data/plans/two-victims.toml`

    No method gives a claim more than its loss less what it has received; what is over is the remainder. The
    methods are traced (what the plan's allocation rule attributes), pari-passu (in proportion to loss),
    rising-tide (all lifted to one level, counting what they received) and cn-2016-art-8 (straight back where
    one inflow or time stamps allow it, else in proportion to loss after 30 days' public notice).

    Parameters
    ----------
    plan
        The plan, a TOML file: holds, claims, currency, method, rule.
    method
        One method, or all, in place of the plan's own.
    output
        table for people, json for programs, csv with one row per method and claim.
    """
    from clawback.returning import divide_plan, read_plan, to_dict

    found = read_plan(plan, method=method)
    divisions = divide_plan(found, found.method)
    if output == "json":
        print(json.dumps(to_dict(found, divisions), indent=2, ensure_ascii=False))
    elif output == "csv":
        csv.writer(sys.stdout, lineterminator="\n").writerows(_rows(found, divisions))
    else:
        from clawback.cli.return_table import print_tables

        print_tables(found, divisions)


def _rows(plan: Plan, divisions: Mapping[str, Division]) -> Iterator[tuple[str, ...]]:
    """One row per method and claim; the last row of a method has its remainder and no claim."""
    yield "method", "claim", "pays", "unpaid", "remainder", "currency"
    for name, division in divisions.items():
        for claim, units in division.pays.items():
            unpaid = plan.money(division.unpaid[claim])
            yield name, as_text(claim), plan.money(units), unpaid, "", plan.currency.code
        yield name, "", "", "", plan.money(division.remainder), plan.currency.code
