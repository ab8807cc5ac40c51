"""confirm and release a provisional hold that a peer placed; a clock ends each."""

from __future__ import annotations

from collections.abc import Iterable

from clawback.federation.node.owning import confirm, release
from clawback.law import may_hold, may_release
from clawback.server.casework.federation.asking import SUBJECT as QUESTION
from clawback.server.casework.federation.asking import hold_question
from clawback.server.casework.federation.counting import beyond_loss
from clawback.server.casework.federation.knowing import HOLD_KIND
from clawback.server.casework.federation.seats import ask_machine, state_of
from clawback.server.casework.finding import locked
from clawback.server.casework.law import activations, actor_of, allowed, basis_at, citation
from clawback.server.casework.models import (
    PEER_HOLD_OPEN,
    Claim,
    PeerHold,
    PeerHoldPart,
    PeerQuestion,
    QuestionClaim,
    Seat,
)
from clawback.server.casework.quarantining import check_may_send
from clawback.server.casework.refusals import AboveCap, HoldEnded, HoldInForce
from clawback.server.casework.subjects import of_case
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.record.deciding import Decision, Value, deciding

__all__ = ["SUBJECT", "confirm_peer_hold", "end_peer_hold", "look_again_soon", "of_peer_hold"]
__all__ += ["release_beyond_loss", "release_for_claim", "release_peer_hold", "tell_over_soon"]

SUBJECT = "provisional hold"


def of_peer_hold(hold: PeerHold) -> Subject:
    """A provisional hold is its case's; who drafted the question does not confirm it."""
    case = of_case(hold.question.case)
    drafters = hold.question.claims.values_list("drafted_by", flat=True)
    return Subject(
        kind=SUBJECT,
        owner=case.owner,
        assigned=case.assigned,
        glass=case.glass,
        interested=case.interested,
        drafted_by=frozenset(drafters),
    )


def confirm_peer_hold(act: Act, number: int) -> PeerHold:
    """An approver stands behind it: it ends when the first period of its basis is over, as from its placing.

    Raises LawRefuses, HoldEnded, HoldInForce where it is confirmed already, AboveCap.
    """
    with deciding(act) as decision:
        hold = _locked(number)
        act.check("confirm", of_peer_hold(hold))
        if hold.state == "confirmed":
            raise HoldInForce("this hold is confirmed already")
        if hold.state != "placed" or act.at >= hold.until:
            raise HoldEnded(f"this hold is {hold.state}")
        check_may_send()
        _check_claims(hold)
        case = hold.question.case
        entry = basis_at(case.jurisdiction, hold.question.hold_basis, hold.placed_at)
        claim = hold.parts.select_related("claim").earliest("pk").claim
        placed = Act(member=act.member, at=hold.placed_at)
        until = allowed(
            may_hold(entry, hold_question(case, claim, placed), activations(case.organisation, entry))
        ).until
        assert until is not None, "a hold of a basis has an end"
        if until <= act.at:
            raise HoldEnded("the first period of its basis is over")
        hold.state, hold.until = "confirmed", until
        hold.confirmed_by_id, hold.confirmed_at = act.by.id, act.at
        hold.save(update_fields=["state", "until", "confirmed_by", "confirmed_at"])
        set_clock(HOLD_KIND, hold.pk, "end", at=act.at, due_at=until)
        _enter(decision, "confirm", hold)
        name, who = hold.question.name, act.who
        ask_machine(
            act, hold.question.seat_id, lambda draft: confirm(draft, name, hold.member, hold.hold, who)
        )
    return hold


def release_peer_hold(act: Act, number: int) -> PeerHold:
    """It is let go at once. Raises HoldEnded, LawRefuses where others must be asked."""
    with deciding(act) as decision:
        hold = _locked(number)
        act.check("release", of_peer_hold(hold))
        if hold.state not in PEER_HOLD_OPEN:
            raise HoldEnded(f"this hold is {hold.state}")
        case = hold.question.case
        entry = basis_at(case.jurisdiction, hold.question.hold_basis, hold.placed_at)
        allowed(may_release(entry, actor_of(case.organisation)))
        hold.released_by_id, hold.released_at = act.by.id, act.at
        _end(act, decision, hold, "released")
    return hold


def release_for_claim(act: Act, claim: Claim) -> None:
    """The claim is over: where nobody was asked of it yet nobody will be, and holds with a part of it are let go."""
    with deciding(act) as decision:
        asked = QuestionClaim.objects.filter(claim=claim).select_related("question").first()
        if asked is None:
            return
        if asked.asked_at is None:
            asked.delete()
            decision.enter("withdraw", asked.question, after={"claim": claim.pk})
            return
        tell_over_soon(act, [asked.question_id])
        locked(Seat, asked.question.seat_id)  # what is taken in just now is written down before we look
        held = PeerHold.objects.filter(parts__claim=claim, parts__amount__gt=0, state__in=PEER_HOLD_OPEN)
        _end_soon(act, held.values_list("pk", flat=True))


def release_beyond_loss(act: Act, claims: Iterable[int]) -> None:
    """Within a decision that locked the claims and changed what is left of their losses."""
    numbers = list(claims)
    if PeerHoldPart.objects.filter(claim__in=numbers, amount__gt=0, hold__state__in=PEER_HOLD_OPEN).exists():
        _end_soon(act, [each.pk for each in beyond_loss(numbers)])


def tell_over_soon(act: Act, questions: Iterable[int]) -> None:
    """Peers are told which claims of these questions are over. By a clock, as above."""
    for number in questions:
        set_clock(QUESTION, number, "tell over", at=act.at, due_at=act.at)


def look_again_soon(act: Act, claims: Iterable[int]) -> None:
    """Evidence about these claims is another: our node goes on from there. By a clock, as above."""
    asked = PeerQuestion.objects.filter(claims__claim__in=list(claims), claims__asked_at__isnull=False)
    for number in sorted(set(asked.values_list("pk", flat=True))):
        set_clock(QUESTION, number, "look again", at=act.at, due_at=act.at)


def _end_soon(act: Act, holds: Iterable[int]) -> None:
    """Whole, for a peer cannot be told of a part of one. By their clock, at once, so that nothing is in the way of the
    decision where our node does not run just then."""
    with deciding(act):
        for number in sorted(set(holds)):
            hold = _locked(number)
            if hold.state not in PEER_HOLD_OPEN:
                continue
            hold.until, hold.released_at = max(act.at, hold.placed_at), act.at
            hold.save(update_fields=["until", "released_at"])
            set_clock(HOLD_KIND, hold.pk, "end", at=act.at, due_at=hold.until)


def end_peer_hold(number: int, act: Act) -> None:
    """Its time is over (by a clock): unconfirmed it lapsed at its institution by itself, confirmed it is released."""
    with deciding(act) as decision:
        hold = _locked(number)
        if hold.state not in PEER_HOLD_OPEN:
            raise HoldEnded(f"this hold is {hold.state}")
        if act.at < hold.until:
            set_clock(HOLD_KIND, hold.pk, "end", at=act.at, due_at=hold.until)
            return
        _end(act, decision, hold, "expired" if hold.released_at is None else "released")


def _end(act: Act, decision: Decision, hold: PeerHold, state: str) -> None:
    was, hold.state, hold.amount = hold.state, state, 0
    hold.save(update_fields=["state", "amount", "released_by", "released_at"])
    hold.parts.update(amount=0)
    stop_clocks(HOLD_KIND, hold.pk, at=act.at)
    _enter(decision, "release" if state == "released" else "expire", hold)
    if state == "released" or was == "confirmed" or _confirmed_there(hold):
        name = hold.question.name
        ask_machine(act, hold.question.seat_id, lambda draft: release(draft, name, hold.member, hold.hold))


def _confirmed_there(hold: PeerHold) -> bool:
    """Its institution says so: we did it, and were set back to a day before."""
    owned = state_of(hold.question.seat).owned.get(hold.question.name)
    report = owned.reports.get(hold.member) if owned is not None else None
    row = report.holds.get(hold.hold) if report is not None else None
    return row is not None and row.state == "confirmed"


def _locked(number: int) -> PeerHold:
    """Its node before it, as whoever takes in letters does. Raises NoSuchRecord."""
    for seat in PeerHold.objects.filter(pk=number).values_list("question__seat", flat=True):
        locked(Seat, seat)
    return locked(PeerHold, number)


def _check_claims(hold: PeerHold) -> None:
    """Raises HoldEnded where a claim of it is over, AboveCap where less is left of a loss than is held."""
    claims = {part.claim_id: part.claim for part in hold.parts.filter(amount__gt=0).select_related("claim")}
    if not claims or any(claim.state != "confirmed" for claim in claims.values()):
        raise HoldEnded("a claim of this hold is over")
    if hold in beyond_loss(claims):
        raise AboveCap("with all other holds it is more than what is left of the loss")


def _enter(decision: Decision, verb: str, hold: PeerHold) -> None:
    basis = citation(hold.question.case.jurisdiction, hold.question.hold_basis)
    after: dict[str, Value] = {"state": hold.state, "amount": hold.amount, "until": hold.until.isoformat()}
    decision.enter(verb, hold, basis=basis, after=after)
