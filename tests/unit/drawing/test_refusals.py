"""Rows that contradict each other are refused, saying where and what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clawback.drawing import FlowPosition, MoneyFlow, draw_money_flow
from clawback.errors import DrawingError, TimeError
from tests.unit.drawing.build import five_accounts


@pytest.fixture
def flow() -> MoneyFlow:
    return five_accounts().flow()


def refusal(flow: MoneyFlow, width: int = 1200) -> str:
    with pytest.raises(DrawingError) as refused:
        draw_money_flow(flow, width=width)
    return str(refused.value)


def at(kind: str, units: int, claim: str = "T1") -> FlowPosition:
    return FlowPosition(agent="Nordbank", account="11", kind=kind, parts={claim: units})


def test_too_narrow(flow: MoneyFlow) -> None:
    assert "make it 800 or wider" in refusal(flow, 799)


def test_a_kind_that_is_none(flow: MoneyFlow) -> None:
    assert "position at Nordbank/11: 'held' is no kind" in refusal(replace(flow, positions=[at("held", 1)]))


def test_a_claim_that_is_not_listed(flow: MoneyFlow) -> None:
    assert "list that claim under claims" in refusal(replace(flow, claims={"T1": "Anna"}))


def test_parts_below_zero(flow: MoneyFlow) -> None:
    assert "has -1 minor units of 'T1'" in refusal(replace(flow, positions=[at("exit", -1)]))


def test_transfers_out_of_order(flow: MoneyFlow) -> None:
    assert "give transfers in ledger order" in refusal(replace(flow, transfers=flow.transfers[::-1]))


def test_an_end_before_the_last_transfer(flow: MoneyFlow) -> None:
    assert "set until" in refusal(replace(flow, until=flow.transfers[-1].settled_at - 1))


def test_a_time_out_of_range(flow: MoneyFlow) -> None:
    with pytest.raises(TimeError):
        draw_money_flow(replace(flow, until=2**62))


def test_money_that_never_came(flow: MoneyFlow) -> None:
    said = refusal(replace(flow, transfers=flow.transfers[1:]))
    assert "of claim T1 leave or stand at Nordbank/11 and never came" in said


def test_money_that_is_at_no_position(flow: MoneyFlow) -> None:
    ends = [position for position in flow.positions if position.kind != "exit"]
    assert "reach Exchange/hot by transfer X4 and are at no position" in refusal(
        replace(flow, positions=ends)
    )


def test_more_ends_than_arrives(flow: MoneyFlow) -> None:
    said = refusal(replace(flow, positions=[*flow.positions, at("exit", 1)]))
    assert "more of claim T1 ends at Nordbank/11 than arrives there" in said
