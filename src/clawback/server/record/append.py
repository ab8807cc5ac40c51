"""Appending: entries in one serial order, whoever decides at the same time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from clawback.journal.canonical import to_canonical
from clawback.journal.commitment import Opening
from clawback.journal.encryption import ReportKey
from clawback.journal.entry import Entry
from clawback.journal.hashing import leaf_hash
from clawback.journal.tree import append as tree_append
from clawback.server.record.models import EntryRow, Head, OpeningRow, TreeHash
from clawback.server.record.storage import Hashes

__all__ = ["NewEntry", "append"]


@dataclass(frozen=True, kw_only=True, slots=True)
class NewEntry:
    """An entry and what opens it: `openings` by before.NAME or after.NAME; `private` those sealed with `key`."""

    entry: Entry
    openings: Mapping[str, Opening] = field(default_factory=dict)
    private: Mapping[str, Opening] = field(default_factory=dict)
    key: ReportKey | None = None


def append(new: Sequence[NewEntry]) -> list[int]:
    """Appends entries and returns their indexes. Within a transaction: all others wait until it ends, so do it last."""
    assert transaction.get_connection().in_atomic_block, "an entry stands or falls with its decision"
    head = Head.objects.select_for_update().get(pk=1)
    data = [each.entry.to_bytes() for each in new]
    rows = tree_append(Hashes(), head.size, [leaf_hash(each) for each in data])
    indexes = list(range(head.size, head.size + len(new)))
    EntryRow.objects.bulk_create(
        EntryRow(
            index=index,
            data=coded,
            who=each.entry.who,
            verb=each.entry.verb,
            subject=each.entry.subject,
            time=each.entry.time,
        )
        for index, coded, each in zip(indexes, data, new, strict=True)
    )
    TreeHash.objects.bulk_create(TreeHash(level=row.level, index=row.index, hash=row.hash) for row in rows)
    OpeningRow.objects.bulk_create(
        row for index, each in zip(indexes, new, strict=True) for row in _openings(index, each)
    )
    head.size += len(new)
    head.save(update_fields=["size"])
    return indexes


def _openings(index: int, new: NewEntry) -> list[OpeningRow]:
    plain = [
        OpeningRow(entry_id=index, field=name, nonce=opening.nonce, value=to_canonical(opening.value))
        for name, opening in new.openings.items()
    ]
    if new.key is None:
        assert not new.private, "a person's value is sealed with a report's key"
        return plain
    sealed = [
        OpeningRow(
            entry_id=index,
            field=name,
            report=int(new.key.report),
            sealed=new.key.seal(f"{index} {name}", opening.nonce + to_canonical(opening.value)),
        )
        for name, opening in new.private.items()
    ]
    return plain + sealed
