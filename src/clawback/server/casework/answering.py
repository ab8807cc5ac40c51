"""place and refuse: an agent's answers to a hold request."""

from __future__ import annotations

from typing import get_args

from clawback.law.words import Refusal as Reason
from clawback.money import divide
from clawback.server.casework.asking import ask
from clawback.server.casework.ending import KIND
from clawback.server.casework.federation.guarding import check_said, guarded
from clawback.server.casework.finding import locked, locked_claims
from clawback.server.casework.giving import give_checkpoint
from clawback.server.casework.lapsing import KIND as REQUEST
from clawback.server.casework.law import citation
from clawback.server.casework.models import Hold, HoldPart, HoldRequest, HoldRequestPart
from clawback.server.casework.redress.beyond import BEYOND, next_step, note_beyond
from clawback.server.casework.redress.silence import SILENCE_VERBS
from clawback.server.casework.redress.withholding import make_notice
from clawback.server.casework.refusals import AboveCap, FactsWrong
from clawback.server.casework.states.hold_request import HOLD_REQUEST
from clawback.server.casework.subjects import of_request
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["REASONS", "check_reason", "place_hold", "refuse_request"]

REASONS: tuple[str, ...] = get_args(Reason)
"""Why an agent may refuse."""


def place_hold(act: Act, number: int, amount: int, protected: int = 0) -> Hold:
    """The agent found the credit and holds `amount` (minor units) after taking off what is `protected`.

    The hold ends at the end of the basis' first period, by a clock; of the emergency period where the debtor's agent
    did not confirm each claim and that is sooner. Raises AboveCap for more than was asked,
    LawRefuses where the basis does not allow it any more.
    """
    with deciding(act) as decision:
        locked_claims(HoldRequestPart.objects.filter(request=number).values_list("claim", flat=True))
        request = locked(HoldRequest, number)
        act.check("place", of_request(request))
        before, request.state = request.state, HOLD_REQUEST.step(request.state, "place")
        if not 0 < amount <= request.amount or protected < 0:
            raise AboveCap(f"the request is for 1 to {request.amount}", field="amount", remedy="or refuse it")
        answer = ask(request, act.at, amount=amount)
        assert answer.until is not None, "a hold has an end"
        request.answered_by_id = act.by.id
        request.save(update_fields=["state", "answered_by"])
        stop_clocks(REQUEST, request.pk, "lapse", *SILENCE_VERBS, at=act.at)
        hold = Hold.objects.create(
            request=request,
            placed=amount,
            in_force=amount,
            protected=protected,
            placed_at=act.at,
            until=answer.until,
        )
        _divide(request, hold)
        set_clock(KIND, hold.pk, "expire", at=act.at, due_at=hold.until)
        give_checkpoint(request.agent_id, act.at)
        name = citation(request.jurisdiction, request.basis)
        decision.enter("place", request, basis=name, before={"state": before}, after={"state": request.state})
        until = hold.until.isoformat()
        decision.enter(
            "place", hold, basis=name, after={"state": "placed", "in_force": amount, "until": until}
        )
        make_notice(act, hold)
    return hold


def _divide(request: HoldRequest, hold: Hold) -> None:
    """Less than was asked divides over the claims in proportion; the credit found is evidence for each of them."""
    parts = list(request.parts.order_by("claim"))
    claims = locked_claims(part.claim_id for part in parts)
    amounts = divide(hold.placed, [part.amount for part in parts])
    HoldPart.objects.bulk_create(
        HoldPart(hold=hold, claim_id=part.claim_id, placed=amount, in_force=amount)
        for part, amount in zip(parts, amounts, strict=True)
        if amount
    )
    for claim in claims.values():
        if claim.evidence == "told" and claim.creditor_account_id == request.account_id:
            claim.evidence = "found"
            claim.save(update_fields=["evidence"])


def check_reason(reason: str, words: str) -> None:
    """Whether an agent may refuse so. Raises FactsWrong."""
    if reason not in REASONS:
        raise FactsWrong(
            f"{reason!r} is not a reason", field="reason", remedy=f"choose one of {', '.join(REASONS)}"
        )
    if reason == "other" and not words.strip():
        raise FactsWrong("another reason needs words", field="words")


def refuse_request(act: Act, number: int, reason: str, words: str = "") -> HoldRequest:
    """The agent holds nothing, and says why: one of REASONS, `other` with words of its own."""
    check_reason(reason, words)
    with guarded(act, HoldRequest.objects.filter(pk=number).first()), deciding(act) as decision:
        request = locked(HoldRequest, number)
        act.check("refuse", of_request(request))
        check_said(request, words)
        before, request.state = request.state, HOLD_REQUEST.step(request.state, "refuse")
        request.refusal, request.words, request.answered_by_id = reason, words[:500], act.by.id
        request.ended_at = act.at
        request.next_step = next_step(request, reason)
        request.save()
        stop_clocks(REQUEST, request.pk, at=act.at)
        give_checkpoint(request.agent_id, act.at)
        decision.enter(
            "refuse",
            request,
            basis=citation(request.jurisdiction, request.basis),
            before={"state": before},
            after={"state": request.state, "reason": reason, "next": request.next_step},
        )
        if reason == BEYOND:
            note_beyond(act, request)
    return request
