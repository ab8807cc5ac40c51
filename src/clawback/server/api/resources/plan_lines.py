"""Lines of return plans: the agent that holds the money sends each once, and says what became of it."""

from __future__ import annotations

from typing import Literal, cast

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from clawback.server.api.operations import reads, writes
from clawback.server.api.paging import Cursor, Limit, page, visible
from clawback.server.api.resources.hold_requests import AccountOut
from clawback.server.api.resources.releases import Confirming
from clawback.server.api.shapes import Answer, Money, Number, Shape, money
from clawback.server.api.signing_in import act_of
from clawback.server.casework.models import PlanLine
from clawback.server.casework.redress.suspending import bars_return
from clawback.server.casework.returns.paying import bounce_line, confirm_line, deny_line, send_line
from clawback.server.casework.returns.subjects import of_line
from clawback.server.people.acting import Act

__all__ = ["router"]

router = Router(tags=["returns"])

State = Literal["due", "sent", "bounced", "confirmed"]


class LineOut(Answer):
    """`amount` goes from the held account to `to`, under `reference` (its end-to-end id). `barred`: an objection to the
    hold waits, and it is not sent before that is decided."""

    number: int
    state: State
    reference: str
    hold: int
    account: AccountOut
    to: AccountOut
    amount: Money
    pay_by: str | None
    barred: bool


class LinePage(Answer):
    """Newest first; `next` is the cursor of the next page."""

    items: list[LineOut]
    next: int | None


class Failing(Shape):
    """What happened."""

    words: str = Field(default="", max_length=200)


@reads(router, "/plan-lines", "returns:pay", LinePage)
def plan_lines(
    request: HttpRequest, state: State | None = None, cursor: Cursor = None, limit: Limit = 50
) -> LinePage:
    """List the lines that the agent pays."""
    act = act_of(request)
    found = _known(act)
    rows, following = page(act, found.filter(state=state) if state else found, of_line, cursor, limit)
    return LinePage(items=[_out(row) for row in rows], next=following)


@reads(router, "/plan-lines/{number}", "returns:pay", LineOut)
def plan_line(request: HttpRequest, number: Number) -> LineOut:
    """Read one line."""
    act = act_of(request)
    return _out(visible(act, _known(act), number, of_line))


@writes(router, "/plan-lines/{number}/send", "returns:pay", LineOut)
def send(request: HttpRequest, number: Number, body: Confirming) -> LineOut:
    """Say that the transfer was ordered. It is not ordered again before you say that it failed."""
    act = act_of(request)
    visible(act, _known(act), number, of_line)
    return _out(send_line(act, number))


@writes(router, "/plan-lines/{number}/confirm", "returns:pay", LineOut)
def line_confirm(request: HttpRequest, number: Number, body: Confirming) -> LineOut:
    """Say that it arrived: so much of the hold is paid over."""
    act = act_of(request)
    visible(act, _known(act), number, of_line)
    return _out(confirm_line(act, number))


@writes(router, "/plan-lines/{number}/bounce", "returns:pay", LineOut)
def bounce(request: HttpRequest, number: Number, body: Failing) -> LineOut:
    """Say that the money came back to you: it stays held."""
    act = act_of(request)
    visible(act, _known(act), number, of_line)
    return _out(bounce_line(act, number, body.words))


@writes(router, "/plan-lines/{number}/deny", "returns:pay", LineOut)
def deny(request: HttpRequest, number: Number, body: Failing) -> LineOut:
    """Say that the transfer never happened: it may be sent again."""
    act = act_of(request)
    visible(act, _known(act), number, of_line)
    return _out(deny_line(act, number, body.words))


def _known(act: Act) -> QuerySet[PlanLine]:
    """Those that are the agent's to pay, or were: before that a plan is the centre's alone."""
    paid_here = Q(part__hold__request__agent=act.by.organisation)
    found = PlanLine.objects.filter(paid_here, state__in=["due", "sent", "bounced", "confirmed"])
    return found.select_related("plan__case", "account", "part__hold__request__account")


def _out(line: PlanLine) -> LineOut:
    own = line.part.hold.request.account
    return LineOut(
        number=line.pk,
        state=cast("State", line.state),
        reference=line.reference,
        hold=line.part.hold_id,
        account=AccountOut(agent=own.agent_code, number=own.number),
        to=AccountOut(agent=line.account.agent_code, number=line.account.number),
        amount=money(line.amount, line.plan.currency),
        pay_by=line.plan.pay_by.isoformat() if line.plan.pay_by else None,
        barred=line.state == "due" and bars_return(line.part.hold),
    )
