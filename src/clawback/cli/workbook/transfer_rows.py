"""The rows of transfers: every figure that follows from figures above or beside it is a formula."""

from __future__ import annotations

from clawback.cli.workbook.blocks import OWN, Block, Row
from clawback.cli.workbook.book import Book, Sheet
from clawback.cli.workbook.columns import COLUMNS, cell, cells
from clawback.cli.workbook.plan import RulePlan

__all__ = ["TransferRows"]


class TransferRows:
    """Writes blocks one below the other, and knows where each claim's standing in each account was last shown."""

    def __init__(self, book: Book, sheet: Sheet, plan: RulePlan) -> None:
        self.book = book
        self.sheet = sheet
        self.plan = plan
        self.next = plan.first_row
        self.shown: dict[tuple[int, int], tuple[str, int]] = {}

    def write(self, block: Block) -> None:
        """One block."""
        first = self.next
        for row in block.rows:
            self._texts(block, row)
            if self.plan.exact:
                self._numbers(block, row, first)
            elif row.claim != OWN:
                self.sheet.money(self.next, COLUMNS["amount"], block.amount, None)
                self.sheet.money(self.next, COLUMNS["money"], row.part, None)
            self.next += 1

    def _texts(self, block: Block, row: Row) -> None:
        book, sheet, at = self.book, self.sheet, self.next
        claim = "own money" if row.claim == OWN else book.found.claims.ids[row.claim]
        ids = book.found.walked_ledger.transfer_id
        for column, text in (
            ("id", ids[block.rank].as_py()),
            ("settled_at", book.time(block.rank)),
            ("debtor", book.account(block.debtor)),
            ("creditor", book.account(block.creditor)),
            ("kind", row.kind),
            ("how", "reported" if row.starts else block.how),
        ):
            sheet.text(at, COLUMNS[column], text)
        sheet.text(at, COLUMNS["claim"], claim, "own" if row.claim == OWN else "text")
        for column, key in (("debtor_key", block.debtor), ("creditor_key", block.creditor)):
            sheet.number(at, COLUMNS[column], key + 1, "key")
        sheet.number(at, COLUMNS["claim_key"], row.claim + 1, "key")

    def _numbers(self, block: Block, row: Row, first: int) -> None:
        at, divided = self.next, block.shows and not row.starts
        self._same(block, "amount", block.amount, first)
        if block.how != "reported":
            self._same(block, "balance", block.balance, first)
        if divided:
            self._division(block, row, first)
        if row.claim == OWN:
            self._own(block, row, first)
            return
        self._part(block, row, first)
        self.sheet.money(at, COLUMNS["money"], row.part, cell("part", at))
        if row.starts:
            self.sheet.formula(at, COLUMNS["starts"], cell("part", at), row.part)
        else:
            self.sheet.number(at, COLUMNS["starts"], 0, "quiet")
        self._fate(row)
        self._standing(block, row)

    def _same(self, block: Block, column: str, number: int, first: int) -> None:
        """A figure of the whole transfer: given in its first row, repeated below."""
        if self.next == first:
            self.sheet.number(first, COLUMNS[column], number, "given")
        else:
            self.sheet.formula(self.next, COLUMNS[column], cell(column, first), number)

    def _own(self, block: Block, row: Row, first: int) -> None:
        """Own money as the last weight: what the claims leave of the account's money."""
        at = self.next
        claims = cells("stood", first, at - 1)
        formula = f"MAX(0,{cell('balance', first)})-SUM({claims})"
        self.sheet.formula(at, COLUMNS["stood"], formula, row.stood)
        self.sheet.formula(at, COLUMNS["part"], f"{cell('floor', at)}+{cell('extra', at)}", row.part)

    def _part(self, block: Block, row: Row, first: int) -> None:
        at = self.next
        if row.starts:
            others = sum(1 for other in block.rows if other.claim != OWN) - 1
            less = f"-SUM({cells('part', first, first + others - 1)})" if others else ""
            self.sheet.formula(at, COLUMNS["part"], f"{cell('amount', first)}{less}", row.part)
        elif block.shows:
            self.sheet.formula(at, COLUMNS["part"], f"{cell('floor', at)}+{cell('extra', at)}", row.part)
        else:
            self.sheet.number(at, COLUMNS["part"], row.part, "given")

    def _division(self, block: Block, row: Row, first: int) -> None:
        """divides * weight / over, rounded down; the units left over to the largest remainders."""
        at = self.next
        last = first + sum(1 for other in block.rows if not other.starts) - 1
        weights = last - 1 if self.plan.rule == "pro-rata" else last
        divides, over = _dividend(self.plan.rule, first, weights)
        d, o, w, r = (cell(name, at) for name in ("divides", "over", "stood", "rest"))
        larger = f"SUMPRODUCT(--({cells('rest', first, last)}>{r}))"
        ties = f"SUMPRODUCT(--({cells('rest', first, at)}={r}))"
        left = f"{d}-SUM({cells('floor', first, last)})"
        for column, formula, value in (
            ("divides", divides, block.divides),
            ("over", over, block.over),
            ("floor", f"INT({d}*{w}/{o})", row.floor),
            ("rest", f"{d}*{w}-{cell('floor', at)}*{o}", row.rest),
            ("extra", f"IF({larger}+{ties}<={left},1,0)", row.extra),
        ):
            self.sheet.formula(at, COLUMNS[column], formula, value)

    def _fate(self, row: Row) -> None:
        at = self.next
        part, ends = cell("part", at), cell("ends", at)
        if row.kind == "overdraft":
            self.sheet.number(at, COLUMNS["ends"], row.ends, "given")
        elif row.kind == "standing":
            self.sheet.number(at, COLUMNS["ends"], 0, "quiet")
        else:
            self.sheet.formula(at, COLUMNS["ends"], part, row.ends)
        self.sheet.formula(at, COLUMNS["arrives"], f"{part}-{ends}", row.part - row.ends, "quiet")

    def _standing(self, block: Block, row: Row) -> None:
        """What stands of the claim at both ends, each from the cell that showed it last."""
        at = self.next
        place, units = self.shown.get((block.debtor, row.claim), ("", 0))
        if place:
            self.sheet.formula(at, COLUMNS["stood"], place, units)
            left = units - row.part + (row.part if row.starts else 0)
            formula = f"{cell('stood', at)}-{cell('part', at)}+{cell('starts', at)}"
            self.sheet.formula(at, COLUMNS["left"], formula, left)
            self.shown[block.debtor, row.claim] = cell("left", at), left
        if row.kind in ("standing", "overdraft"):
            place, units = self.shown.get((block.creditor, row.claim), ("", 0))
            formula = f"{place}+{cell('arrives', at)}" if place else cell("arrives", at)
            units += row.part - row.ends
            self.sheet.formula(at, COLUMNS["there"], formula, units)
            self.shown[block.creditor, row.claim] = cell("there", at), units


def _dividend(rule: str, first: int, last: int) -> tuple[str, str]:
    """What divides, and over what, from the debtor's balance, the amount, and what stands of claims."""
    money, amount = f"MAX(0,{cell('balance', first)})", cell("amount", first)
    claims = f"SUM({cells('stood', first, last)})"
    if rule == "pro-rata":
        return f"MIN({amount},{money})", money
    if rule == "own-first":
        return f"MAX(0,MIN({amount},{money})-({money}-{claims}))", claims
    return f"MIN({amount},{claims})", claims
