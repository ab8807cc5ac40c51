"""Checks a ledger folder: every byte against its digest, everything derived against a new computation."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import fields
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clawback.errors import LedgerError
from clawback.ledgers.ids import twins
from clawback.ledgers.index import build_index, two_threads
from clawback.ledgers.ledger import Index, Ledger
from clawback.ledgers.manifest import Manifest
from clawback.ledgers.opening import open_snapshot
from clawback.ledgers.reading import KINDS
from clawback.ledgers.snapshot import snapshot_of
from clawback.ledgers.texts import values_of
from clawback.ledgers.walk_kernels import is_rising
from clawback.ledgers.writing import file_digest

__all__ = ["check"]


def check(folder: Path) -> Ledger:
    """The ledger of a folder, if nothing is wrong with it. Raises LedgerError with what is.

    Digests of all files, the order of transfers and accounts, ids, balances, the index and the snapshot.
    """
    ledger, manifest = open_snapshot(folder)
    place = folder / manifest.name()
    with two_threads() as threads:
        _check_files(place, manifest, threads)
        for problem in _problems(ledger, threads):
            raise LedgerError(problem, file=str(place), remedy="build the ledger again")
    return ledger


def _check_files(place: Path, manifest: Manifest, threads: Executor) -> None:
    digests = threads.map(lambda name: file_digest(place / name), manifest.files)
    for (name, file), digest in zip(manifest.files.items(), digests, strict=True):
        if digest != file.sha256:
            raise LedgerError(
                "is damaged: its bytes are not those that were written",
                file=str(place / name),
                remedy="build the ledger again",
            )


def _problems(ledger: Ledger, threads: Executor) -> Iterator[str]:
    yield from _wrong_columns(ledger)
    yield from _wrong_order(ledger)
    yield from _wrong_index(ledger)
    yield from _wrong_balances(ledger)
    if snapshot_of(ledger, threads) != ledger.snapshot:
        yield "the content is not that of its snapshot"


def _wrong_columns(ledger: Ledger) -> Iterator[str]:
    accounts = len(ledger.agents)
    for name in ("debtor", "creditor"):
        if getattr(ledger, name).max(initial=0) >= accounts:
            yield f"a {name} is no account of the ledger"
    if ledger.amount.min(initial=1) < 1:
        yield "an amount is not above zero"
    if ledger.kind.max(initial=0) >= len(KINDS):
        yield "a kind is none"
    for texts in (ledger.agents, ledger.numbers, ledger.transfer_id):
        texts.validate(full=True)


def _wrong_order(ledger: Ledger) -> Iterator[str]:
    order_at = ledger.further.get("order_at")
    if order_at is not None and not is_rising(values_of(order_at)):
        yield "the transfers are not in order"
    if ledger.monotone != is_rising(ledger.settled_at):
        yield "the times do not rise as the ledger says"
    if not _accounts_rise(ledger):
        yield "the accounts are not in order"


def _accounts_rise(ledger: Ledger) -> bool:
    agents, numbers = (texts.cast(pa.large_binary()) for texts in (ledger.agents, ledger.numbers))
    rises = pc.or_(
        pc.less(agents[:-1], agents[1:]),
        pc.and_(pc.equal(agents[:-1], agents[1:]), pc.less(numbers[:-1], numbers[1:])),
    )
    return bool(pc.all(rises, min_count=0).as_py())


def _wrong_index(ledger: Ledger) -> Iterator[str]:
    again = build_index(
        accounts=len(ledger.agents),
        transfer_id=ledger.transfer_id,
        reverses=ledger.further.get("reverses"),
        alias=ledger.further.get("alias"),
        settled_at=ledger.settled_at,
        debtor=ledger.debtor,
        creditor=ledger.creditor,
        amount=ledger.amount,
        kind=ledger.kind,
    )
    for field in fields(Index):
        if not np.array_equal(getattr(again, field.name), getattr(ledger.index, field.name)):
            yield f"the index ({field.name}) is not that of the transfers"
    if same := twins(ledger.transfer_id, again.id_hash, again.id_rank):
        yield f"the transfer_id {ledger.transfer_id[same[0]].as_py()!r} occurs twice"


def _wrong_balances(ledger: Ledger) -> Iterator[str]:
    inferred = np.maximum(0, -ledger.index.net_least)
    wrong = (ledger.opening_given == 0) & (ledger.opening != inferred)
    if wrong.any():
        yield f"the opening balance of {_name(ledger, int(np.flatnonzero(wrong)[0]))} is not the least that it needs"


def _name(ledger: Ledger, account: int) -> str:
    return f"{ledger.agents[account]}/{ledger.numbers[account]}"
