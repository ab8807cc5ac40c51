"""A ledger built plainly, of dicts and lists: what the fast builder is compared with."""

from __future__ import annotations

import hashlib
import json
import struct
from dataclasses import dataclass, field
from typing import Any

INT64_MAX = 2**63 - 1
REVERSAL = 5
TEXTS = ("reverses", "end_to_end_id", "alias")

Account = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A transfer as a reader yields it."""

    transfer_id: str
    settled_at: int
    order_at: int
    debtor: Account
    creditor: Account
    amount: int
    kind: int = 0
    reverses: str | None = None
    end_to_end_id: str | None = None
    alias: str | None = None
    booked_at: int | None = None


@dataclass(kw_only=True)
class PlainLedger:
    """Rows in ledger order; accounts in order; by account: debits, credits, nets."""

    rows: list[Row]
    accounts: list[Account]
    openings: dict[Account, int]
    given: set[Account]
    debits: dict[Account, list[tuple[int, Account, int, int, int, int]]] = field(default_factory=dict)
    credits: dict[Account, list[int]] = field(default_factory=dict)
    credit_net_before: list[int] = field(default_factory=list)
    net: dict[Account, int] = field(default_factory=dict)
    least: dict[Account, int] = field(default_factory=dict)
    reversed: dict[int, int] = field(default_factory=dict)


def plain_ledger(rows: list[Row], openings: dict[Account, int]) -> PlainLedger:
    """The ledger of rows in the order of the input; `openings` of accounts without transfers are left out."""
    ordered = sorted(rows, key=lambda row: row.order_at)
    accounts = sorted(
        {side for row in rows for side in (row.debtor, row.creditor)},
        key=lambda account: (account[0].encode(), account[1].encode()),
    )
    ledger = PlainLedger(rows=ordered, accounts=accounts, openings={}, given=set())
    for account in accounts:
        ledger.debits[account], ledger.credits[account] = [], []
        ledger.net[account] = ledger.least[account] = 0
    for rank, row in enumerate(ordered):
        _settle(ledger, rank, row)
    for account in accounts:
        ledger.openings[account] = openings.get(account, -ledger.least[account])
    ledger.given = set(accounts) & set(openings)
    ledger.reversed = {
        rank: _reversed(ordered, rank) for rank, row in enumerate(ordered) if row.kind == REVERSAL
    }
    return ledger


def _settle(ledger: PlainLedger, rank: int, row: Row) -> None:
    net = ledger.net[row.debtor]
    ledger.debits[row.debtor].append((rank, row.creditor, row.kind, row.amount, net, row.settled_at))
    ledger.net[row.debtor] = net - row.amount
    ledger.least[row.debtor] = min(ledger.least[row.debtor], net - row.amount)
    ledger.credits[row.creditor].append(rank)
    ledger.credit_net_before.append(ledger.net[row.creditor])
    ledger.net[row.creditor] += row.amount


def _reversed(rows: list[Row], rank: int) -> int:
    row = rows[rank]
    found = [earlier for earlier in named(rows, row.reverses) if earlier < rank]
    if len(named(rows, row.reverses)) != 1 or not found:
        return -1
    fits = (rows[found[0]].debtor, rows[found[0]].creditor) == (row.creditor, row.debtor)
    return found[0] if fits else -1


def named(rows: list[Row], name: str | None) -> list[int]:
    """The ranks of the transfers that a name may mean: the one with that id, else those with that alias."""
    if name is None:
        return []
    ids = [rank for rank, row in enumerate(rows) if row.transfer_id == name]
    return ids or [rank for rank, row in enumerate(rows) if row.alias == name]


def plain_snapshot(ledger: PlainLedger, currency: str, decimals: int) -> str:
    """The snapshot, computed as docs/explanation/ledger-on-disk.md defines it."""
    place = {account: at for at, account in enumerate(ledger.accounts)}
    rows = ledger.rows
    columns = {
        "agents": _texts([agent for agent, _ in ledger.accounts]),
        "numbers": _texts([number for _, number in ledger.accounts]),
        "opening": _numbers("q", [ledger.openings[account] for account in ledger.accounts]),
        "opening_given": _numbers("B", [account in ledger.given for account in ledger.accounts]),
        "assumed": _numbers("B", [0 for _ in ledger.accounts]),
        "transfer_id": _texts([row.transfer_id for row in rows]),
        "settled_at": _numbers("q", [row.settled_at for row in rows]),
        "debtor": _numbers("I", [place[row.debtor] for row in rows]),
        "creditor": _numbers("I", [place[row.creditor] for row in rows]),
        "amount": _numbers("q", [row.amount for row in rows]),
        "kind": _numbers("B", [row.kind for row in rows]),
    }
    for name in (*TEXTS, "booked_at"):
        values = [getattr(row, name) for row in rows]
        if any(value is not None for value in values):
            columns[f"further.{name}"] = _with_nulls(values)
    order_at = [row.order_at for row in rows]
    if order_at != [max(row.settled_at for row in rows[: at + 1]) for at in range(len(rows))]:
        columns["further.order_at"] = _numbers("q", order_at)
    said = {
        "clawback_snapshot": 1,
        "currency": currency,
        "decimals": decimals,
        "accounts": len(ledger.accounts),
        "transfers": len(rows),
        "columns": {name: hashlib.sha256(data).hexdigest() for name, data in columns.items()},
        "order_conflicts": [],
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _numbers(code: str, values: list[Any]) -> bytes:
    return b"".join(struct.pack("<" + code, value) for value in values)


def _texts(values: list[str]) -> bytes:
    ends = [0]
    for value in values:
        ends.append(ends[-1] + len(value.encode()))
    return _numbers("q", ends) + "".join(values).encode()


def _with_nulls(values: list[Any]) -> bytes:
    data = b""
    if None in values:
        bits = sum((value is not None) << at for at, value in enumerate(values))
        data = bits.to_bytes((len(values) + 7) // 8, "little")
    texts = any(isinstance(value, str) for value in values)
    return data + (
        _texts([value or "" for value in values]) if texts else _numbers("q", [v or 0 for v in values])
    )
