"""Naming accounts of a ledger: exits, openings and the account to be explained are given as AGENT/ACCOUNT."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING
from weakref import ref

import numpy as np

from clawback.errors import TraceError
from clawback.ledgers.reading import OUTSIDE

if TYPE_CHECKING:
    import pyarrow as pa

    from clawback.ledgers.ledger import Int64s, Ledger

__all__ = ["exit_accounts", "find_account", "parse_account"]

_outside_of: dict[int, tuple[ref[pa.Array], Int64s]] = {}
"""The accounts `outside` of each ledger in use, by the id of its `numbers`: among a million accounts, looking for
them takes longer than a trace."""


def parse_account(text: str) -> tuple[str, str]:
    """(agent, account) of `AGENT/ACCOUNT`, or `/ACCOUNT` where there is no agent. Raises TraceError."""
    agent, slash, account = text.partition("/")
    if not slash or not account:
        raise TraceError(
            f"{text!r} is not an account", remedy="write AGENT/ACCOUNT, or /ACCOUNT without an agent"
        )
    return agent, account


def find_account(ledger: Ledger, agent: str, account: str) -> int | None:
    """The place of an account in the ledger, or None where it occurs in no transfer."""
    wanted = (agent.encode(), account.encode())
    at = bisect_left(range(len(ledger.agents)), wanted, key=lambda i: _name(ledger, i))
    return at if at < len(ledger.agents) and _name(ledger, at) == wanted else None


def _name(ledger: Ledger, at: int) -> tuple[bytes, bytes]:
    return ledger.agents[at].as_py().encode(), ledger.numbers[at].as_py().encode()


def exit_accounts(ledger: Ledger, exits: Iterable[tuple[str, str]]) -> Int64s:
    """The places, rising, of the accounts named as exits and of every account `outside`.

    Raises TraceError where an exit occurs in no transfer of the ledger.
    """
    found = set(_outside(ledger).tolist())
    for agent, account in exits:
        at = find_account(ledger, agent, account)
        if at is None:
            raise TraceError(
                f"the exit {agent}/{account} occurs in no transfer of the ledger",
                remedy="check agent and account",
            )
        found.add(at)
    return np.array(sorted(found), np.int64)


def _outside(ledger: Ledger) -> Int64s:
    numbers = ledger.numbers
    known = _outside_of.get(id(numbers))
    if known is None or known[0]() is not numbers:
        forget = partial(_outside_of.pop, id(numbers))
        known = ref(numbers, lambda _: forget(None)), _look_through(numbers)
        _outside_of[id(numbers)] = known
    return known[1]


def _look_through(numbers: pa.Array) -> Int64s:
    import pyarrow.compute as pc

    is_outside = pc.equal(numbers, OUTSIDE).to_numpy(zero_copy_only=False)
    return np.flatnonzero(is_outside)
