"""Releases: an agent confirms that it let go what it was told to."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Router

from clawback.server.api.operations import reads, writes
from clawback.server.api.paging import Cursor, Limit, page, visible
from clawback.server.api.shapes import Answer, Money, Number, Shape, money
from clawback.server.api.signing_in import act_of
from clawback.server.casework.models import Reduction
from clawback.server.casework.releasing import confirm_release
from clawback.server.casework.subjects import of_hold
from clawback.server.clocks.models import Clock
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject

__all__ = ["ReleaseOut", "release_out", "router"]

router = Router(tags=["releases"])


class ReleaseOut(Answer):
    """So much of a hold was released. Where it was told to an agent, `sent_at` says when, and `confirm_by` until when
    it confirms."""

    number: int
    hold: int
    amount: Money
    decided_at: str
    sent_at: str | None
    confirm_by: str | None
    confirmed_at: str | None
    overdue_since: str | None


class ReleasePage(Answer):
    """Newest first; `next` is the cursor of the next page."""

    items: list[ReleaseOut]
    next: int | None


class Confirming(Shape):
    """Nothing to say: the number says it."""


@reads(router, "/releases", "holds:read", ReleasePage)
def releases(
    request: HttpRequest, waiting: bool = False, cursor: Cursor = None, limit: Limit = 50
) -> ReleasePage:
    """List releases; with `waiting` those that the agent has not confirmed."""
    act = act_of(request)
    found = _known(act)
    if waiting:
        found = found.filter(sent_at__isnull=False, confirmed_at=None)
    rows, following = page(act, found, _subject, cursor, limit)
    return ReleasePage(items=[release_out(row) for row in rows], next=following)


@reads(router, "/releases/{number}", "holds:read", ReleaseOut)
def one_release(request: HttpRequest, number: Number) -> ReleaseOut:
    """Read one release."""
    act = act_of(request)
    return release_out(visible(act, _known(act), number, _subject))


@writes(router, "/releases/{number}/confirm", "holds:release", ReleaseOut)
def confirm_one_release(request: HttpRequest, number: Number, body: Confirming) -> ReleaseOut:
    """Confirm a release: the money is free."""
    act = act_of(request)
    visible(act, _known(act), number, _subject)
    return release_out(confirm_release(act, number))


def _subject(reduction: Reduction) -> Subject:
    return of_hold(reduction.hold)


def _known(act: Act) -> QuerySet[Reduction]:
    own = act.by.organisation
    whose = Q(hold__request__agent=own) | Q(hold__request__case__organisation=own)
    return Reduction.objects.filter(whose, ending="released").select_related("hold__request__case")


def release_out(reduction: Reduction) -> ReleaseOut:
    """The release as it is told."""
    clock = Clock.objects.filter(kind="release", subject=reduction.pk, verb="overdue", done_at=None).first()
    times = (reduction.sent_at, reduction.confirmed_at, reduction.overdue_since)
    sent, confirmed, overdue = (each.isoformat() if each else None for each in times)
    return ReleaseOut(
        number=reduction.pk,
        hold=reduction.hold_id,
        amount=money(reduction.amount, reduction.hold.request.currency),
        decided_at=reduction.decided_at.isoformat(),
        sent_at=sent,
        confirm_by=clock.due_at.isoformat() if clock else None,
        confirmed_at=confirmed,
        overdue_since=overdue,
    )
