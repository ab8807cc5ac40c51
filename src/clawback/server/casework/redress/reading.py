"""What a holder is shown of a hold: how much, why exactly this much, their own part first, and nothing of a victim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clawback.law import Basis
from clawback.server.casework.law import actor_of, basis_of
from clawback.server.casework.models import HoldPart, Notice, Objection, ReleaseRequest
from clawback.server.casework.naming import masked
from clawback.server.casework.redress.reviewing import reasons_of
from clawback.server.casework.redress.waiting import decide_by
from clawback.server.people.models import Organisation
from clawback.server.walls import everything

__all__ = ["HolderNotice", "ShownObjection", "ShownPart", "notice_for_holder", "objections_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownPart:
    """Of money that arrived so much was held, and so much is held now.

    `arrived` and `settled_at` are those of the holder's own credit, None where the money came by other accounts.
    """

    placed: int
    in_force: int
    arrived: int | None
    settled_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class HolderNotice:
    """Amounts in minor units of `currency`. `own` is what stood in the account beside what is held now or went back,
    None where the agent did not say; `protected` what it took off first. `heard_by` are those
    to whom the law sends an objection, where we are not among them; `further` is its own text, or `unknown`.
    """

    number: int
    agent: str
    account: str
    organisation: str
    currency: str
    placed: int
    in_force: int
    let_go: int
    returned: int
    own: int | None
    protected: int
    placed_at: datetime
    until: datetime
    ended: bool
    law: str
    source: str
    heard_by: str
    further: str
    parts: tuple[ShownPart, ...]
    help_lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownObjection:
    """An objection of this holder. `reasons` is empty while it is open, and where nobody answered in time.

    `asked_of` are those who were asked to let the money go and did not yet, where that is not for us.
    """

    number: int
    state: str
    made_at: datetime
    late: bool
    due_at: datetime | None
    decided_at: datetime | None
    amount: int | None
    reasons: str
    unanswered: bool
    wants_help: bool
    asked_of: str


def notice_for_holder(notice: Notice) -> HolderNotice:
    """The notice's content, as it is now."""
    hold, request = notice.hold, notice.hold.request
    basis = basis_of(hold)
    with everything():  # claims are behind the holder's wall: what is theirs to know of them is told below
        parts = list(hold.parts.filter(placed__gt=0).select_related("claim").order_by("pk"))
    return HolderNotice(
        number=hold.pk,
        agent=request.agent.name,
        account=masked(request.account.number),
        organisation=request.case.organisation.name,
        currency=request.currency,
        placed=hold.placed,
        in_force=hold.in_force,
        let_go=hold.released + hold.expired,
        returned=hold.paid_over,
        own=None if notice.balance is None else notice.balance - hold.in_force - hold.paid_over,
        protected=hold.protected,
        placed_at=hold.placed_at,
        until=hold.until,
        ended=hold.state == "ended",
        law=basis.citation,
        source=basis.source[0] if basis.source else "",
        heard_by=_heard_by(basis, request.case.organisation),
        further=basis.objection.further,
        parts=tuple(_part(part, request.account_id) for part in parts),
        help_lines=_help_lines(request.case.organisation),
    )


def _heard_by(basis: Basis, organisation: Organisation) -> str:
    to = basis.objection.to
    return "" if to == "unknown" or actor_of(organisation) in to else ", ".join(to)


def _part(part: HoldPart, account: int) -> ShownPart:
    """The credit is the holder's own to know where it is theirs; another's transfer is not."""
    theirs = part.claim.creditor_account_id == account
    return ShownPart(
        placed=part.placed,
        in_force=part.in_force,
        arrived=part.claim.amount if theirs else None,
        settled_at=part.claim.settled_at if theirs else None,
    )


def _help_lines(organisation: Organisation) -> tuple[tuple[str, str], ...]:
    """Support bodies of the jurisdiction that the public may call."""
    found = Organisation.objects.filter(
        kind="support", jurisdiction=organisation.jurisdiction, suspended=False
    ).exclude(help_line="")
    return tuple(found.order_by("name").values_list("name", "help_line"))


def objections_of(notice: Notice, holder: int) -> list[ShownObjection]:
    """What this holder said against it and what became of that, the newest first; of another holder nothing."""
    found = list(notice.objections.filter(holder=holder).order_by("-made_at", "-pk"))
    due = decide_by(found)
    return [_shown(each, due.get(each.pk)) for each in found]


def _asked(each: Objection) -> list[str]:
    found = ReleaseRequest.objects.filter(objection=each).exclude(state="granted")
    return list(found.order_by("pk").values_list("ask", flat=True))


def _shown(each: Objection, due_at: datetime | None) -> ShownObjection:
    return ShownObjection(
        number=each.pk,
        state=each.state,
        made_at=each.made_at,
        late=each.late,
        due_at=due_at,
        decided_at=each.decided_at,
        amount=each.amount,
        reasons=reasons_of(each),
        unanswered=each.state == "upheld" and each.decided_by_id is None,
        wants_help=each.wants_help,
        asked_of=", ".join(_asked(each)),
    )
