"""bring money back: what comes back of a transfer, beside returns, lowers loss and holds at once."""

from __future__ import annotations

from clawback.law import Refused, may_release
from clawback.money import divide
from clawback.server.casework.anew import trace_anew
from clawback.server.casework.ending import end_part
from clawback.server.casework.federation.holding import release_beyond_loss
from clawback.server.casework.finding import locked_claims
from clawback.server.casework.lapsing import lapse_request
from clawback.server.casework.law import actor_of, basis_of
from clawback.server.casework.models import CameBack, Claim, Hold, HoldPart, HoldRequest, Recall
from clawback.server.casework.refusals import FactsWrong, MoreThanLoss
from clawback.server.casework.returns.facts import counted_under_cap, sent_of
from clawback.server.casework.returns.fitting import fit_claim, lock_holds_of
from clawback.server.casework.states.claim import CLAIM
from clawback.server.casework.states.hold_request import OPEN
from clawback.server.casework.subjects import of_claim
from clawback.server.casework.telling import tell_victims
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["CAME_BACK", "HOW", "bring_back", "bring_back_told", "release_surplus"]

HOW = ("recall", "reversal", "pay-out")
CAME_BACK = "came back"
"""How the reason of a release begins that gives a holder nothing of their own: the victim was paid another way."""


def bring_back_told(act: Act, number: int, amount: int, how: str) -> Claim:
    """The agent, or who works the case, tells of a reversal or a pay-out that the victim got."""
    if how not in HOW[1:]:
        raise FactsWrong(f"{how!r} is not a way in which money comes back here", field="how")
    with deciding(act):
        claim = locked_claims([number])[number]
        act.check("bring", of_claim(claim, "money back"))
        CLAIM.step(claim.state, "withdraw")
        return bring_back(act, number, amount, how)


def bring_back(act: Act, number: int, amount: int, how: str, recall: Recall | None = None) -> Claim:
    """Within a decision that may do so. Raises MoreThanLoss where returns that were paid or sent leave less to lack."""
    if amount <= 0:
        raise FactsWrong("money came back: an amount above zero", field="amount")
    with deciding(act) as decision:
        claim = locked_claims([number])[number]
        lock_holds_of([claim.pk])
        before = claim.came_back
        if before + amount > claim.amount:
            raise MoreThanLoss(f"the claim lacks {claim.loss}", field="amount")
        claim.came_back = before + amount
        why = f"{CAME_BACK}: {how}"
        fit_claim(act, claim, why)
        claim.save(update_fields=["came_back"])
        member = act.member.id if act.member else None
        CameBack.objects.create(
            claim=claim, amount=amount, how=how, recall=recall, told_by_id=member, told_at=act.at
        )
        decision.enter(
            "bring",
            claim,
            before={"came_back": before},
            after={"came_back": claim.came_back, "how": how},
        )
        _lapse_what_is_too_much(act, claim)
        release_surplus(act, claim, why)
        release_beyond_loss(act, [claim.pk])
        tell_victims(claim, "changed", act.at)
        # Not here: other claims are locked before holds.
        trace_anew(act, [claim.pk])
    return claim


def _lapse_what_is_too_much(act: Act, claim: Claim) -> None:
    """Requests that nobody answered yet would hold more than the loss: they lapse, and are drafted anew."""
    held = sum(claim.hold_parts.values_list("in_force", flat=True))
    room = claim.loss - held - counted_under_cap([claim.pk])[claim.pk]
    for request in HoldRequest.objects.filter(parts__claim=claim, state__in=OPEN).order_by("pk"):
        room -= request.parts.get(claim=claim).amount
        if room < 0:
            lapse_request(request.pk, act)


def release_surplus(act: Act, claim: Claim, why: str) -> list[Hold]:
    """What is held for the claim beyond its loss is released, over its holds in proportion.

    Returns the holds of which a release must be asked of somebody else.
    """
    parts = list(HoldPart.objects.filter(claim=claim, in_force__gt=0).order_by("hold", "pk"))
    sent = sent_of(part.pk for part in parts)
    free = [part.in_force - sent.get(part.pk, 0) for part in parts]
    surplus = sum(part.in_force for part in parts) + counted_under_cap([claim.pk])[claim.pk] - claim.loss
    if surplus <= 0 or not sum(free):
        return []
    kept = []
    for part, amount in zip(parts, divide(min(surplus, sum(free)), free), strict=True):
        if amount == 0:
            continue
        by = actor_of(part.hold.request.case.organisation)
        if isinstance(may_release(basis_of(part.hold), by), Refused):
            kept.append(part.hold)
        else:
            end_part(act, part.hold_id, {part.pk: amount}, "released", why)
    return kept
