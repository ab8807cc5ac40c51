"""What every sheet shares: formats, how a text, a number or a formula is written, how a page is printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from clawback.clock import format_time
from clawback.money import format_amount
from clawback.tracing.result import Trace

__all__ = ["EXACT", "Book", "Sheet", "sheet_reference"]

EXACT = 10**15
"""Whole numbers below this are exact in a spreadsheet, typed or computed: fifteen digits."""

_LONGEST = 32_767
"""Characters of one cell."""

_GRID, _SHADE, _INK = "#C8C8C8", "#E8EDF2", "#1F3A56"


class _OldFunctions(Worksheet):  # type: ignore[misc] # it has no types
    """A sheet whose formulas use no function younger than SUMIFS, so that none is looked for in each of them: that
    takes several times as long as everything else."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def sheet_reference(name: str) -> str:
    """The prefix of references to another sheet."""
    return f"'{name}'!"


class Book:
    """The workbook being written and the trace it is about."""

    def __init__(self, found: Trace, workbook: Any) -> None:
        self.found = found
        self.workbook = workbook
        self.accounts: dict[int, str] = {}
        self.currency = found.ledger.currency
        decimals = self.currency.decimals
        self.per_unit = 10**decimals
        money = "#,##0." + "0" * decimals if decimals else "#,##0"
        body = {"font_size": 9, "valign": "top", "border": 1, "border_color": _GRID}
        self.formats = {
            name: workbook.add_format(properties)
            for name, properties in {
                "title": {"bold": True, "font_size": 14, "font_color": _INK},
                "section": {"bold": True, "font_size": 11, "font_color": _INK},
                "plain": {"font_size": 9, "valign": "top"},
                "wrap": {"font_size": 9, "valign": "top", "text_wrap": True},
                "label": {"font_size": 9, "valign": "top", "bold": True},
                "head": {**body, "bold": True, "bg_color": _SHADE, "text_wrap": True, "valign": "bottom"},
                "text": {**body, "num_format": "@", "align": "left", "indent": 1},
                "own": {
                    **body,
                    "num_format": "@",
                    "align": "left",
                    "indent": 1,
                    "italic": True,
                    "font_color": "#707070",
                },
                "units": {**body, "num_format": "#,##0"},
                "quiet": {**body, "num_format": '#,##0;-#,##0;"–"'},
                "money": {**body, "num_format": money},
                "key": {**body, "num_format": "0", "font_color": "#707070"},
                "given": {**body, "num_format": "#,##0", "font_color": "#1F4FB4"},
                "amount_text": {**body, "num_format": "@", "align": "right"},
                "wrong": {"bg_color": "#F4B6B6", "bold": True},
            }.items()
        }

    def account(self, account: int) -> str:
        """`AGENT/ACCOUNT`."""
        if account not in self.accounts:
            ledger = self.found.ledger
            self.accounts[account] = f"{ledger.agents[account].as_py()}/{ledger.numbers[account].as_py()}"
        return self.accounts[account]

    def time(self, rank: int) -> str:
        """When the transfer settled."""
        return format_time(int(self.found.walked_ledger.settled_at[rank]))

    def unit(self) -> str:
        """`0.01 EUR`."""
        return f"{format_amount(1, self.currency)} {self.currency.code}"

    def sheet(self, name: str, widths: Sequence[float], repeat: int | None = None) -> Sheet:
        """A new sheet; `repeat` is a row (from 0) printed at the head of every page."""
        sheet = self.workbook.add_worksheet(name, worksheet_class=_OldFunctions)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L&7{self.found.ledger.snapshot}&C&8&A&R&8&P / &N")
        sheet.hide_gridlines(2)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        if repeat is not None:
            sheet.repeat_rows(repeat)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return Sheet(sheet, self)


class Sheet:
    """One sheet; rows and columns count from 0. Rows are written from the top, each once."""

    def __init__(self, sheet: Any, book: Book) -> None:
        self.sheet = sheet
        self.book = book

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """A text, whatever it begins with: never a formula, a link or a number."""
        cut = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        self.sheet.write_string(row, column, cut, self.book.formats[style])

    def number(self, row: int, column: int, number: int, style: str = "units") -> None:
        """A whole number below EXACT; beyond it, its digits as text."""
        if abs(number) >= EXACT:
            self.text(row, column, str(number), "amount_text")
        else:
            self.sheet.write_number(row, column, number, self.book.formats[style])

    def formula(self, row: int, column: int, formula: str, value: int | str, style: str = "units") -> None:
        """A formula with its value."""
        self.sheet.write_formula(row, column, f"={formula}", self.book.formats[style], value)

    def money(self, row: int, column: int, units: int, reference: str | None) -> None:
        """An amount in the currency, computed from the cell that has its minor units; text where there is none."""
        book = self.book
        if reference is None:
            self.text(row, column, format_amount(units, book.currency), "amount_text")
        elif book.per_unit == 1:
            self.formula(row, column, reference, units, "money")
        else:
            style = book.formats["money"]
            value = units / book.per_unit
            self.sheet.write_formula(row, column, f"={reference}/{book.per_unit}", style, value)

    def paragraph(self, row: int, text: str, columns: int, width: float) -> None:
        """A text over several columns of so many characters together, on as many lines as it needs."""
        self.sheet.set_row(row, 12.5 * (1 + len(text) // int(width)))
        self.sheet.merge_range(row, 0, row, columns - 1, "", self.book.formats["wrap"])
        self.text(row, 0, text, "wrap")

    def heads(self, row: int, heads: list[str]) -> None:
        """The head of a table."""
        self.sheet.set_row(row, 36)
        for column, head in enumerate(heads):
            if head:
                self.text(row, column, head, "head")
