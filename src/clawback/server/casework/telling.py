"""Telling a reporter that something happened: a row with the decision, sent once that is committed."""

from __future__ import annotations

from datetime import datetime

from clawback.server.casework.models import Message, Report

__all__ = ["tell"]


def tell(report: Report, kind: str, at: datetime, *, to_first_contact: bool = False) -> Message:
    """Writes the message, within a decision. `kind` is one of MESSAGES."""
    return Message.objects.create(report=report, kind=kind, made_at=at, to_first_contact=to_first_contact)
