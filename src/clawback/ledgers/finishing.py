"""The last steps of building a ledger: order, accounts, index, openings, snapshot."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import replace

import numpy as np
import pyarrow as pa

from clawback.errors import LedgerError
from clawback.ledgers.account_kernels import ABSENT
from clawback.ledgers.ids import index_ids, make_ids, twins
from clawback.ledgers.index import complete, index_events
from clawback.ledgers.ledger import Ledger, Uint8s, Uint32s
from clawback.ledgers.openings import Given, beyond, given_openings, settle_openings
from clawback.ledgers.ordering import Ordering
from clawback.ledgers.raw import Raw
from clawback.ledgers.reading import Notes
from clawback.ledgers.reversals import link_reversals
from clawback.ledgers.rows import Place
from clawback.ledgers.snapshot import snapshot_of
from clawback.ledgers.spool import array_of_values
from clawback.ledgers.texts import frozen
from clawback.ledgers.walk_kernels import Events, is_rising, is_running_maximum
from clawback.ledgers.workspace import Workspace

__all__ = ["finish"]


def finish(raw: Raw, notes: Notes, workspace: Workspace, threads: Executor) -> tuple[Ledger, Given]:
    """The ledger of what has been read, and the openings that were given. Raises LedgerError."""
    ordering = Ordering(raw.order(), workspace)
    ids, further = ordering.texts("transfer_id", raw.transfer_id), _further(raw, ordering)
    hashes = index_ids(ids, further.get("alias"), workspace, threads)
    if same := twins(ids, *hashes):
        raise _same_id(ids[same[0]].as_py(), [raw.rows.place(ordering.met(rank)) for rank in same])
    agents, numbers, places = raw.accounts.sorted()
    columns = _columns(raw, ordering, places)
    events = index_events(len(agents), columns, workspace, threads)
    if events.beyond >= 0:
        raise beyond(_name(agents, numbers, events.beyond), "the sum of amounts")
    found = given_openings(notes.openings, raw.currency, raw.accounts, raw.base)
    at = places[found.numbers].astype(np.int64)
    opening, given, out = settle_openings(at, found.balances, events.accounts)
    if out >= 0:
        raise beyond(_name(agents, numbers, out), "the opening balance with the sum of amounts")
    known = make_ids(ids, further.get("alias"), *hashes)
    linked = link_reversals(columns.kind, columns.debtor, columns.creditor, further.get("reverses"), known)
    ledger = Ledger(
        currency=raw.currency,
        snapshot="",
        agents=agents,
        numbers=numbers,
        opening=frozen(opening),
        opening_given=frozen(given),
        assumed=frozen(_assumed(raw, notes, places)),
        transfer_id=ids,
        monotone=is_rising(columns.settled_at),
        index=complete(events, hashes, linked, workspace),
        further=further,
        notes=tuple(notes.texts),
        order_conflicts=tuple(tuple(group) for group in notes.order_conflicts),
        **columns._asdict(),
    )
    return replace(ledger, snapshot=snapshot_of(ledger, threads)), found


def _columns(raw: Raw, ordering: Ordering, places: Uint32s) -> Events:
    return Events(
        settled_at=ordering.numbers("settled_at", raw.settled_at),
        debtor=ordering.places("debtor", raw.debtor, places),
        creditor=ordering.places("creditor", raw.creditor, places),
        amount=ordering.numbers("amount", raw.amount),
        kind=ordering.numbers("kind", raw.kind),
    )


def _further(raw: Raw, ordering: Ordering) -> dict[str, pa.Array]:
    """Optional columns; `order_at` is one where it is not the running maximum of `settled_at`."""
    further = {name: ordering.optional(name, column) for name, column in sorted(raw.further.items())}
    order_at = raw.order_at if ordering.order is None else raw.order_at[ordering.order]
    settled_at = raw.settled_at if ordering.order is None else raw.settled_at[ordering.order]
    if not is_running_maximum(frozen(order_at), frozen(settled_at)):
        further["order_at"] = array_of_values(order_at)
    return further


def _name(agents: pa.Array, numbers: pa.Array, account: int) -> tuple[str, str]:
    return agents[account].as_py(), numbers[account].as_py()


def _assumed(raw: Raw, notes: Notes, places: Uint32s) -> Uint8s:
    found = raw.accounts.find(sorted(notes.assumed))
    assumed = np.zeros(len(places), np.uint8)
    assumed[places[found[found != ABSENT]]] = 1
    if raw.base is not None:
        assumed[places[np.flatnonzero(raw.base.assumed)]] = 1
    return assumed


def _same_id(name: str, places: list[Place]) -> LedgerError:
    first, second = places
    if first.source == second.source:
        first, second = sorted(places, key=lambda place: place.row)
    where = f"row {first.row}" if first.source == second.source else f"{first.source}, row {first.row}"
    return LedgerError(
        f"the transfer_id {name!r} has been used by {where}",
        file=second.source,
        row=second.row,
        field="transfer_id",
        remedy="give every transfer its own id",
    )
