"""A workbook's formulas give the trace, to the unit, whatever the ledger."""

from __future__ import annotations

from hypothesis import given, settings

from tests.property.strategies import LedgerCase, ledgers
from tests.property.tracing.asking import euros, traced
from tests.reference import RULES
from tests.unit.cli.workbooks import positions, table, traced_positions, written, wrong_values


@settings(max_examples=60)
@given(ledgers())
def test_formulas_give_the_trace(case: LedgerCase) -> None:
    trace = traced(case)
    book = written(trace)
    assert wrong_values(book) == {}
    for rule in RULES:
        expected = traced_positions(trace, rule)
        rows = table(book, rule, "positions")
        if rows and "Amount (0.01 EUR)" in rows[0]:
            assert positions(book, rule) == expected
            assert all(row["Check: must be 0"] == 0 for row in table(book, rule, "totals"))
        else:
            assert {(row["Account"], row["Kind"], row["Claim"]): row["Amount (EUR)"] for row in rows} == {
                place: euros(units) for place, units in expected.items()
            }
