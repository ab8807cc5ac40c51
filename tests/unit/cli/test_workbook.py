"""The workbook as a reader meets it: what it says, what follows when a figure is changed, what it never contains."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

import clawback
from clawback.cli.workbook import plan as planning
from clawback.cli.workbook import write_workbook
from clawback.tracing.bounds import SENTENCE
from tests.law.lines import Example, ledger_table, read_example
from tests.unit.cli.workbooks import place, positions, table, traced_positions, written, wrong_values

LINES = ["own +2", "Ann +10", "Bob +5.01", "-6"]
DIVIDING = ("pro-rata", "own-first", "stolen-first")


def trace_of(example: Example, rule: str = "all") -> clawback.Trace:
    ledger = clawback.read_ledger(ledger_table(example.transfers))
    return clawback.trace(ledger, claims=list(example.claimants), rule=rule, opening={("B1", "mixed"): 0})


def example() -> Example:
    return read_example(LINES)


def texts(trace: clawback.Trace, sheet: str) -> list[str]:
    book = written(trace)
    return [text for (name, _, _), text in book.cells.items() if name == sheet and isinstance(text, str)]


def test_one_sheet_a_rule_after_summary_claims_and_bounds() -> None:
    rules = ["fifo", "lifo", *DIVIDING]
    assert list(dict.fromkeys(sheet for sheet, _, _ in written(trace_of(example())).cells)) == [
        *("Summary", "Claims", "Bounds"),
        *rules,
    ]
    one = written(trace_of(example(), "lifo"))
    assert one.sheets() == {"Summary", "Claims", "Bounds", "lifo"}
    assert wrong_values(one) == {}


def test_the_summary_says_what_was_traced() -> None:
    trace = trace_of(example())
    said = texts(trace, "Summary")
    assert "Where the money of 2 claims is" in said
    assert "2, of 15.01 EUR paid" in said
    assert trace.ledger.snapshot in said
    assert SENTENCE in said
    assert "none: everything is followed" in said


def test_bounds_are_computed_from_the_sheets_of_the_rules() -> None:
    trace = trace_of(example())
    book = written(trace)
    heads = book.row("Bounds", 4)
    row = {heads[column]: value for column, value in book.row("Bounds", 5).items()}
    (mixed,) = [bound for bound in trace.to_dict()["bounds"] if bound["account"] == "mixed"]
    assert row["Account"] == "B1/mixed"
    assert (row["Low (EUR)"], row["High (EUR)"]) == (float(mixed["low"]), float(mixed["high"]))
    assert (row["Low by"], row["High by"]) == (mixed["low_rule"], mixed["high_rule"])


@pytest.mark.parametrize("rule", DIVIDING)
@pytest.mark.parametrize("cents", [1, 599, 601, 1234, 1701])
def test_a_changed_amount_is_computed_through(rule: str, cents: int) -> None:
    """What the sheet gives for another amount is what a trace of another ledger gives."""
    book = written(trace_of(example()))
    (row,) = {
        row["row"] for row in table(book, rule, "transfers") if row["Transfer"] == "4" and row["Claim"] == "2"
    }
    book.change(place(book, rule, "transfers", row, "Amount of the transfer (0.01 EUR)"), cents)
    *others, last = example().transfers
    changed = replace(example(), transfers=[*others, replace(last, amount=cents)])
    found = {where: units for where, units in positions(book, rule).items() if units}
    assert found == traced_positions(trace_of(changed), rule)
    assert [row["Check: must be 0"] for row in table(book, rule, "totals")] == [0, 0]


def test_a_changed_figure_of_the_trace_shows_in_the_check() -> None:
    book = written(trace_of(example()))
    row = table(book, "fifo", "positions")[0]["row"]
    book.change(place(book, "fifo", "positions", row, "Amount (0.01 EUR)"), 1)
    assert [row["Check: must be 0"] for row in table(book, "fifo", "totals")] != [0, 0]


def test_what_looks_like_a_formula_is_a_text() -> None:
    lines = example()
    names = dict(zip([row.id for row in lines.transfers], ("=1+1", "+2", "-3", "@4"), strict=True))
    rows = [
        replace(
            row,
            id=names[row.id],
            debtor=(f"={row.debtor[0]}", row.debtor[1]),
            creditor=("=B1", row.creditor[1]),
        )
        for row in lines.transfers
    ]
    ledger = clawback.read_ledger(ledger_table(rows))
    book = written(clawback.trace(ledger, claims=["+2", "-3"]))
    odd = [at for at, text in book.cells.items() if isinstance(text, str) and text[:1] in "=+-@"]
    shown = {at for at in odd if at not in book.formulas}
    assert {"+2", "-3", "@4"} <= {book.cells[at] for at in shown}
    assert not any(str(book.cells[at]).startswith("=B1/") for at in book.formulas)
    assert "=B1/mixed" in {book.cells[at] for at in shown}


def test_there_are_no_macros_and_no_links_and_the_same_trace_gives_the_same_file() -> None:
    files = []
    for _ in range(2):
        file = io.BytesIO()
        write_workbook(trace_of(example()), file)
        files.append(file.getvalue())
    assert files[0] == files[1]
    with zipfile.ZipFile(io.BytesIO(files[0])) as parts:
        assert not [name for name in parts.namelist() if "vba" in name or "external" in name.lower()]
        assert not [name for name in parts.namelist() if b"hyperlink" in parts.read(name)]


def test_figures_beyond_fifteen_digits_are_texts_and_the_sheet_says_so() -> None:
    lines = example()
    rows = [replace(row, amount=row.amount * 10**15) for row in lines.transfers]
    trace = trace_of(replace(lines, transfers=rows))
    said = texts(trace, "pro-rata")
    assert any("fifteen digits" in text for text in said)
    assert "10000000000000000.00" in said
    assert any("fifteen digits" in text for text in texts(trace, "Summary"))


def test_a_division_too_large_for_a_spreadsheet_is_a_figure() -> None:
    """Sums of such amounts are exact, products are not."""
    lines = example()
    rows = [replace(row, amount=row.amount * 10**8 + 1) for row in lines.transfers]
    trace = trace_of(replace(lines, transfers=rows))
    book = written(trace)
    how = {row["Where the part comes from"] for row in table(book, "pro-rata", "transfers")}
    assert how == {"reported", "too large to divide here: figure of the trace"}
    assert wrong_values(book) == {}
    assert positions(book, "pro-rata") == traced_positions(trace, "pro-rata")


def test_too_many_positions_to_sum_are_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "_SUMS", 0)
    trace = trace_of(example())
    book = written(trace)
    assert any("too many positions" in text for text in texts(trace, "fifo"))
    assert wrong_values(book) == {}
    assert positions(book, "fifo") == traced_positions(trace, "fifo")


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "_ROWS", 20)
    with pytest.raises(
        clawback.TraceError, match="rows under fifo; a sheet of a workbook has 20; take --output csv"
    ):
        write_workbook(trace_of(example()), io.BytesIO())


@pytest.mark.parametrize(("currency", "unit"), [("JPY", "1 JPY"), ("BTC", "0.00000001 BTC")])
def test_other_decimals(currency: str, unit: str) -> None:
    ledger = clawback.read_ledger(ledger_table(example().transfers, currency))
    trace = clawback.trace(ledger, claims=["2", "3"], opening={("B1", "mixed"): 0})
    book = written(trace)
    assert wrong_values(book) == {}
    assert positions(book, "pro-rata", unit) == traced_positions(trace, "pro-rata")
