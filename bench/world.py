"""A seeded world of transfers, as Parquet, that looks the same from inside at every size.

A world is made of regions of 100,000 transfers over 9,900 accounts of persons and 100 of shops, each drawn from
(seed, its number) alone: the regions of a smaller world stand unchanged in a larger one, and a walk that stays
in its region is the same walk. 660 national accounts (billers, merchants, exchanges, and the cash of each agent)
serve all regions and grow with the world. Everything happens in seven days: 1.4 debits a day for each account on
average, log-normal over accounts, so that the busy ones, which money reaches sooner, make about four.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from bench.national import AGENTS, BILLERS, CASH, EXCHANGES, MERCHANTS, NATIONAL, NATIONAL_AGENT, picked

__all__ = [
    "KINDS",
    "REGION",
    "SPREAD_DAYS",
    "Transfers",
    "account_texts",
    "make_world",
    "region",
    "write_world",
]

REGION = 100_000
PERSONS, SHOPS = 9_900, 100
SPREAD_DAYS = 7
KINDS = ("transfer", "cash", "card", "exchange", "reversal")
START = 1_767_571_200_000_000  # Monday, 2026-01-05T00:00:00Z, in microseconds
DAY = 86_400_000_000
CONTACTS = 8
_SHARES = {"friend": 0.665, "shop": 0.1, "merchant": 0.1, "cash": 0.03, "exchange": 0.01, "bill": 0.04}
"""What debtors do; the rest is half wages out of billers, half out of shops. One in a thousand is reversed."""
_ROWS = 1_000_000


class Transfers(NamedTuple):
    """Columns of n transfers. Accounts are numbers: national ones first, then region by region."""

    number: np.ndarray  # the digits of transfer_id
    settled_at: np.ndarray
    debtor: np.ndarray
    creditor: np.ndarray
    amount: np.ndarray
    kind: np.ndarray
    reverses: np.ndarray  # number of another transfer, or -1


def make_world(transfers: int, seed: int) -> Transfers:
    """`transfers` (a multiple of REGION) in the order of time."""
    assert transfers % REGION == 0, f"a world has a multiple of {REGION} transfers"
    whole = Transfers(*(np.empty(transfers, column.dtype) for column in region(0, seed)))
    for number in range(transfers // REGION):
        for column, part in zip(whole, region(number, seed), strict=True):
            column[number * REGION : (number + 1) * REGION] = part
    order = np.argsort(whole.settled_at, kind="stable")
    return Transfers(*(column[order] for column in whole))


def region(number: int, seed: int) -> Transfers:
    """The transfers of one region, in no order."""
    rng = np.random.default_rng([seed, number])
    first = NATIONAL + number * (PERSONS + SHOPS)
    debtor, creditor, kind = _sides(rng, first)
    made = Transfers(
        number=np.arange(REGION) + number * REGION,
        settled_at=START + rng.integers(0, SPREAD_DAYS * DAY, REGION),
        debtor=debtor.astype(np.uint32),
        creditor=creditor.astype(np.uint32),
        amount=1 + np.exp(rng.normal(np.log(6_000), 1.3, REGION)).astype(np.int64),
        kind=kind,
        reverses=np.full(REGION, -1),
    )
    _reverse(rng, made)
    return made


def _sides(rng: np.random.Generator, first: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Who pays whom, and the kind: persons by how busy they are, each mostly its few contacts."""
    busy = rng.lognormal(0, 1, PERSONS)
    busy /= busy.sum()
    contacts = rng.choice(PERSONS, (PERSONS, CONTACTS), p=busy)
    person = rng.choice(PERSONS, REGION, p=busy)
    shop = PERSONS + rng.integers(0, SHOPS, REGION)
    does = np.searchsorted(np.cumsum(list(_SHARES.values())), rng.random(REGION), side="right")
    friend = contacts[person, rng.integers(0, CONTACTS, REGION)]
    by_shop = (does == len(_SHARES)) & (rng.random(REGION) < 0.5)
    by_biller = (does == len(_SHARES)) & ~by_shop
    debtor = first + np.where(by_shop, shop, person)
    debtor[by_biller] = picked(rng, BILLERS, REGION)[by_biller]
    creditors = [
        first + friend,
        first + shop,
        picked(rng, MERCHANTS, REGION),
        CASH.start + rng.integers(0, len(AGENTS), REGION),
        picked(rng, EXCHANGES, REGION),
        picked(rng, BILLERS, REGION),
        first + person,
    ]
    return debtor, np.choose(does, creditors), np.array([0, 2, 2, 1, 3, 0, 0], np.uint8)[does]


def _reverse(rng: np.random.Generator, made: Transfers) -> None:
    """Makes one transfer in a thousand take back an ordinary one of its region, within a day."""
    ordinary = np.flatnonzero(made.kind == 0)
    both = rng.choice(ordinary, (2, REGION // 1000), replace=False)
    back, taken = both
    made.settled_at[back] = np.minimum(
        made.settled_at[taken] + rng.integers(1, DAY, len(back)), START + SPREAD_DAYS * DAY - 1
    )
    made.debtor[back], made.creditor[back] = made.creditor[taken], made.debtor[taken]
    made.amount[back] = made.amount[taken]
    made.kind[back] = KINDS.index("reversal")
    made.reverses[back] = made.number[taken]


def account_texts(transfers: int) -> tuple[pa.Array, pa.Array]:
    """Agent (a code into AGENTS) and account number of every account of a world, by its number.

    The number is a permutation's value, so that a region's accounts do not stand side by side in a ledger.
    """
    accounts = np.arange(NATIONAL + transfers // REGION * (PERSONS + SHOPS))
    agent = np.random.default_rng(20).integers(0, len(AGENTS), len(accounts)).astype(np.int8)
    agent[:NATIONAL] = NATIONAL_AGENT
    return agent, texts_of(accounts * 7_368_787_891 % 10**10, "", 10)


def texts_of(numbers: np.ndarray, prefix: str, width: int) -> pa.Array:
    """Each number as a text: the prefix, then `width` digits."""
    long = len(prefix) + width
    letters = np.empty((len(numbers), long), np.uint8)
    letters[:, : len(prefix)] = np.frombuffer(prefix.encode(), np.uint8)
    rest = numbers.astype(np.int64)
    for place in range(long - 1, len(prefix) - 1, -1):
        rest, digit = np.divmod(rest, 10)
        letters[:, place] = 48 + digit
    offsets = np.arange(0, (len(numbers) + 1) * long, long, dtype=np.int32)
    return pa.Array.from_buffers(
        pa.string(), len(numbers), [None, pa.py_buffer(offsets), pa.py_buffer(letters)]
    )


def write_world(world: Transfers, path: Path) -> None:
    """Writes the columns of a ledger, row groups of a million, Snappy, dictionaries where Parquet likes them."""
    agent, number = account_texts(len(world.number))
    agents = pa.array(AGENTS)
    writer = None
    for start in range(0, len(world.number), _ROWS):
        part = Transfers(*(column[start : start + _ROWS] for column in world))
        table = pa.table(dict(_columns(part, agent, number, agents)))
        writer = writer or parquet.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer:
        writer.close()


def _columns(
    part: Transfers, agent: np.ndarray, number: pa.Array, agents: pa.Array
) -> Iterator[tuple[str, pa.Array]]:
    yield "transfer_id", texts_of(part.number, "T", 9)
    yield "settled_at", pa.array(part.settled_at).cast(pa.timestamp("us", "UTC"))
    for side, accounts in (("debtor", part.debtor), ("creditor", part.creditor)):
        yield f"{side}_agent", pa.DictionaryArray.from_arrays(agent[accounts], agents).cast(pa.string())
        yield f"{side}_account", number.take(pa.array(accounts))
    yield "amount", pa.array(part.amount)
    yield "currency", pa.array(["EUR"]).take(pa.array(np.zeros(len(part.number), np.int8)))
    yield "kind", pa.DictionaryArray.from_arrays(part.kind.astype(np.int8), pa.array(KINDS)).cast(pa.string())
    named = pa.array(part.reverses >= 0)
    yield "reverses", pa.compute.if_else(named, texts_of(np.maximum(part.reverses, 0), "T", 9), None)
