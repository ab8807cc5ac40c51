"""Holds: those at an agent's accounts, or of a centre's cases; an agent or an approver lets go."""

from __future__ import annotations

from typing import Literal, cast

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Router

from clawback.server.api.operations import reads, writes
from clawback.server.api.paging import Cursor, Limit, page, visible
from clawback.server.api.resources.releases import ReleaseOut, release_out
from clawback.server.api.shapes import Answer, Money, Number, Shape, Text, in_units, money
from clawback.server.api.signing_in import act_of
from clawback.server.casework.models import Hold
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.releasing import release_hold
from clawback.server.casework.subjects import of_hold
from clawback.server.people.acting import Act

__all__ = ["HoldOut", "hold_out", "router"]

router = Router(tags=["holds"])

State = Literal["placed", "ended"]


class HoldOut(Answer):
    """A hold: always placed = in_force + released + expired + paid_over. It ends by itself at `until`.

    Since `rests_since`, while an objection waits that suspends it, the holder may use the money.
    """

    number: int
    state: State
    request: int
    placed: Money
    in_force: Money
    released: Money
    expired: Money
    paid_over: Money
    placed_at: str
    until: str
    rests_since: str | None


class HoldPage(Answer):
    """Newest first; `next` is the cursor of the next page."""

    items: list[HoldOut]
    next: int | None


class Releasing(Shape):
    """How much is let go (all that is in force where nothing is said), and why."""

    amount: Money | None = None
    reason: Text


@reads(router, "/holds", "holds:read", HoldPage)
def holds(
    request: HttpRequest, state: State | None = None, cursor: Cursor = None, limit: Limit = 50
) -> HoldPage:
    """List holds: for an agent those at its accounts, for a centre those of its cases."""
    act = act_of(request)
    found = _known(act)
    rows, following = page(act, found.filter(state=state) if state else found, of_hold, cursor, limit)
    return HoldPage(items=[hold_out(row) for row in rows], next=following)


@reads(router, "/holds/{number}", "holds:read", HoldOut)
def hold(request: HttpRequest, number: Number) -> HoldOut:
    """Read one hold."""
    act = act_of(request)
    return hold_out(visible(act, _known(act), number, of_hold))


@writes(router, "/holds/{number}/release", "holds:release", ReleaseOut)
def release(request: HttpRequest, number: Number, body: Releasing) -> ReleaseOut:
    """Release a hold or a part of it. What an agent itself lets go needs no confirmation."""
    act = act_of(request)
    found = visible(act, _known(act), number, of_hold)
    if body.amount is not None and body.amount.currency != found.request.currency:
        raise FactsWrong(f"the hold is in {found.request.currency}", field="amount")
    units = in_units(body.amount).units if body.amount else None
    return release_out(release_hold(act, number, units, body.reason))


def _known(act: Act) -> QuerySet[Hold]:
    whose = Q(request__agent=act.by.organisation) | Q(request__case__organisation=act.by.organisation)
    return Hold.objects.filter(whose).select_related("request__case")


def hold_out(hold: Hold) -> HoldOut:
    """The hold as it is told."""
    code = hold.request.currency
    return HoldOut(
        number=hold.pk,
        state=cast("State", hold.state),
        request=hold.request_id,
        placed=money(hold.placed, code),
        in_force=money(hold.in_force, code),
        released=money(hold.released, code),
        expired=money(hold.expired, code),
        paid_over=money(hold.paid_over, code),
        placed_at=hold.placed_at.isoformat(),
        until=hold.until.isoformat(),
        rests_since=hold.rests_since.isoformat() if hold.rests_since else None,
    )
