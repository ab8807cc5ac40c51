"""The fast builder against the plain one, to the last array; and what must not change a ledger."""

from __future__ import annotations

import itertools
from dataclasses import fields
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clawback.errors import LedgerError
from clawback.ledgers.batches import batches
from clawback.ledgers.builder import Builder
from clawback.ledgers.index import two_threads
from clawback.ledgers.ledger import CREDITOR_BITS, Index, Ledger
from clawback.ledgers.lookup import find_transfer
from clawback.ledgers.reading import Notes, Opening
from tests.property.ledgers.plain_ledger import Account, PlainLedger, Row, named, plain_ledger, plain_snapshot

AGENTS = ["", "A", "B", "Ä"]
NUMBERS = ["1", "2", "a much longer number", "é"]
ACCOUNTS = st.tuples(st.sampled_from(AGENTS), st.sampled_from(NUMBERS))
NAMES = st.none() | st.integers(0, 11).map("T{}".format) | st.sampled_from(["x", "y"])


@st.composite
def row_lists(draw: st.DrawFn) -> list[Row]:
    """Few accounts and few times, so that there are ties, self-transfers and reversals that fit."""
    rows = []
    accounts = draw(st.lists(ACCOUNTS, min_size=1, max_size=4))
    for number in draw(st.permutations(range(draw(st.integers(1, 12))))):
        settled_at = draw(st.integers(0, 3))
        rows.append(
            Row(
                transfer_id=f"T{number}",
                settled_at=settled_at,
                order_at=settled_at + draw(st.sampled_from([0, 0, 0, 0, 1])),
                debtor=draw(st.sampled_from(accounts)),
                creditor=draw(st.sampled_from(accounts)),
                amount=draw(st.integers(1, 9) | st.just(2**60 // 20)),
                kind=draw(st.sampled_from([0, 0, 1, 5])),
                reverses=draw(NAMES),
                end_to_end_id=draw(st.sampled_from([None, "", "e2e"])),
                alias=draw(st.sampled_from([None, None, "x", "y", "T3"])),
                booked_at=draw(st.none() | st.integers(0, 5)),
            )
        )
    return rows


OPENINGS = st.dictionaries(ACCOUNTS, st.integers(-20, 20), max_size=4)


def batches_of(rows: list[Row], size: int) -> list[pa.RecordBatch]:
    """The rows as a reader yields them, `size` at a time."""
    plain = {name: [getattr(row, name) for row in rows] for name in _PLAIN}
    sides = {
        f"{side}_{part}": [getattr(row, side)[at] for row in rows]
        for side in ("debtor", "creditor")
        for at, part in enumerate(("agent", "account"))
    }
    whole = next(batches(len(rows), **plain, **sides, currency="EUR"))
    return [whole.slice(start, size) for start in range(0, len(rows), size)]


_PLAIN = [field.name for field in fields(Row) if field.name not in ("debtor", "creditor")]


def built(parts: list[tuple[list[Row], dict[Account, int]]], size: int = 100) -> Ledger:
    """The first part built, the others appended, one after the other."""
    ledger, idle = None, ()
    with two_threads() as threads:
        for rows, openings in parts:
            given_now = [Opening(agent, number, "EUR", units) for (agent, number), units in openings.items()]
            builder = Builder(Notes(openings=[*idle, *given_now]), threads, base=ledger)
            builder.add_all("rows", batches_of(rows, size))
            ledger = builder.finish()
            idle = builder.idle_openings
    assert ledger is not None
    return ledger


@given(row_lists(), OPENINGS, st.integers(1, 13))
def test_it_builds_what_the_plain_builder_builds(
    rows: list[Row], openings: dict[Account, int], size: int
) -> None:
    assert said_by(built([(rows, openings)], size)) == said_by_plain(plain_ledger(rows, openings))


@given(row_lists(), OPENINGS)
def test_its_snapshot_is_the_one_defined(rows: list[Row], openings: dict[Account, int]) -> None:
    assert built([(rows, openings)]).snapshot == plain_snapshot(plain_ledger(rows, openings), "EUR", 2)


@given(row_lists(), OPENINGS, st.data())
def test_appending_gives_what_building_gives(
    rows: list[Row], openings: dict[Account, int], data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(rows) - 1)), max_size=3)) - {len(rows)})
    parts = [rows[start:end] for start, end in zip([0, *cuts], [*cuts, len(rows)], strict=True)]
    at = data.draw(st.integers(0, len(parts) - 1))
    appended = built([(part, openings if number == at else {}) for number, part in enumerate(parts)])
    whole = built([(rows, openings)])
    assert said_by(appended) == said_by(whole)
    assert appended.snapshot == whole.snapshot


@given(row_lists(), st.sampled_from(["T0", "T3", "T11", "T12", "", "t0", "x", "y"]))
def test_a_name_finds_its_transfer(rows: list[Row], name: str) -> None:
    ledger, meant = built([(rows, {})]), named(plain_ledger(rows, {}).rows, name)
    if len(meant) > 1:
        with pytest.raises(LedgerError, match="of several transfers"):
            find_transfer(ledger, name)
    else:
        assert find_transfer(ledger, name) == (meant[0] if meant else None)


@given(row_lists())
def test_every_array_is_plain_and_read_only(rows: list[Row]) -> None:
    ledger = built([(rows, {})])
    arrays = [getattr(ledger, name) for name in ("opening", "opening_given", "assumed", "settled_at", "kind")]
    arrays += [getattr(ledger, name) for name in ("debtor", "creditor", "amount")]
    for array in arrays + [getattr(ledger.index, field.name) for field in fields(Index)]:
        assert type(array) is np.ndarray
        assert not array.flags.writeable
        assert array.flags.c_contiguous
        assert array.flags.aligned


def said_by(ledger: Ledger) -> dict[str, Any]:
    """What a ledger says, in the words of the plain one."""
    accounts = list(zip(ledger.agents.to_pylist(), ledger.numbers.to_pylist(), strict=True))
    index = ledger.index
    debits = {account: [] for account in accounts}
    for at, account in enumerate(accounts):
        for debit in index.debits[index.debit_start[at] : index.debit_start[at + 1]].tolist():
            rank, creditor_kind, amount, net, settled_at = debit
            creditor, kind = creditor_kind & ((1 << CREDITOR_BITS) - 1), creditor_kind >> CREDITOR_BITS
            debits[account].append((rank, accounts[creditor], kind, amount, net, settled_at))
    starts = index.credit_start.tolist()
    credited = [index.credit_rank[start:end].tolist() for start, end in itertools.pairwise(starts)]
    return {
        "ids": ledger.transfer_id.to_pylist(),
        "sides": [(accounts[x], accounts[y]) for x, y in zip(ledger.debtor, ledger.creditor, strict=True)],
        "rest": list(
            zip(*(getattr(ledger, n).tolist() for n in ("settled_at", "amount", "kind")), strict=True)
        ),
        "accounts": accounts,
        "openings": dict(zip(accounts, ledger.opening.tolist(), strict=True)),
        "given": {accounts[at] for at in np.flatnonzero(ledger.opening_given)},
        "debits": debits,
        "credits": dict(zip(accounts, credited, strict=True)),
        "credit_net_before": index.credit_net_before.tolist(),
        "net": dict(zip(accounts, index.net_final.tolist(), strict=True)),
        "least": dict(zip(accounts, index.net_least.tolist(), strict=True)),
        "reversed": dict(zip(index.reversal_rank.tolist(), index.reversed_rank.tolist(), strict=True)),
        "monotone": ledger.monotone,
        "further": {n: c.to_pylist() for n, c in ledger.further.items() if n != "order_at"},
        "hashes rise": bool((index.id_hash[1:] >= index.id_hash[:-1]).all()),
    }


def said_by_plain(plain: PlainLedger) -> dict[str, Any]:
    """The same of a plain ledger."""
    times = [row.settled_at for row in plain.rows]
    further = {
        name: [getattr(row, name) for row in plain.rows]
        for name in ("reverses", "end_to_end_id", "alias", "booked_at")
    }
    return {
        "ids": [row.transfer_id for row in plain.rows],
        "sides": [(row.debtor, row.creditor) for row in plain.rows],
        "rest": [(row.settled_at, row.amount, row.kind) for row in plain.rows],
        "accounts": plain.accounts,
        "openings": plain.openings,
        "given": plain.given,
        "debits": plain.debits,
        "credits": plain.credits,
        "credit_net_before": plain.credit_net_before,
        "net": plain.net,
        "least": plain.least,
        "reversed": plain.reversed,
        "monotone": times == sorted(times),
        "further": {n: values for n, values in further.items() if any(value is not None for value in values)},
        "hashes rise": True,
    }
