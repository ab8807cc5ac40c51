"""The result of a trace for people: what was found in words, then tables that fit a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from clawback.clock import format_time
from clawback.money import format_amount
from clawback.tracing.answer import balance_of, notes_of
from clawback.tracing.ends import KINDS, STANDING

if TYPE_CHECKING:
    from clawback.tracing.result import Trace

__all__ = ["print_table"]

_MOST = 20
"""Accounts listed; the others are counted."""


def print_table(found: Trace) -> None:
    """Prints to standard output."""
    console = Console(highlight=False, soft_wrap=False)
    for sentence in _words(found):
        console.print(sentence, markup=False)
    console.print()
    console.print(_rules(found))
    if found.bounds:
        console.print(_accounts(found))
        left = len(found.bounds) - _MOST
        if left > 0:
            console.print(f"... and {left} more accounts: --output csv or json lists all", markup=False)
    for note in notes_of(found):
        console.print(f"Note: {note}", markup=False)
    console.print(f"Ledger {found.ledger.snapshot}", markup=False, soft_wrap=True)


def _words(found: Trace) -> list[str]:
    claims, money = found.claims, found.ledger.currency
    stolen = int(found.walked_ledger.amount[claims.rank].sum())
    first = format_time(int(found.walked_ledger.settled_at[claims.rank[0]]))
    last = format_time(int(found.walked_ledger.settled_at[claims.rank[-1]]))
    when = f"on {first}" if first == last else f"from {first} to {last}"
    count = f"{len(claims.ids)} reported transfer{'s' if len(claims.ids) > 1 else ''}"
    return [f"{_money(stolen, found)} {money.code} was taken in {count} {when}.", _standing(found)]


def _standing(found: Trace) -> str:
    totals = [
        int(found.walk(rule).ends["amount"][found.walk(rule).ends["kind"] == STANDING].sum())
        for rule in found.rules
    ]
    low, high = min(totals), max(totals)
    accounts = len(found.bounds)
    where = f"in {accounts} account{'s' if accounts != 1 else ''}"
    if high == 0:
        return "None of it stands in any account now."
    if low == high:
        return f"{_money(low, found)} of it stands {where} now."
    return f"Between {_money(low, found)} and {_money(high, found)} of it, by the rule, stands {where} now."


def _money(units: int, found: Trace) -> str:
    whole, point, rest = format_amount(units, found.ledger.currency).partition(".")
    return f"{int(whole):,}{point}{rest}"


def _rules(found: Trace) -> Table:
    sums = {rule: _sums(found, rule) for rule in found.rules}
    kinds = [kind for kind in range(len(KINDS)) if kind == STANDING or any(by[kind] for by in sums.values())]
    table = Table(title="Where it is, by rule", title_justify="left")
    table.add_column("rule")
    table.add_column("traced", justify="right")
    for kind in kinds:
        table.add_column(KINDS[kind], justify="right")
    for rule, by in sums.items():
        traced = int(found.walk(rule).traced.sum())
        table.add_row(rule, _money(traced, found), *(_money(by[kind], found) for kind in kinds))
    return table


def _sums(found: Trace, rule: str) -> list[int]:
    ends = found.walk(rule).ends
    return [int(ends["amount"][ends["kind"] == kind].sum()) for kind in range(len(KINDS))]


def _accounts(found: Trace) -> Table:
    table = Table(title="What stands, least and greatest over the five rules", title_justify="left")
    table.add_column("agent/account", overflow="fold")
    for name in ("low", "high", "balance"):
        table.add_column(name, justify="right")
    table.add_column("opening")
    table.add_column("order")
    for bound in sorted(found.bounds, key=lambda bound: (-bound.high, bound.account))[:_MOST]:
        account = bound.account
        table.add_row(
            f"{found.ledger.agents[account].as_py()}/{found.ledger.numbers[account].as_py()}",
            _money(bound.low, found),
            _money(bound.high, found),
            _money(balance_of(found, account), found),
            "given" if found.openings.given[account] else "inferred",
            "assumed" if found.ledger.assumed[account] else "known",
        )
    return table
