"""`trace_many` finds for each case what `trace` finds for it alone."""

from collections import Counter

from hypothesis import given

import clawback
from tests.law.lines import ledger_table
from tests.property.strategies import LedgerCase, ledgers


@given(ledgers())
def test_many_cases_are_each_traced_alone(case: LedgerCase) -> None:
    ledger = clawback.read_ledger(ledger_table(case.transfers))
    exits = sorted(case.exits)
    cases = [[claim] for claim in case.claims] + [case.claims]
    table = clawback.trace_many(ledger, cases=cases, rule="lifo", exits=exits, threads=1)
    found = Counter(tuple(row.values()) for row in table.to_pylist())
    expected = Counter(
        (number, row["agent"], row["account"], row["kind"], row["claim"], row["amount"])
        for number, claims in enumerate(cases)
        for row in clawback.trace(ledger, claims=claims, rule="lifo", exits=exits).positions.to_pylist()
    )
    assert found == expected
