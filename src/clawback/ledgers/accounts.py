"""Accounts as a ledger is read: each (agent, account) gets a number when it is first met, a place at the end."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from concurrent.futures import Executor
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from clawback.errors import LedgerError
from clawback.ledgers.account_kernels import (
    ABSENT,
    Rows,
    Table,
    add_missing,
    look_up,
    refill,
    text_ends,
    unpack,
)
from clawback.ledgers.ledger import CREDITOR_BITS, Uint32s
from clawback.ledgers.texts import array_of_texts, views_of_texts

__all__ = ["AccountTable", "Side"]


class Side(NamedTuple):
    """The accounts on one side of a batch: agents and account numbers, `string` without nulls."""

    agents: pa.Array
    accounts: pa.Array


class AccountTable:
    """Numbers accounts from 0 in the order they are met."""

    def __init__(self) -> None:
        self._agents: dict[str, int] = {}
        self._table = Table(
            np.zeros(1 << 12, np.uint64), np.zeros(1, np.uint64), np.uint64(secrets.randbits(64))
        )
        self._count = 0
        self._used = 1

    def __len__(self) -> int:
        return self._count

    def number(self, sides: list[Side], threads: Executor) -> list[Uint32s]:
        """The account numbers of each side of a batch, one a row. Raises LedgerError at 2^29 accounts."""
        rows = [self._rows(side) for side in sides]
        found = [np.empty(len(part.agents), np.uint32) for part in rows]
        missing = list(threads.map(partial(look_up, self._table), rows, found))
        for part, out, absent in zip(rows, found, missing, strict=True):
            if absent:
                self._add(part, out, absent)
        return found

    def _rows(self, side: Side) -> Rows:
        offsets, data = views_of_texts(side.accounts)
        return Rows(self._number_agents(side.agents), offsets, data)

    def _number_agents(self, agents: pa.Array) -> Uint32s:
        encoded = agents if pa.types.is_dictionary(agents.type) else pc.dictionary_encode(agents)
        known = self._agents
        numbers = [known.setdefault(agent, len(known)) for agent in encoded.dictionary.to_pylist()]
        taken: Uint32s = np.array(numbers, np.uint32)[np.asarray(encoded.indices)]
        return taken

    def _add(self, rows: Rows, out: Uint32s, missing: int) -> None:
        self._make_room(missing, int(rows.offsets[-1]) - int(rows.offsets[0]))
        self._count, self._used = add_missing(self._table, rows, out, self._count, self._used)
        if self._count >= 1 << CREDITOR_BITS:
            raise LedgerError(f"a ledger has fewer than {1 << CREDITOR_BITS} accounts", remedy="split it")

    def _make_room(self, accounts: int, text_bytes: int) -> None:
        needed = self._used + 3 * accounts + text_bytes // 8
        if needed > len(self._table.records):
            larger = np.empty(max(needed, 2 * self._used), np.uint64)
            larger[: self._used] = self._table.records[: self._used]
            self._table = self._table._replace(records=larger)
        accounts += self._count
        if 2 * len(self._table.slots) < 3 * accounts:
            self._table = self._table._replace(slots=np.zeros(1 << (2 * accounts).bit_length(), np.uint64))
            refill(self._table, self._used)

    def find(self, accounts: Sequence[tuple[str, str]]) -> Uint32s:
        """The numbers of (agent, account)s, ABSENT of those that were not met."""
        agents = [self._agents.get(agent, ABSENT) for agent, _ in accounts]
        offsets, data = views_of_texts(pa.array([account for _, account in accounts], pa.string()))
        out = np.empty(len(accounts), np.uint32)
        look_up(self._table, Rows(np.array(agents, np.uint32), offsets, data), out)
        return out

    def sorted(self) -> tuple[pa.Array, pa.Array, Uint32s]:
        """Agents and account numbers by (agent, account) in UTF-8 bytes, and the place there of each number."""
        agent_of, offsets = np.empty(self._count, np.uint32), np.zeros(self._count + 1, np.int64)
        text_ends(self._table.records, agent_of, offsets)
        data = np.empty(int(offsets[-1]), np.uint8)
        unpack(self._table.records, offsets, data)
        texts = array_of_texts(offsets, data)
        names = pa.array(list(self._agents), pa.large_string())
        rank = _places(np.asarray(pc.sort_indices(names.cast(pa.large_binary()))))
        table = pa.table({"agent": rank[agent_of], "account": texts.cast(pa.large_binary())})
        order = pc.sort_indices(table, sort_keys=[("agent", "ascending"), ("account", "ascending")])
        places = np.asarray(order)
        return names.take(pa.array(agent_of[places])), texts.take(order), _places(places)


def _places(order: npt.NDArray[Any]) -> Uint32s:
    places = np.empty(len(order), np.uint32)
    places[order] = np.arange(len(order), dtype=np.uint32)
    return places
