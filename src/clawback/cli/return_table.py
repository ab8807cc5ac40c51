"""The answer of `clawback return` for people: words first, then the methods side by side, then the steps."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from clawback.returning import Division, Plan

__all__ = ["print_tables"]


def print_tables(plan: Plan, divisions: Mapping[str, Division]) -> None:
    """Prints to standard output, as wide as the terminal, 80 columns where there is none."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    console.print(Text(_words(plan)))
    table = _side_by_side(plan, divisions)
    wanted = Measurement.get(console, console.options.update(width=1_000_000), table).maximum
    console.print(table if wanted <= console.width else _one_below_the_other(plan, divisions))
    for number, (name, division) in enumerate(divisions.items()):
        if number:
            console.print()
        console.print(Text(f"How {name} divides", style="bold"))
        console.print(_steps(division.steps))


def _words(plan: Plan) -> str:
    code = plan.currency.code
    lost = plan.money(sum(claim.loss for claim in plan.claims))
    received = plan.money(sum(claim.received for claim in plan.claims))
    return (
        f"Held {plan.money(plan.held)} {code} in {_counted(len(plan.holds), 'hold')}; "
        f"{_counted(len(plan.claims), 'claim')} lost {lost} {code} and received {received} {code} so far. "
        "No claim gets more than it still lacks; what is over is the remainder and stays."
    )


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _side_by_side(plan: Plan, divisions: Mapping[str, Division]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("claim")
    for heading in ("still lacks", *divisions):
        table.add_column(heading, justify="right")
    for claim in plan.claims:
        paid = (plan.money(division.pays[claim.id]) for division in divisions.values())
        table.add_row(Text(claim.id), plan.money(claim.unpaid), *paid)
    table.add_section()
    table.add_row("remainder", "", *(plan.money(division.remainder) for division in divisions.values()))
    return table


def _one_below_the_other(plan: Plan, divisions: Mapping[str, Division]) -> Table:
    """For amounts or ids too long to stand side by side: one row per claim and method."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("claim", overflow="fold")
    table.add_column("method", no_wrap=True)
    table.add_column("gets", justify="right", no_wrap=True)
    table.add_column("then lacks", justify="right", no_wrap=True)
    for claim in plan.claims:
        for name, division in divisions.items():
            pays, unpaid = division.pays[claim.id], division.unpaid[claim.id]
            table.add_row(Text(claim.id), name, plan.money(pays), plan.money(unpaid))
        table.add_section()
    for name, division in divisions.items():
        table.add_row("remainder", name, plan.money(division.remainder), "")
    return table


def _steps(steps: Sequence[str]) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for number, step in enumerate(steps, start=1):
        grid.add_row(f"{number}.", Text(step))
    return grid
