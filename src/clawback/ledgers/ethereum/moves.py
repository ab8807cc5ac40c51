"""What entries move: values and gas, each with the id and the currency of its transfer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clawback.ledgers.ethereum.entry import Entry, Layer
from clawback.ledgers.ethereum.naming import Names
from clawback.ledgers.reading import KINDS, OUTSIDE, Notes

__all__ = ["Move", "moves"]

_FEE = KINDS.index("fee")


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """A transfer whose value is in the smallest units that its currency declares."""

    transfer_id: str
    settled_at: int
    debtor: str
    creditor: str
    value: int
    currency: str
    kind: int = 0


def moves(entries: Iterable[Entry], names: Names, notes: Notes) -> Iterator[Move]:
    """The transfers of entries, in their order: an entry's gas, then its value. What moves nothing is counted."""
    ids = _Ids()
    failed = nothing = 0
    for entry in entries:
        transfer_id = ids.of(entry)
        failed += entry.failed
        nothing += not entry.value and not entry.failed and entry.layer != Layer.NORMAL
        code = names.code(entry, notes) if entry.value or entry.fee else None
        if code is None:
            continue
        if entry.fee:
            yield _move(f"{entry.hash}:fee", entry, OUTSIDE, entry.fee, code, _FEE)
        if entry.value:
            yield _move(transfer_id, entry, entry.creditor, entry.value, code, 0)
    if failed:
        notes.say(f"failed transfers, which moved nothing but their gas: {failed}")
    if nothing:
        notes.say(f"internal and token transfers of nothing, left out: {nothing}")


def _move(transfer_id: str, entry: Entry, creditor: str, value: int, code: str, kind: int) -> Move:
    return Move(
        transfer_id=transfer_id,
        settled_at=entry.settled_at,
        debtor=entry.debtor,
        creditor=creditor,
        value=value,
        currency=code,
        kind=kind,
    )


class _Ids:
    """Ids of transfers, unique: the source's mark where it has one, else a count within the transaction."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: Counter[str] = Counter()

    def of(self, entry: Entry) -> str:
        if entry.layer is Layer.NORMAL:
            return entry.hash
        stem = f"{entry.hash}:log" if entry.layer is Layer.TOKEN else f"{entry.hash}:"
        found = None if entry.mark is None else stem + entry.mark
        while found is None or found in self._taken:
            self._counts[stem] += 1
            found = f"{stem}{'' if entry.layer is Layer.TOKEN else 'i'}{self._counts[stem]}"
        self._taken.add(found)
        return found
