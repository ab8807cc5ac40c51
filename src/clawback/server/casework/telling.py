"""Telling a reporter that something happened: a row with the decision, sent once that is committed."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from clawback.server.casework.models import Claim, Message, Report

__all__ = ["tell", "tell_victims"]

_OVER: Final = ("rejected", "withdrawn", "referred")


def tell(report: Report, kind: str, at: datetime, *, to_first_contact: bool = False) -> Message:
    """Writes the message, within a decision. `kind` is one of MESSAGES."""
    return Message.objects.create(report=report, kind=kind, made_at=at, to_first_contact=to_first_contact)


def tell_victims(claim: Claim, kind: str, at: datetime, *, to_first_contact: bool = False) -> None:
    """The same to everybody who told of the claim's transfer: reports that were joined keep their own codes."""
    same = claim.same_claims.select_related("report", "told_in").order_by("pk")
    told = {each.teller.pk: each.teller for each in (claim, *same)}
    for report in told.values():
        if report.erased_at is None and report.state not in _OVER:
            tell(report, kind, at, to_first_contact=to_first_contact)
