"""An explanation for people: a numbered paragraph a transfer, its sums beneath."""

from __future__ import annotations

import textwrap

from rich.console import Console
from rich.text import Text

from clawback.clock import format_time
from clawback.money import format_amount
from clawback.tracing.explaining import OWN, Explanation, Gathered, Line, Parts

__all__ = ["print_lines"]

_INDENT = 3


def print_lines(told: Explanation) -> None:
    """Prints to standard output, as wide as the terminal, 80 columns where there is none."""
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for sentence in _heading(told):
        console.print(_wrapped(sentence, console))
    for number, line in enumerate(told.lines, start=1):
        console.print()
        console.print(Text(_wrapped(f"{number}. {_title(line, told)}", console), style="bold"))
        for step in _steps(line, told):
            console.print(_wrapped(step, console, indent=_INDENT))
    console.print()
    for sentence in _end(told):
        console.print(_wrapped(sentence, console))
    console.print(f"Ledger {told.snapshot}")


def _wrapped(text: str, console: Console, indent: int = 0) -> str:
    """On lines of the console's width; a long id is not torn apart."""
    space = " " * indent
    return textwrap.fill(
        text,
        console.width,
        initial_indent=space,
        subsequent_indent=space,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _heading(told: Explanation) -> list[str]:
    until = "" if told.as_of is None else f", as of {format_time(told.as_of)}"
    source = (
        "given" if told.opening_given else "inferred: the least with which the account is never overdrawn"
    )
    found = [
        f"The account {told.agent}/{told.account} under the rule {told.rule}{until}. Amounts in {told.currency.code}.",
        f"Opening balance {_money(told.opening, told)} ({source}).",
    ]
    if told.order_assumed:
        found.append("The order of its transfers is assumed: statements contradict each other.")
    if not told.reached:
        found.append("No claim comes to this account or is taken from it, so all money in it is own money.")
    return found


def _title(line: Line | Gathered, told: Explanation) -> str:
    if isinstance(line, Gathered):
        time = format_time(line.first)
        return time if line.first == line.last else f"{time} to {format_time(line.last)}"
    way = "to" if line.side == "out" else "from"
    kind = "" if line.kind == "transfer" else f" ({line.kind})"
    return (
        f"{format_time(line.settled_at)}  {line.transfer_id}{kind}: {_money(line.amount, told)} {line.side} "
        f"{way} {line.agent}/{line.account}"
    )


def _steps(line: Line | Gathered, told: Explanation) -> list[str]:
    balance = f"Balance {_money(line.balance_before, told)} -> {_money(line.balance_after, told)}."
    if isinstance(line, Gathered):
        return [_own(line, told), balance]
    leaves = f"Leaves: {_parts(line.moved, told)}. " if line.side == "out" else ""
    return [
        f"{balance} There before: {_parts(line.before, told)}.",
        *line.steps,
        f"{leaves}There after: {_parts(line.after, told)}.",
    ]


def _own(line: Gathered, told: Explanation) -> str:
    sides = [
        f"{count} {'transfer' if count == 1 else 'transfers'} {way}, {_money(amount, told)}"
        for count, way, amount in ((line.credits, "in", line.credited), (line.debits, "out", line.debited))
        if count
    ]
    return f"Own money, while no claim is here: {'; '.join(sides)}."


def _end(told: Explanation) -> list[str]:
    standing = sum(told.positions.get("standing", {}).values())
    own = max(0, told.balance) - standing
    whose = f"{_money(standing, told)} of claims, {_money(own, told)} own money"
    found = [f"At the end: balance {_money(told.balance, told)}, of it {whose}."]
    if told.traced:
        found.append(f"Traced from here: {_parts(told.traced, told)}.")
    found += [f"Position {kind}: {_parts(parts, told)}." for kind, parts in told.positions.items()]
    return [
        *found,
        "Each outflow and these positions were compared with the trace: they are equal, to the unit.",
    ]


def _parts(parts: Parts, told: Explanation) -> str:
    named = (
        f"{'own money' if who == OWN else told.claims[who]} {_money(part, told)}"
        for who, part in parts.items()
    )
    return ", ".join(named) or "nothing"


def _money(units: int, told: Explanation) -> str:
    return format_amount(units, told.currency)
