"""What an agent was shown of the journal: the latest checkpoint goes with each of its answers, and is kept."""

from __future__ import annotations

from datetime import datetime

from clawback.journal.checkpoint import parse_checkpoint
from clawback.journal.note import Note
from clawback.server.casework.models import CheckpointGiven
from clawback.server.record.checkpoints import latest

__all__ = ["give_checkpoint"]


def give_checkpoint(agent: int, at: datetime) -> Note | None:
    """The latest checkpoint, noted as given to the agent; None before the first. Within a decision."""
    note = latest()
    if note is not None:
        CheckpointGiven.objects.get_or_create(
            agent_id=agent,
            size=parse_checkpoint(note.text).size,
            defaults={"note": note.to_bytes(), "given_at": at},
        )
    return note
