"""A federated trace for people."""

from __future__ import annotations

from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

__all__ = ["print_table"]

_MOST = 20
"""Accounts listed; the others are counted."""


def print_table(found: dict[str, Any]) -> None:
    """Prints a trace as `answer` gives it to standard output."""
    console = Console(highlight=False, soft_wrap=False)
    told, currency = found["federation"], found["ledger"]["currency"]
    count = len(found["claims"])
    claims = f"{count} claim{'s' if count > 1 else ''}"
    console.print(f"{told['nodes']} nodes traced {claims}; no ledger left its agent.", markup=False)
    for rule, each in found["rules"].items():
        console.print(_positions(rule, each, currency))
        left = len(each["positions"]) - _MOST
        if left > 0:
            console.print(f"... and {left} more positions: --output json lists all", markup=False)
    for note in found["notes"]:
        console.print(f"Note: {note}", markup=False)
    console.print(
        f"{told['messages']:,} messages of {told['bytes']:,} bytes, {told['seconds']:.2f} s", markup=False
    )


def _positions(rule: str, each: dict[str, Any], currency: str) -> Table:
    table = Table(title=f"{rule}: where the money stands", title_justify="left", box=SIMPLE_HEAD)
    for name in ("Agent", "Account", "Kind"):
        table.add_column(name)
    table.add_column(currency, justify="right")
    for position in each["positions"][:_MOST]:
        table.add_row(position["agent"], position["account"], position["kind"], position["total"])
    return table
