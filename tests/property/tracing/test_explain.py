"""The plain arithmetic of every account, under every rule, is the trace's, and each sum in it is right."""

from __future__ import annotations

import re
from fractions import Fraction

from hypothesis import given, settings

from clawback.tracing.explaining import OWN, Explanation, Gathered, Line, explain
from tests.property.strategies import LedgerCase, ledgers
from tests.property.tracing.asking import occurring, traced
from tests.reference import RULES, plain_trace

SUM = re.compile(
    r": (?P<a>[0-9.]+) × (?P<b>[0-9.]+) / (?P<c>[0-9.]+) = (?P<quotient>[0-9.]+)(?P<cut>…?)"
    r"(?:, rounded down (?P<floor>[0-9.]+))?(?:, largest remainder \+0\.01: (?P<more>[0-9.]+))?"
)


def explanations(case: LedgerCase, rule: str) -> list[Explanation]:
    trace = traced(case, rule)
    return [explain(trace, rule, *account) for account in sorted(occurring(case))]


@settings(max_examples=300)
@given(ledgers())
def test_every_account_explains_to_what_the_plain_tracer_finds(case: LedgerCase) -> None:
    for rule in RULES:
        plain = plain_trace(case.transfers, rule=rule, **case.arguments())
        found, traced_here = {}, {}
        for told in explanations(case, rule):
            account = told.agent, told.account
            for kind, parts in told.positions.items():
                found[account, kind] = {told.claims[claim]: part for claim, part in parts.items()}
            traced_here |= {told.claims[claim]: part for claim, part in told.traced.items()}
            assert told.balance == plain.balances[account]
        assert found == plain.positions
        assert traced_here == plain.traced


@given(ledgers())
def test_lines_follow_on(case: LedgerCase) -> None:
    for rule in RULES:
        for told in explanations(case, rule):
            balance, after = told.opening, None
            for line in told.lines:
                assert line.balance_before == balance
                balance = line.balance_after
                if isinstance(line, Line):
                    check_line(line)
                    assert after in (None, line.before)
                    after = line.after
                else:
                    check_gathered(line)
                    after = None
            assert balance == told.balance


def check_line(line: Line) -> None:
    sign = 1 if line.side == "in" else -1
    assert line.balance_after == line.balance_before + sign * line.amount
    assert sum(line.moved.values()) == line.amount
    assert sum(line.before.values()) == max(0, line.balance_before)
    assert sum(line.after.values()) == max(0, line.balance_after)
    assert list(line.moved) == sorted(line.moved)
    assert all(who == OWN or who < OWN for who in line.moved)
    assert line.steps


def check_gathered(line: Gathered) -> None:
    assert line.balance_after == line.balance_before + line.credited - line.debited
    assert line.credits + line.debits > 0


@given(ledgers())
def test_each_sum_is_right_on_a_calculator(case: LedgerCase) -> None:
    for rule in RULES:
        for told in explanations(case, rule):
            for step in (step for line in told.lines if isinstance(line, Line) for step in line.steps):
                check_sum(step)


def check_sum(step: str) -> None:
    match = SUM.search(step)
    if match is None:
        assert "×" not in step
        return
    exact = Fraction(match["a"]) * Fraction(match["b"]) / Fraction(match["c"])
    shown = Fraction(match["quotient"])
    if not match["cut"]:
        assert shown == exact
    else:
        digits = len(match["quotient"].partition(".")[2])
        assert shown == Fraction(int(exact * 10**digits), 10**digits)
    if match["floor"]:
        assert Fraction(match["floor"]) == Fraction(int(exact * 100), 100)
    if match["more"]:
        assert Fraction(match["more"]) == Fraction(match["floor"]) + Fraction(1, 100)
