"""The sheet of claims: what was reported, and what each rule traced of it."""

from __future__ import annotations

from clawback.cli.workbook.book import Book
from clawback.cli.workbook.plan import RulePlan

__all__ = ["write_claims"]

_TRACED = 8


def write_claims(book: Book, plans: list[RulePlan]) -> None:
    """One row a claim."""
    found, unit, code = book.found, book.unit(), book.currency.code
    sheet = book.sheet("Claims", [7, 18, 20, 20, 20, 14, 14, 3, *([14] * len(plans))], repeat=2)
    sheet.sheet.freeze_panes(3, 2)
    sheet.text(0, 0, "Claims", "title")
    heads = [
        "No.",
        "Claim (the reported transfer)",
        "Settled at (UTC)",
        "Victim's account (debtor)",
        "Creditor",
    ]
    heads += [f"Paid ({unit})", f"Paid ({code})", "", *(f"Traced by {plan.rule} ({unit})" for plan in plans)]
    sheet.heads(2, heads)
    ledger = found.walked_ledger
    for claim, (name, rank) in enumerate(zip(found.claims.ids, found.claims.rank.tolist(), strict=True)):
        row, paid = 3 + claim, int(ledger.amount[rank])
        sheet.number(row, 0, claim + 1, "key")
        sheet.text(row, 1, name)
        sheet.text(row, 2, book.time(rank))
        sheet.text(row, 3, book.account(int(ledger.debtor[rank])))
        sheet.text(row, 4, book.account(int(ledger.creditor[rank])))
        exact = all(plan.exact for plan in plans)
        if exact:
            sheet.number(row, 5, paid, "given")
        sheet.money(row, 6, paid, f"F{row + 1}" if exact else None)
        for at, plan in enumerate(plans):
            if plan.exact:
                sheet.formula(row, _TRACED + at, plan.claim_cell("total_traced", claim), plan.traced[claim])
            else:
                sheet.money(row, _TRACED + at, plan.traced[claim], None)
