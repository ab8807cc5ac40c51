"""Signing checkpoints: the key stands in a file of the data folder, and the worker alone reads it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from clawback.journal.checkpoint import Checkpoint, signed
from clawback.journal.keys import KeyKind, Signer, new_signer, parse_signer
from clawback.journal.note import Note, parse_note
from clawback.journal.tree import root_of
from clawback.server.data_folder import DataFolder
from clawback.server.record.models import CheckpointRow, Head
from clawback.server.record.storage import Hashes

__all__ = ["latest", "sign", "signer_of"]


def signer_of(folder: DataFolder, origin: str) -> Signer:
    """The journal's key, made at its first use with the name `origin`; its public half stands beside it."""
    signer = parse_signer(
        folder.text("journal.key", lambda: new_signer(origin, KeyKind.LOG).secret_text() + "\n").strip()
    )
    folder.text("journal.pub", lambda: signer.key.text() + "\n")
    return signer


def sign(signer: Signer, at: datetime) -> Note | None:
    """Signs the tree as it stands; None where the latest checkpoint covers every entry. Of two signers one writes."""
    with transaction.atomic():
        size = Head.objects.get(pk=1).size
        last = CheckpointRow.objects.order_by("-size").first()
        if size == (last.size if last else 0):
            return None
        note = signed(Checkpoint(origin=signer.name, size=size, root=root_of(Hashes(), size)), signer)
        CheckpointRow.objects.bulk_create(
            [CheckpointRow(size=size, note=note.to_bytes(), signed_at=at)], ignore_conflicts=True
        )
        return note


def latest() -> Note | None:
    """The latest checkpoint, None before the first."""
    row = CheckpointRow.objects.order_by("-size").first()
    return parse_note(bytes(row.note)) if row else None
