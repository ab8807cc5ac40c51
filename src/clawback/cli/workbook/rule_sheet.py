"""A rule's sheet: totals by claim, positions, and the transfers that carry claims, each computed from the next."""

from __future__ import annotations

from clawback.cli.workbook.blocks import blocks
from clawback.cli.workbook.book import Book, Sheet
from clawback.cli.workbook.columns import COLUMNS, FIRST_KEY, FIRST_WORKING, HEADS, WIDTHS, cell
from clawback.cli.workbook.plan import FIRST_CLAIM, Position, RulePlan
from clawback.cli.workbook.texts import RULE_TEXTS, TOO_LARGE, TOO_MANY
from clawback.cli.workbook.transfer_rows import TransferRows

__all__ = ["write_rule"]

_PRINTED_AT = 58  # percent: who, what and how much on one page of A4, the working columns on another
_TOTALS = {
    "total_claim_key": "Claim no.",
    "total_claim": "Claim",
    "total_settled_at": "Settled at (UTC)",
    "total_debtor": "Victim's account",
    "total_creditor": "Creditor",
    "total_paid": "Paid ({unit})",
    "total_traced": "Traced ({unit})",
    "total_money": "Traced ({currency})",
    "total_positions": "Sum of its positions ({unit})",
    "total_check": "Check: must be 0",
}
_POSITIONS = {
    "position_kind": "Kind",
    "position_claim": "Claim",
    "position_account": "Account",
    "position_amount": "Amount ({unit})",
    "position_money": "Amount ({currency})",
    "position_account_key": "Account no.",
    "position_claim_key": "Claim no.",
}


def write_rule(book: Book, plan: RulePlan) -> None:
    """Writes the sheet, from the top."""
    sheet = book.sheet(plan.rule, WIDTHS)
    sheet.sheet.freeze_panes(2, 2)
    sheet.sheet.set_print_scale(_PRINTED_AT)
    sheet.sheet.set_v_pagebreaks([FIRST_WORKING])
    sheet.sheet.repeat_columns(0, 1)
    sheet.sheet.repeat_rows(plan.first_row - 1)
    sheet.sheet.print_area(0, 0, plan.first_row + plan.rows - 1, FIRST_KEY - 1)
    sheet.text(0, 0, plan.rule, "title")
    sheet.text(1, 0, RULE_TEXTS[plan.rule], "plain")
    if not (plan.exact and plan.sums):
        sheet.text(2, 0, TOO_MANY if plan.exact else TOO_LARGE, "label")
    _claims(book, sheet, plan)
    _positions(book, sheet, plan)
    head = plan.first_row - 1
    sheet.text(head - 1, 0, "Transfers that take claims along, in ledger order", "section")
    sheet.heads(head, [text.format(unit=book.unit(), currency=book.currency.code) for text in HEADS])
    if plan.rows:
        sheet.sheet.autofilter(head, 0, head + plan.rows, len(HEADS) - 1)
    rows = TransferRows(book, sheet, plan)
    for block in blocks(book.found, plan.rule):
        rows.write(block)


def _heads(book: Book, sheet: Sheet, row: int, heads: dict[str, str]) -> None:
    by_place = {COLUMNS[name]: head for name, head in heads.items()}
    told = {"unit": book.unit(), "currency": book.currency.code}
    sheet.heads(row, [by_place.get(place, "").format(**told) for place in range(max(by_place) + 1)])


def _claims(book: Book, sheet: Sheet, plan: RulePlan) -> None:
    """What became of each claim: traced equals the sum of its positions, else the check is not 0."""
    sheet.text(FIRST_CLAIM - 2, 0, "Totals by claim", "section")
    _heads(book, sheet, FIRST_CLAIM - 1, _TOTALS)
    ledger = book.found.walked_ledger
    for claim, rank in enumerate(book.found.claims.rank.tolist()):
        row, paid, traced = FIRST_CLAIM + claim, int(ledger.amount[rank]), plan.traced[claim]
        sheet.number(row, COLUMNS["total_claim_key"], claim + 1, "key")
        sheet.text(row, COLUMNS["total_claim"], book.found.claims.ids[claim])
        sheet.text(row, COLUMNS["total_settled_at"], book.time(rank))
        sheet.text(row, COLUMNS["total_debtor"], book.account(int(ledger.debtor[rank])))
        sheet.text(row, COLUMNS["total_creditor"], book.account(int(ledger.creditor[rank])))
        if plan.exact:
            sheet.number(row, COLUMNS["total_paid"], paid, "given")
            _sum(sheet, plan, row, "total_traced", _traced(plan, row), traced)
            sheet.money(row, COLUMNS["total_money"], traced, cell("total_traced", row))
            _sum(sheet, plan, row, "total_positions", _positions_of(plan, row), traced)
            check = f"{cell('total_traced', row)}-{cell('total_positions', row)}"
            sheet.formula(row, COLUMNS["total_check"], check, 0)
        else:
            sheet.money(row, COLUMNS["total_paid"], paid, None)
            sheet.money(row, COLUMNS["total_money"], traced, None)
    if plan.exact:
        where = plan.claim_cells("total_check").replace("$", "")
        differs = {"type": "cell", "criteria": "!=", "value": 0, "format": book.formats["wrong"]}
        sheet.sheet.conditional_format(where, differs)


def _traced(plan: RulePlan, row: int) -> str:
    key = cell("total_claim_key", row)
    return f"SUMIFS({plan.row_cells('starts')},{plan.row_cells('claim_key')},{key})"


def _positions_of(plan: RulePlan, row: int) -> str:
    key = cell("total_claim_key", row)
    return (
        f"SUMIFS({plan.position_cells('position_amount')},{plan.position_cells('position_claim_key')},{key})"
    )


def _sum(sheet: Sheet, plan: RulePlan, row: int, column: str, formula: str, value: int) -> None:
    """A sum over the transfers or positions; its value alone where there are too many."""
    if plan.sums:
        sheet.formula(row, COLUMNS[column], formula, value)
    else:
        sheet.number(row, COLUMNS[column], value, "given")


def _positions(book: Book, sheet: Sheet, plan: RulePlan) -> None:
    head = plan.first_position - 1
    sheet.text(head - 1, 0, "Positions: where the money of each claim is", "section")
    _heads(book, sheet, head, _POSITIONS)
    for row, position in enumerate(plan.positions, start=plan.first_position):
        sheet.text(row, COLUMNS["position_kind"], position.kind)
        sheet.text(row, COLUMNS["position_claim"], book.found.claims.ids[position.claim])
        sheet.text(row, COLUMNS["position_account"], book.account(position.account))
        if plan.exact:
            _sum(sheet, plan, row, "position_amount", _position(plan, position, row), position.amount)
        units = cell("position_amount", row) if plan.exact else None
        sheet.money(row, COLUMNS["position_money"], position.amount, units)
        sheet.number(row, COLUMNS["position_account_key"], position.account + 1, "key")
        sheet.number(row, COLUMNS["position_claim_key"], position.claim + 1, "key")


def _position(plan: RulePlan, position: Position, row: int) -> str:
    """What reached the account less what left it; for what ended there, the sum of it."""
    claim = f"{plan.row_cells('claim_key')},{cell('position_claim_key', row)}"
    here = cell("position_account_key", row)
    into, out = (f"{plan.row_cells(side)},{here}" for side in ("creditor_key", "debtor_key"))
    if position.kind != "standing":
        kind = f"{plan.row_cells('kind')},{cell('position_kind', row)}"
        return f"SUMIFS({plan.row_cells('ends')},{into},{claim},{kind})"
    arrived, left, started = (
        f"SUMIFS({plan.row_cells(column)},{side},{claim})"
        for column, side in (("arrives", into), ("part", out), ("starts", out))
    )
    return f"{arrived}-{left}+{started}"
