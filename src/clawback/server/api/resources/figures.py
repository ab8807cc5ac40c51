"""Figures of the caller's own organisation."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from clawback.server.api.operations import reads
from clawback.server.api.shapes import Answer, Money, money
from clawback.server.api.signing_in import act_of
from clawback.server.casework.figures import Figures, figures_for

__all__ = ["router"]

router = Router(tags=["figures"])


class FiguresOut(Answer):
    """Of one currency: what is held now, was let go, was paid over; `blocked` is what was released and not confirmed in
    time. `by_peers` is what nodes of other institutions hold by their own policies. `lost` is null for an agent."""

    lost: Money | None
    held: Money
    released: Money
    returned: Money
    blocked: Money
    by_peers: Money


class FiguresPage(Answer):
    """A row a currency, never a sum over two."""

    items: list[FiguresOut]


@reads(router, "/figures", "figures:read", FiguresPage)
def figures(request: HttpRequest) -> FiguresPage:
    """Read the organisation's own figures."""
    return FiguresPage(items=[_out(row) for row in figures_for(act_of(request).by)])


def _out(row: Figures) -> FiguresOut:
    return FiguresOut(
        lost=money(row.lost, row.currency) if row.lost is not None else None,
        held=money(row.held, row.currency),
        released=money(row.released, row.currency),
        returned=money(row.returned, row.currency),
        blocked=money(row.blocked, row.currency),
        by_peers=money(row.by_peers, row.currency),
    )
