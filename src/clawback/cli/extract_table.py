"""The facts of a report as tables that fit a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from clawback.reports.document import Document
    from clawback.reports.facts import Facts

__all__ = ["print_facts"]

_SURE = 0.5


def print_facts(facts: Facts, document: Document) -> None:
    """Prints to standard output."""
    console = Console(highlight=False, soft_wrap=False)
    console.print(_first(facts), markup=False)
    if facts.read_to < len(document.text):
        console.print(
            f"Only the first {facts.read_to:,} of {len(document.text):,} characters were read.", markup=False
        )
    placed = bool(document.pieces)
    if facts.identifiers:
        table = _table(
            "Identifiers", "kind", "value", "whose", "as written", "because", *(["where"] if placed else [])
        )
        for each in facts.identifiers:
            value = "(masked)" if each.value is None else each.value
            because = each.because if each.certain else f"not certain: {each.because}"
            _row(table, each.kind, value, each.role, each.text, because, *_where(document, each.start))
        console.print(table)
    if facts.amounts:
        table = _table("Amounts", "amount", "currency", "as written", "", *(["where"] if placed else []))
        for amount in facts.amounts:
            _row(
                table,
                amount.amount,
                amount.currency,
                amount.text,
                "total" if amount.total else "",
                *_where(document, amount.start),
            )
        console.print(table)
    if facts.times:
        table = _table("Times", "from", "to", "as written", *(["where"] if placed else []))
        for time in facts.times:
            _row(
                table,
                f"{time.begins:%Y-%m-%d %H:%M}",
                f"{time.ends:%Y-%m-%d %H:%M}",
                time.text,
                *_where(document, time.start),
            )
        console.print(table)


def _first(facts: Facts) -> str:
    """The likely kinds in a sentence."""
    named = ", ".join(f"{each.type} ({each.p:.0%})" for each in facts.scam_types[:3])
    sure = facts.scam_types[0].p >= _SURE
    return f"Language {facts.language}. " + (
        f"Likely kind of scam: {named}." if sure else f"Not sure which kind of scam: {named}."
    )


def _where(document: Document, start: int) -> list[str]:
    return [document.place_of(start)] if document.pieces else []


def _table(title: str, *names: str) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    for name in names:
        table.add_column(
            name, overflow="fold", no_wrap=name in ("kind", "value", "whose", "currency", "from", "to")
        )
    return table


def _row(table: Table, *texts: str) -> None:
    table.add_row(*(Text(" ".join(text.split())) for text in texts))
