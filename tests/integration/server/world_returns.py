"""Victims of one account, a hold for them, and a plan at each of its states. Names are invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.integration.server.world import (
    HOUR,
    NOON,
    World,
    in_case,
    make_world,
    member,
    placed,
    reported,
    transfer,
)

if TYPE_CHECKING:
    from clawback.server.casework.models import Case, Claim, Hold, Plan, PlanLine

LATER = NOON + 73 * HOUR


@dataclass(frozen=True, kw_only=True)
class Returns:
    """A case of several victims whose money came to one account, and the hold on it."""

    world: World
    case: Case
    claims: list[Claim]
    hold: Hold


def returns(
    losses: tuple[int, ...] = (100_000,), held: tuple[int, ...] | None = None, *, ready: bool = True
) -> Returns:
    """`held` is what is placed for each claim; `ready`: confirmed by their agents, and vouched for."""
    world = make_world()
    case, first = in_case(world, transfer(losses[0], debtor="D1"))
    claims = first + [joined(world, case, units, f"D{n}") for n, units in enumerate(losses[1:], 2)]
    hold = held_for(world, case, claims, held or losses)
    for claim in claims if ready else []:
        made_ready(world, claim)
    return Returns(world=world, case=case, claims=claims, hold=hold)


def joined(
    world: World, case: Case, units: int, debtor: str, at: object = NOON, creditor: str = "C1"
) -> Claim:
    """Another victim's claim, whose report is worked in the same case."""
    from clawback.server.casework.claiming import confirm_claim

    (claim,) = reported(world, transfer(units, debtor=debtor, creditor=creditor), at=at)
    claim = confirm_claim(world.act("analyst", at), claim.pk)
    claim.report.refresh_from_db()
    claim.report.state, claim.report.case = "in case", case
    claim.report.save()
    return claim


def made_ready(world: World, claim: Claim, at: object = NOON) -> None:
    """The debtor's agent confirms the transfer, and says who the victim is."""
    from clawback.server.casework.claiming import confirm_evidence
    from clawback.server.casework.returns.vouching import vouch

    confirm_evidence(world.act("other responder", at), claim.pk)
    vouch(world.act("other responder", at), claim.pk)


def held_for(
    world: World,
    case: Case,
    claims: list[Claim],
    units: tuple[int, ...],
    at: object = NOON,
    basis: str = "hold",
) -> Hold:
    """One hold for all of them, on the account that they paid to."""
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.requesting import approve_request, draft_request

    parts = {claim.pk: amount for claim, amount in zip(claims, units, strict=True) if amount}
    account = claims[0].creditor_account_id
    request = draft_request(world.act("analyst", at), case.pk, account, basis, parts)
    approve_request(world.act("approver", at), request.pk)
    return place_hold(world.act("responder", at), request.pk, request.amount)


def drafted_plan(made: Returns, method: str = "traced", at: object = NOON) -> Plan:
    from clawback.server.casework.renewing import renew_hold
    from clawback.server.casework.returns.planning import draft_plan

    made.hold.refresh_from_db()
    if made.hold.state == "placed" and made.hold.renewals == 0:
        renew_hold(made.world.act("approver", at), made.hold.pk)
    return draft_plan(made.world.act("analyst", at), made.case.pk, "return", method, "EUR")


def approved_plan(made: Returns, method: str = "traced") -> Plan:
    """Made known at noon, approved by two when its notice was over."""
    from clawback.server.casework.returns.approving import approve_plan
    from clawback.server.casework.returns.noticing import notice_plan

    plan = drafted_plan(made, method)
    notice_plan(made.world.act("analyst"), plan.pk)
    approve_plan(made.world.act("approver", LATER), plan.pk)
    return approve_plan(made.world.act("second approver", LATER), plan.pk)


def due_lines(made: Returns, method: str = "traced") -> list[PlanLine]:
    from clawback.server.casework.returns.approving import pay_plan

    plan = pay_plan(made.world.act("analyst", LATER), approved_plan(made, method).pk)
    return list(plan.lines.order_by("pk"))


def paid(made: Returns, line: PlanLine) -> PlanLine:
    from clawback.server.casework.returns.paying import confirm_line, send_line

    send_line(made.world.act("responder", LATER), line.pk)
    return confirm_line(made.world.act("responder", LATER), line.pk)


def third_approver(made: Returns) -> None:
    """One more approver, who works the case too."""
    from clawback.server.casework.opening import assign

    made.world.people["third approver"] = member(made.world.centre, "approver")
    assign(made.world.act("analyst"), made.case.pk, made.world.people["third approver"].pk)


__all__ = [
    "LATER",
    "Returns",
    "approved_plan",
    "drafted_plan",
    "due_lines",
    "held_for",
    "joined",
    "made_ready",
    "paid",
    "placed",
    "returns",
    "third_approver",
]
