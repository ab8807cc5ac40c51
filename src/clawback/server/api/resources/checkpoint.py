"""The journal's latest checkpoint, and the key that signs events."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from clawback.server.api.operations import reads
from clawback.server.api.shapes import Answer
from clawback.server.casework.machines.sending import our_key
from clawback.server.casework.machines.signing import key_name, public_text
from clawback.server.record.checkpoints import latest

__all__ = ["router"]

router = Router(tags=["checking"])


class CheckpointOut(Answer):
    """A C2SP signed note; null before the first."""

    note: str | None


class EventsKeyOut(Answer):
    """The Ed25519 key (base64) that signs events, and how a signature names it."""

    name: str
    public_key: str


@reads(router, "/checkpoint", "", CheckpointOut)
def checkpoint(request: HttpRequest) -> CheckpointOut:
    """Read the latest checkpoint of the journal. Compare it with that of another: two stories are found."""
    note = latest()
    return CheckpointOut(note=note.to_bytes().decode() if note else None)


@reads(router, "/events-key", "", EventsKeyOut)
def events_key(request: HttpRequest) -> EventsKeyOut:
    """Read the key that signs events."""
    key = our_key().public_key()
    return EventsKeyOut(name=key_name(key), public_key=public_text(key))
