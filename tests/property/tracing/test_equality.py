"""The whole answer, to the unit, is the one that the plain second implementation gives."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from tests.property.strategies import LedgerCase, ledgers
from tests.property.tracing.asking import read as read_case
from tests.property.tracing.asking import trace_over, traced
from tests.property.tracing.plain_answer import plain_answer
from tests.reference import RULES


@settings(max_examples=2000)
@given(ledgers())
def test_the_answer_is_the_plain_one(case: LedgerCase) -> None:
    trace = traced(case)
    assert trace.to_dict() == plain_answer(case, trace.ledger.snapshot, trace.ledger.notes)


@given(ledgers())
def test_claims_within_objects_are_in_ledger_order(case: LedgerCase) -> None:
    found = traced(case).to_dict()
    order = [claim["id"] for claim in found["claims"]]
    assert order == [row.id for row in case.transfers if row.id in case.claims]
    for names in claim_objects(found):
        assert names == [name for name in order if name in names]


def claim_objects(found: dict[str, Any]) -> list[list[str]]:
    """The claims of each object that has some, in its own order."""
    answers = found["rules"].values()
    rows = [row for answer in answers for row in (*answer["positions"], *answer["transfers"])]
    objects = [row["claims"] for row in (*rows, *found["bounds"])]
    return [list(claims) for claims in (*objects, *(answer["traced"] for answer in answers))]


@given(ledgers())
def test_one_rule_alone_is_the_same_as_among_all(case: LedgerCase) -> None:
    ledger = read_case(case)
    together = trace_over(ledger, case).to_dict()
    for rule in RULES:
        alone = trace_over(ledger, case, rule).to_dict()
        assert alone == together | {"rules": {rule: together["rules"][rule]}}
