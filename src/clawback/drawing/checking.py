"""Refusing rows that contradict each other: a picture never shows what its figures do not say."""

from __future__ import annotations

from collections.abc import Mapping

from clawback.clock import from_micros
from clawback.drawing.rows import KINDS, MoneyFlow
from clawback.errors import DrawingError

__all__ = ["check_rows"]

NARROWEST = 800


def check_rows(flow: MoneyFlow, width: int) -> None:
    """Raises DrawingError for a width below 800, unknown kinds or claims, negative parts, times out of order."""
    if width < NARROWEST:
        raise DrawingError(f"a picture {width} wide has no room", remedy=f"make it {NARROWEST} or wider")
    from_micros(flow.until)
    latest = None
    for transfer in flow.transfers:
        where = f"transfer {transfer.transfer_id}"
        from_micros(transfer.settled_at)
        if latest is not None and transfer.settled_at < latest:
            raise DrawingError(
                f"{where} settled before the one above it", remedy="give transfers in ledger order"
            )
        latest = transfer.settled_at
        _check_parts(transfer.parts, flow.claims, where)
    if latest is not None and flow.until < latest:
        raise DrawingError(
            "the picture ends before its last transfer", remedy="set until to its time or later"
        )
    for position in flow.positions:
        where = f"position at {position.agent}/{position.account}"
        if position.kind not in KINDS:
            raise DrawingError(
                f"{where}: {position.kind!r} is no kind", remedy=f"use one of {', '.join(KINDS)}"
            )
        _check_parts(position.parts, flow.claims, where)


def _check_parts(parts: Mapping[str, int], claims: Mapping[str, str], where: str) -> None:
    for claim, units in parts.items():
        if claim not in claims:
            raise DrawingError(f"{where} has parts of {claim!r}", remedy="list that claim under claims")
        if units < 0:
            raise DrawingError(
                f"{where} has {units} minor units of {claim!r}", remedy="parts are zero or more"
            )
