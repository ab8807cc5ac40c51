"""Statements written of a random world give the world back, in whatever order they are given."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clawback.errors import LedgerError
from tests.property.ledgers.statements.worlds import OWN, Move, World, read_all, statements, text, worlds
from tests.unit.ledgers.statements.build import Result

Row = tuple[tuple[str, str], tuple[str, str], int, int]


def rows(found: Result) -> list[Row]:
    return [(row["debtor"], row["creditor"], row["amount"], row["settled_at"]) for row in found.rows]


def number_of(row: dict[str, object], world: World) -> int:
    """Which move of the world a row is."""
    return next(
        m.number for m in world.moves if row["uetr"] == m.uetr or row["end_to_end_id"] == f"E{m.number}"
    )


@given(worlds(), st.integers(0, 4), st.randoms(use_true_random=False))
def test_a_world_is_read_back_exactly(world: World, cut: int, random: object) -> None:
    texts = [content for account in OWN for content in statements(world, account, cut)]
    shuffled = sorted(texts, key=lambda _: random.random())  # type: ignore[attr-defined]
    found = read_all(shuffled)
    assert sorted(rows(found)) == sorted((m.debtor, m.creditor, m.units, m.at) for m in world.moves)
    assert found.rows == read_all(texts).rows
    assert {(o.agent, o.account): o.units for o in found.notes.openings} == world.openings
    assert len(set(found.ids)) == len(world.moves)


@given(worlds(), st.integers(0, 4))
def test_every_statements_order_is_kept(world: World, cut: int) -> None:
    found = read_all([content for account in OWN for content in statements(world, account, cut)])
    place = {number_of(row, world): at for at, row in enumerate(found.rows)}
    for account in OWN:
        places = [place[m.number] for m in world.of(account)]
        assert places == sorted(places)
    assert found.notes.order_conflicts == []
    order = found.column("order_at")
    assert order == sorted(order)
    # The order of a world follows time, so nothing has to wait for something later.
    assert order == found.column("settled_at")


@given(worlds(10), st.data())
def test_orders_that_contradict_keep_their_debits_and_are_said(world: World, data: st.DataObject) -> None:
    told = {account: data.draw(st.permutations(world.of(account))) for account in OWN}
    found = read_all([content for account in OWN for content in statements(world, account, 0, told[account])])
    place = {number_of(row, world): at for at, row in enumerate(found.rows)}
    for account in OWN:
        kept = told[account]
        if account in found.notes.assumed:
            kept = [m for m in kept if m.debtor == account]
        places = [place[m.number] for m in kept]
        assert places == sorted(places)
    assert bool(found.notes.order_conflicts) == has_circle(list(told.values()))
    in_conflict = {one for group in found.notes.order_conflicts for one in group}
    touched = {
        account
        for row in found.rows
        if row["transfer_id"] in in_conflict
        for account in (row["debtor"], row["creditor"])
    }
    assert {one for one in touched if one[1] != "outside"} == found.notes.assumed


def has_circle(orders: list[list[Move]]) -> bool:
    """Whether these orders have no common one: take away whatever is first in all, until nothing is."""
    left = [[m.number for m in order] for order in orders]
    while any(left):
        firsts = {order[0] for order in left if order}
        free = next((n for n in firsts if all(n not in order[1:] for order in left)), None)
        if free is None:
            return True
        left = [[n for n in order if n != free] for order in left]
    return False


@given(worlds(), st.sampled_from(OWN), st.integers(-(10**6), 10**6))
def test_a_wrong_balance_is_refused_naming_both(world: World, account: tuple[str, str], off: int) -> None:
    assume(off != 0)
    right = world.openings[account] + sum(
        m.units if m.creditor == account else -m.units for m in world.of(account)
    )
    with pytest.raises(LedgerError) as caught:
        read_all(statements(world, account, 99, off=off))
    opening = text(world.openings[account])
    assert re.search(rf" {re.escape(opening)} .* {re.escape(text(right))}, ", str(caught.value))
    assert f"closing balance is {text(right + off)} EUR" in str(caught.value)
