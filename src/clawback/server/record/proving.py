"""Proofs: that an entry stands under a signed checkpoint, that one checkpoint begins another, and the whole journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clawback.errors import JournalError
from clawback.journal.canonical import from_canonical
from clawback.journal.checkpoint import Checkpoint, parse_checkpoint
from clawback.journal.commitment import Opening
from clawback.journal.hashing import leaf_hash
from clawback.journal.log_file import Item, Record, write_items
from clawback.journal.note import Note, parse_note
from clawback.journal.proofs import verify_inclusion
from clawback.journal.tree import consistency_proof, inclusion_proof
from clawback.server.record.models import CheckpointRow, EntryRow, OpeningRow
from clawback.server.record.storage import Hashes

__all__ = ["Inclusion", "consistency", "file", "inclusion", "items"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Inclusion:
    """An entry, the checkpoint that covers it, and the hashes that lead from one to the other."""

    index: int
    data: bytes
    checkpoint: Checkpoint
    note: Note
    proof: tuple[bytes, ...]


def inclusion(index: int) -> Inclusion:
    """The proof of an entry under the latest checkpoint, checked. Raises JournalError where none covers it yet."""
    row = EntryRow.objects.filter(pk=index).first()
    last = CheckpointRow.objects.order_by("-size").first()
    if row is None or last is None or last.size <= index:
        raise JournalError(
            f"no checkpoint covers entry {index} yet", remedy="ask again in a minute" if row else None
        )
    note = parse_note(bytes(last.note))
    checkpoint = parse_checkpoint(note.text)
    proof = tuple(inclusion_proof(Hashes(), index, last.size))
    data = bytes(row.data)
    verify_inclusion(leaf_hash(data), index, last.size, proof, checkpoint.root)
    return Inclusion(index=index, data=data, checkpoint=checkpoint, note=note, proof=proof)


def consistency(old: int, new: int) -> list[bytes]:
    """The hashes that show the first `old` entries as the beginning of the first `new`. Raises JournalError."""
    return consistency_proof(Hashes(), old, new)


def items() -> Iterator[Item]:
    """The journal up to its latest checkpoint, as clawback.journal.log_file writes it; sealed values stay closed."""
    notes = {row.size: parse_note(bytes(row.note)) for row in CheckpointRow.objects.order_by("size")}
    last = max(notes, default=0)
    openings: dict[int, dict[str, Opening]] = {}
    for opening in OpeningRow.objects.filter(entry__lt=last, report__isnull=True):
        openings.setdefault(opening.entry_id, {})[opening.field] = _opened(opening)
    for row in EntryRow.objects.filter(index__lt=last).order_by("index").iterator():
        yield Record(number=row.index, data=bytes(row.data), openings=openings.get(row.index, {}))
        if row.index + 1 in notes:
            yield notes[row.index + 1]


def file() -> Iterator[bytes]:
    """The lines of the journal's file."""
    return write_items(items())


def _opened(row: OpeningRow) -> Opening:
    value = from_canonical(bytes(row.value or b""))
    assert isinstance(value, str | int), "a commitment is to a text or a whole number"
    return Opening(value=value, nonce=bytes(row.nonce or b""))
