"""The result of a trace for people: what was found in words, then tables that fit a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from clawback.clock import format_time
from clawback.money import format_amount
from clawback.tracing.answer import balance_of, notes_of
from clawback.tracing.ends import KINDS, STANDING
from clawback.tracing.rules.names import RULES

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
    if 1 < len(found.claims.ids) <= _MOST:
        console.print(_by_claim(found))
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
    """How much stands in how many accounts at the end of the ledger, over the rules asked for."""
    totals = [_sum_of(found, rule, STANDING) for rule in found.rules]
    counts = [_accounts_of(found, rule) for rule in found.rules]
    if max(totals) == 0:
        return "None of it stands in any account at the end of the ledger."
    low, high = _money(min(totals), found), _money(max(totals), found)
    amount = f"{low} of it" if low == high else f"Between {low} and {high} of it"
    few, many = min(counts), max(counts)
    where = f"{few} account{'s' if few != 1 else ''}" if few == many else f"{few} to {many} accounts"
    by_rule = f" under {found.rules[0]}" if len(found.rules) == 1 else ", by the rule"
    return f"{amount} stands in {where} at the end of the ledger{by_rule}."


def _sum_of(found: Trace, rule: str, kind: int) -> int:
    ends = found.walk(rule).ends
    return int(ends["amount"][ends["kind"] == kind].sum())


def _accounts_of(found: Trace, rule: str) -> int:
    """In how many accounts something stands under the rule."""
    ends = found.walk(rule).ends
    return len(set(ends["account"][ends["kind"] == STANDING].tolist()))


def _money(units: int, found: Trace) -> str:
    whole, point, rest = format_amount(units, found.ledger.currency).partition(".")
    return f"{int(whole):,}{point}{rest}"


def _rules(found: Trace) -> Table:
    sums = {rule: [_sum_of(found, rule, kind) for kind in range(len(KINDS))] for rule in found.rules}
    kinds = [kind for kind in range(len(KINDS)) if kind == STANDING or any(by[kind] for by in sums.values())]
    table = Table(title="Where it is, by rule", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("rule", no_wrap=True)
    table.add_column("traced", justify="right", no_wrap=True)
    for kind in kinds:
        table.add_column(KINDS[kind], justify="right", no_wrap=True)
    table.add_column("accounts", justify="right")
    for rule, by in sums.items():
        traced = int(found.walk(rule).traced.sum())
        amounts = (_money(by[kind], found) for kind in kinds)
        table.add_row(rule, _money(traced, found), *amounts, str(_accounts_of(found, rule)))
    return table


def _accounts(found: Trace) -> Table:
    table = Table(
        title="What stands, least and greatest over the five rules", title_justify="left", box=SIMPLE_HEAD
    )
    rule = found.rules[0] if len(found.rules) == 1 else None
    # An account's number is to be copied and searched for: where there is no room the other columns give way.
    table.add_column("agent/account", no_wrap=True)
    for name in (*([rule] if rule else []), "low", "high", "balance"):
        table.add_column(name, justify="right", no_wrap=True)
    assumed = any(found.ledger.assumed[bound.account] for bound in found.bounds)
    table.add_column("opening", overflow="fold")
    if assumed:
        table.add_column("order", overflow="fold")
    there = _standing_by_account(found, rule) if rule else {}
    for bound in sorted(found.bounds, key=lambda bound: (-bound.high, bound.account))[:_MOST]:
        amounts = [*([there.get(bound.account, 0)] if rule else []), bound.low, bound.high]
        amounts.append(balance_of(found, bound.account))
        texts = [account_name(found, bound.account), *(_money(units, found) for units in amounts)]
        texts.append("given" if found.openings.given[bound.account] else "inferred")
        if assumed:
            texts.append("assumed" if found.ledger.assumed[bound.account] else "known")
        table.add_row(*(Text(text) for text in texts))
    return table


def account_name(found: Trace, account: int) -> str:
    """AGENT/ACCOUNT, as it is given to --account and --exit."""
    return f"{found.ledger.agents[account].as_py()}/{found.ledger.numbers[account].as_py()}"


def _standing_by_account(found: Trace, rule: str) -> dict[int, int]:
    ends = found.walk(rule).ends
    there: dict[int, int] = {}
    for end in ends[ends["kind"] == STANDING]:
        there[int(end["account"])] = there.get(int(end["account"]), 0) + int(end["amount"])
    return there


def _by_claim(found: Trace) -> Table:
    """Each claim by itself, where there are a few."""
    table = Table(title="Each claim, over the five rules", title_justify="left", box=SIMPLE_HEAD)
    for name in ("claim", "amount", "traced", "standing, low", "high"):
        table.add_column(name, justify="left" if name == "claim" else "right", no_wrap=True)
    walked = [found.walk(rule) for rule in RULES]
    for number, name in enumerate(found.claims.ids):
        amount = int(found.walked_ledger.amount[found.claims.rank[number]])
        traced = [int(each.traced[number]) for each in walked]
        there = [_standing_of(each.ends, number) for each in walked]
        low, high = _money(min(traced), found), _money(max(traced), found)
        shown = low if low == high else f"{low} to {high}"
        texts = (name, _money(amount, found), shown, _money(min(there), found), _money(max(there), found))
        table.add_row(*(Text(text) for text in texts))
    return table


def _standing_of(ends: Any, claim: int) -> int:
    return int(ends["amount"][(ends["kind"] == STANDING) & (ends["claim"] == claim)].sum())
