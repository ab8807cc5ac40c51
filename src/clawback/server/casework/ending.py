"""Every way in which held money stops being held goes through `reduce`: to the unit, part by part, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from clawback.law import Refused, end_of, may_release
from clawback.law.asking.common import days_of
from clawback.money import divide
from clawback.server.casework.federation.holding import release_for_claim
from clawback.server.casework.finding import locked
from clawback.server.casework.lapsing import lapse_request
from clawback.server.casework.law import actor_of, basis_of, citation, profile_of
from clawback.server.casework.models import (
    Claim,
    Hold,
    HoldPart,
    HoldRequest,
    Reduction,
    ReductionPart,
    ReleaseRequest,
)
from clawback.server.casework.redress.amending import amend_notice
from clawback.server.casework.redress.asking_release import ask_release, drop_requests
from clawback.server.casework.redress.forgetting import forget_words_later
from clawback.server.casework.redress.withholding import hold_over
from clawback.server.casework.refusals import AboveCap
from clawback.server.casework.returns.facts import sent_of
from clawback.server.casework.returns.fitting import end_lines, fit_parts, lock_holds_of
from clawback.server.casework.statements.surplus_rows import drop_surplus
from clawback.server.casework.states.hold import HOLD
from clawback.server.casework.states.hold_request import OPEN
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["KIND", "Ended", "end_claim", "end_part", "free_of", "shares_of"]

KIND = "hold"
_VERB = {"released": "release", "expired": "expire", "paid over": "pay"}


def end_part(act: Act, hold: int, parts: Mapping[int, int], ending: str, reason: str) -> Reduction:
    """So much of these parts (HoldPart -> minor units) is `released`, `expired` or `paid over`.

    A release of ours is told to the agent, who confirms it in time; what the agent itself lets go is confirmed by that.
    Lines of return plans get smaller with what they rest on. Raises HoldEnded, AboveCap where a part has less in force,
    ReturnUnderWay where that was sent to its victim.
    """
    with deciding(act) as decision:
        found = locked(Hold, hold)
        HOLD.step(found.state, _VERB[ending])
        amount = sum(parts.values())
        before = found.in_force
        _take(found, parts)
        found.in_force -= amount
        field = ending.replace(" ", "_")
        setattr(found, field, getattr(found, field) + amount)
        if found.in_force == 0:
            found.state, found.rests_since = HOLD.step(found.state, "end"), None
            stop_clocks(KIND, found.pk, at=act.at)
            hold_over(act, found)
            forget_words_later(act, found)
            drop_surplus(act, found)
            drop_requests(act, found)
        found.save()
        if ending != "paid over":
            fit_parts(act, parts, ending, reason)
        reduction = _row(act, found, parts, ending, reason)
        if ending != "paid over" or found.state == "ended":
            amend_notice(act, found)
        decision.enter(
            _VERB[ending],
            found,
            basis=citation(found.request.jurisdiction, found.request.basis),
            before={"in_force": before},
            after={"in_force": found.in_force, "reason": reason, "state": found.state},
        )
    return reduction


def shares_of(hold: Hold, amount: int) -> Mapping[int, int]:
    """So much of what is in force, over the hold's parts in proportion, as far as it was not sent to its victims:
    HoldPart -> minor units."""
    free = free_of(hold)
    if amount > sum(free.values()):
        free = dict(hold.parts.filter(in_force__gt=0).order_by("claim").values_list("pk", "in_force"))
    amounts = divide(amount, list(free.values()))
    return {part: share for part, share in zip(free, amounts, strict=True) if share}


def free_of(hold: Hold) -> dict[int, int]:
    """HoldPart -> what can be let go now: in force, and not sent to its victim with no answer yet."""
    parts = dict(hold.parts.filter(in_force__gt=0).order_by("claim").values_list("pk", "in_force"))
    sent = sent_of(parts)
    return {part: units - sent.get(part, 0) for part, units in parts.items() if units > sent.get(part, 0)}


def _take(hold: Hold, parts: Mapping[int, int]) -> None:
    rows = {row.pk: row for row in HoldPart.objects.select_for_update().filter(hold=hold).order_by("pk")}
    if not parts or min(parts.values()) <= 0:
        raise AboveCap("a hold gets smaller by an amount above zero", field="amount")
    for number, amount in parts.items():
        row = rows.get(number)
        if row is None or row.in_force < amount:
            raise AboveCap(f"no more than {row.in_force if row else 0} is in force there", field="amount")
        row.in_force -= amount
        row.save(update_fields=["in_force"])


def _row(act: Act, hold: Hold, parts: Mapping[int, int], ending: str, reason: str) -> Reduction:
    by_agent = act.member is not None and act.member.organisation == hold.request.agent_id
    told = ending == "released" and not by_agent
    reduction = Reduction.objects.create(
        hold=hold,
        ending=ending,
        amount=sum(parts.values()),
        reason=reason[:200],
        decided_by_id=act.member.id if act.member else None,
        decided_at=act.at,
        sent_at=act.at if told else None,
        confirmed_at=act.at if by_agent else None,
    )
    ReductionPart.objects.bulk_create(
        ReductionPart(reduction=reduction, part_id=number, amount=amount) for number, amount in parts.items()
    )
    if told:
        due = _confirmed_by(act, hold)
        set_clock("release", reduction.pk, "overdue", at=act.at, due_at=due, counts_for_person=True)
    return reduction


def _confirmed_by(act: Act, hold: Hold) -> datetime:
    """Until when the agent confirms a release."""
    within = profile_of(hold.request.jurisdiction).house.release_confirmed_within
    return end_of(act.at, within, days_of(basis_of(hold)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """What became of what was held for claims that are over: let go by us, or asked of those who may."""

    released: tuple[Reduction, ...] = ()
    asked: tuple[ReleaseRequest, ...] = ()

    def __add__(self, other: Ended) -> Ended:
        return Ended(released=self.released + other.released, asked=self.asked + other.asked)


def end_claim(act: Act, claim: Claim, reason: str) -> Ended:
    """A claim is over: open requests for it lapse, and what is held for it is released where the basis lets us; where
    it does not, those who may are asked in the same decision. What peers hold for it is released too, and lines of
    plans that would pay its victim, from whosever part, are withdrawn.
    """
    _lapse_requests(act, claim)
    release_for_claim(act, claim)
    lock_holds_of([claim.pk])
    done = Ended()
    for part in (
        HoldPart.objects.filter(claim=claim, in_force__gt=0).select_related("hold").order_by("hold", "pk")
    ):
        by = actor_of(part.hold.request.case.organisation)
        answer = may_release(basis_of(part.hold), by)
        if isinstance(answer, Refused):
            hold = locked(Hold, part.hold_id)
            asked = ask_release(act, hold, part.in_force, reason, answer, claim=claim)
            done += Ended(asked=(asked,) if asked else ())
        else:
            gone = end_part(act, part.hold_id, {part.pk: part.in_force}, "released", reason)
            done += Ended(released=(gone,))
    end_lines(act, claim, reason)
    return done


def _lapse_requests(act: Act, claim: Claim) -> None:
    open_ones = HoldRequest.objects.filter(parts__claim=claim, state__in=OPEN)
    for number in sorted(open_ones.values_list("pk", flat=True)):
        lapse_request(number, act)
