"""release what the evidence does not bear any more: at once where it is certain, else by an approver or a clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clawback.holding.records import OpenHold
from clawback.holding.records import Surplus as Excess
from clawback.holding.surplus import surplus
from clawback.law import Refused, end_of, may_release
from clawback.law.asking.common import days_of
from clawback.server.casework.caps import caps_now
from clawback.server.casework.ending import end_part, free_of
from clawback.server.casework.lapsing import lapse_request
from clawback.server.casework.law import actor_of, basis_of, citation, profile_of
from clawback.server.casework.models import (
    Conflict,
    Hold,
    HoldPart,
    HoldRequest,
    HoldRequestPart,
    Surplus,
    SurplusPart,
)
from clawback.server.casework.statements.attributing import attribute_anew
from clawback.server.casework.statements.certainty import is_certain
from clawback.server.casework.statements.known import Found, name_of
from clawback.server.casework.statements.surplus_rows import SURPLUS_KIND, close_row
from clawback.server.casework.states.hold_request import OPEN
from clawback.server.casework.states.surplus import SURPLUS_OPEN
from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["let_go", "release_row"]

_REASON = "the evidence shows that less of the claims stands there"


@dataclass(frozen=True, kw_only=True)
class _Held:
    """What takes room under the caps: holds, then requests, the oldest first."""

    holds: list[Hold]
    requests: list[HoldRequest]
    open: list[OpenHold]


def let_go(act: Act, found: Found) -> None:
    """Finds the surplus of all holds and open requests that rest on the trace, and does what is due with each."""
    caps = caps_now(found.caps)
    claims = [int(cap.claim) for cap in caps]
    held = _held(claims)
    if attribute_anew(act, found, caps, held.holds, held.open):
        held = _held(claims)
    over = {each.hold: each for each in surplus(found.standings, caps, held.open)}
    for place, hold in enumerate(held.holds):
        _settle(act, found, hold, over.get(place))
    for place, request in enumerate(held.requests, len(held.holds)):
        if place in over:
            lapse_request(request.pk, act)


def _held(claims: list[int]) -> _Held:
    parts: dict[int, dict[str, int]] = {}
    for part in HoldPart.objects.filter(claim__in=claims, in_force__gt=0):
        parts.setdefault(part.hold_id, {})[str(part.claim_id)] = part.in_force
    asked: dict[int, dict[str, int]] = {}
    for wanted in HoldRequestPart.objects.filter(claim__in=claims, request__state__in=OPEN):
        asked.setdefault(wanted.request_id, {})[str(wanted.claim_id)] = wanted.amount
    holds = list(
        Hold.objects.filter(pk__in=parts).select_related("request__account").order_by("placed_at", "pk")
    )
    requests = list(HoldRequest.objects.filter(pk__in=asked).select_related("account").order_by("pk"))
    return _Held(
        holds=holds,
        requests=requests,
        open=[OpenHold(account=name_of(each.request.account), claims=parts[each.pk]) for each in holds]
        + [OpenHold(account=name_of(each.account), claims=asked[each.pk]) for each in requests],
    )


def _settle(act: Act, found: Found, hold: Hold, over: Excess | None) -> None:
    """Brings the hold's open surplus in line with what is over now."""
    waiting = Surplus.objects.filter(hold=hold, state__in=SURPLUS_OPEN).first()
    if over is None:
        if waiting is not None:
            close_row(act, waiting, "drop")
        return
    parts = _parts_of(hold, over.claims)
    if waiting is None and _was_kept(hold, over.amount):
        return
    asked = may_release(basis_of(hold), actor_of(hold.request.case.organisation))
    if isinstance(asked, Refused):
        _wait(act, hold, waiting, parts, "asked", ", ".join(asked.ask))
    elif is_certain(found, name_of(hold.request.account), over.claims) and not _disputed(found):
        row = _wait(act, hold, waiting, parts, "waiting", "", clock=False)
        release_row(act, row)
    else:
        _wait(act, hold, waiting, parts, "waiting", "")


def _parts_of(hold: Hold, claims: Mapping[str, int]) -> dict[int, int]:
    rows = {str(part.claim_id): part.pk for part in hold.parts.all()}
    return {rows[claim]: amount for claim, amount in claims.items()}


def _was_kept(hold: Hold, amount: int) -> bool:
    """An approver kept as much or more, with reasons: only a larger surplus is asked about again."""
    return Surplus.objects.filter(hold=hold, state="kept", amount__gte=amount).exists()


def _disputed(found: Found) -> bool:
    answers = [each.number for each in found.known.facts.answers]
    return Conflict.objects.filter(missing_in__in=answers, ended_at=None).exists()


def _wait(
    act: Act,
    hold: Hold,
    row: Surplus | None,
    parts: Mapping[int, int],
    state: str,
    ask: str,
    *,
    clock: bool = True,
) -> Surplus:
    """A row that waits; one that waits already keeps its clock, with the new amount."""
    with deciding(act) as decision:
        amount = sum(parts.values())
        fresh = row is None
        row = row or Surplus(hold=hold, state=state, found_at=act.at)
        changed = fresh or row.amount != amount
        row.amount, row.ask = amount, ask[:100]
        row.save()
        row.parts.all().delete()
        SurplusPart.objects.bulk_create(
            SurplusPart(surplus=row, part_id=part, amount=units) for part, units in parts.items()
        )
        if changed:
            name = citation(hold.request.jurisdiction, hold.request.basis)
            decision.enter(
                "find", row, basis=name, after={"hold": hold.pk, "amount": amount, "state": row.state}
            )
        if fresh and clock and state == "waiting":
            within = profile_of(hold.request.jurisdiction).house.surplus_decided_within
            due = end_of(act.at, within, days_of(basis_of(hold)))
            set_clock(SURPLUS_KIND, row.pk, "release", at=act.at, due_at=due)
    return row


def release_row(act: Act, row: Surplus, reason: str = _REASON) -> None:
    """Lets go what of it is still in force; told to the agent as a release of ours. Raises SurplusDecided.

    Its row is closed first: where all of the hold goes, an open one would be dropped as that of a hold that is over.
    """
    free = free_of(row.hold)
    left = {each.part_id: min(each.amount, free.get(each.part_id, 0)) for each in row.parts.all()}
    parts = {part: units for part, units in left.items() if units}
    close_row(act, row, "release", reason)
    if parts:
        row.reduction = end_part(act, row.hold_id, parts, "released", reason)
        row.save(update_fields=["reduction"])
