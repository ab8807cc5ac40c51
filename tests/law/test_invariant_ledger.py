"""A ledger published with what must hold of it under every rule.

Source: a public test suite of account tracing keyed to authorities. Opening 2000; 3000 of A, 4000 of B, 2500 out,
1000 of C, 5000 out, 250 out; closing 2250. For each claim what was paid in is what survives and what was withdrawn;
the parts of a withdrawal sum to it; what survives is no more than the closing balance.
"""

from __future__ import annotations

import pytest

from tests.law.lines import cents, read_example
from tests.law.tracers import TRACERS
from tests.reference import RULES

LINES = ["A +3000", "B +4000", "-2500", "C +1000", "-5000", "-250"]
OUTFLOWS = {"3": cents("2500"), "5": cents("5000"), "6": cents("250")}
DEPOSITS = {"1": cents("3000"), "2": cents("4000"), "4": cents("1000")}
CLOSING = cents("2250")
OPENING = "2000"


@pytest.mark.parametrize("tracer", TRACERS)
@pytest.mark.parametrize("rule", RULES)
def test_what_was_published_holds(rule: str, tracer: str) -> None:
    """Deposited is surviving and withdrawn, claim by claim; own money makes up the rest."""
    outcome = TRACERS[tracer](read_example(LINES, OPENING), rule)
    withdrawn = {
        claim: sum(outcome.paid.get(outflow, {}).get(claim, 0) for outflow in OUTFLOWS) for claim in DEPOSITS
    }
    surviving = {claim: outcome.standing.get(claim, 0) for claim in DEPOSITS}
    assert {claim: surviving[claim] + withdrawn[claim] for claim in DEPOSITS} == DEPOSITS
    assert sum(surviving.values()) <= CLOSING
    own_paid = sum(OUTFLOWS.values()) - sum(withdrawn.values())
    assert cents(OPENING) - own_paid == CLOSING - sum(surviving.values())
    for outflow, amount in OUTFLOWS.items():
        assert sum(outcome.paid.get(outflow, {}).values()) <= amount
