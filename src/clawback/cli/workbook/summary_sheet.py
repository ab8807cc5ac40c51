"""The first sheet: what was traced, of which ledger, by which limits, and where the money is by each rule."""

from __future__ import annotations

from clawback.cli.workbook.book import Book, Sheet
from clawback.cli.workbook.plan import RulePlan
from clawback.cli.workbook.texts import READING, RULE_TEXTS, TOO_LARGE, TOO_MANY
from clawback.clock import format_time
from clawback.money import format_amount
from clawback.tracing.answer import notes_of
from clawback.tracing.ends import KINDS

__all__ = ["write_summary"]

_CHECK = 7
_CHARACTERS = 190
"""What a line over the table's columns has room for."""


def write_summary(book: Book, plans: list[RulePlan]) -> None:
    """From the top: facts, totals by rule, notes, how to read the rest."""
    sheet = book.sheet("Summary", [24, 18, 18, 18, 18, 18, 18, 14])
    count = len(book.found.claims.ids)
    sheet.text(0, 0, f"Where the money of {count} claim{'s' if count > 1 else ''} is", "title")
    row = _facts(book, sheet, 2)
    row = _totals(book, sheet, plans, row + 1)
    row = _lines(sheet, "Notes", notes_of(book.found), row + 1)
    said = {"unit": book.unit(), "currency": book.currency.code}
    reading = [text.format(**said) for text in READING]
    reading += [TOO_LARGE] if not all(plan.exact for plan in plans) else []
    reading += [TOO_MANY] if not all(plan.sums for plan in plans) else []
    row = _lines(sheet, "How to read this workbook", reading, row + 1)
    _lines(sheet, "The rules", [f"{plan.rule}: {RULE_TEXTS[plan.rule]}" for plan in plans], row + 1)


def _facts(book: Book, sheet: Sheet, row: int) -> int:
    found, ledger, code = book.found, book.found.ledger, book.currency.code
    paid = int(found.walked_ledger.amount[found.claims.rank].sum())
    first, last = (format_time(int(side)) for side in (ledger.settled_at.min(), ledger.settled_at.max()))
    facts = {
        "Claims": f"{len(found.claims.ids)}, of {format_amount(paid, book.currency)} {code} paid",
        "Ledger": ledger.snapshot,
        "Transfers in it": f"{len(ledger)}, from {first} to {last}",
        "Accounts in it": str(len(ledger.agents)),
        "Currency": code,
        "Opening balances": found.openings.kind(),
        "As of": "the end of the ledger" if found.as_of is None else format_time(found.as_of),
        "Limits": _limits(book),
    }
    for at, (name, text) in enumerate(facts.items()):
        sheet.text(row + at, 0, name, "label")
        sheet.text(row + at, 1, text, "plain")
    return row + len(facts)


def _limits(book: Book) -> str:
    limits = book.found.limits.to_dict(book.currency)
    told = ", ".join(f"{name} {limit}" for name, limit in limits.items() if limit is not None)
    return told or "none: everything is followed"


def _totals(book: Book, sheet: Sheet, plans: list[RulePlan], row: int) -> int:
    """By rule, traced and each kind of position; the check is the sum of the rule's own checks."""
    code = book.currency.code
    sheet.text(row, 0, f"Where it is, by rule ({code})", "section")
    sheet.heads(row + 1, ["Rule", "Traced", *(kind.capitalize() for kind in KINDS), "Check: must be 0"])
    for at, plan in enumerate(plans, start=row + 2):
        sheet.text(at, 0, plan.rule)
        traced = f"SUM({plan.claim_cells('total_traced', True)})" if plan.exact else None
        sheet.money(at, 1, sum(plan.traced), traced)
        for kind, name in enumerate(KINDS):
            units = sum(position.amount for position in plan.positions if position.kind == name)
            kinds, amounts = (
                plan.position_cells("position_kind", True),
                plan.position_cells("position_amount", True),
            )
            formula = f'SUMIFS({amounts},{kinds},"{name}")' if plan.exact and plan.positions else None
            sheet.money(at, 2 + kind, units, formula)
        if plan.exact:
            sheet.formula(at, _CHECK, f"SUMPRODUCT(--({plan.claim_cells('total_check', True)}<>0))", 0)
    return row + 2 + len(plans)


def _lines(sheet: Sheet, title: str, lines: list[str], row: int) -> int:
    """A titled list, each text over the width of the table."""
    sheet.text(row, 0, title, "section")
    for at, line in enumerate(lines, start=row + 1):
        sheet.paragraph(at, line, _CHECK + 1, _CHARACTERS)
    return row + 1 + len(lines)
