"""confirm and release a provisional hold that a peer placed; a clock ends each."""

from __future__ import annotations

from clawback.federation.node.owning import confirm, release
from clawback.law import may_hold, may_release
from clawback.server.casework.federation.asking import hold_question
from clawback.server.casework.federation.knowing import HOLD_KIND
from clawback.server.casework.federation.seats import ask_machine
from clawback.server.casework.finding import locked
from clawback.server.casework.law import activations, actor_of, allowed, basis_at, citation
from clawback.server.casework.models import Claim, PeerHold
from clawback.server.casework.quarantining import check_may_send
from clawback.server.casework.refusals import HoldEnded, HoldInForce
from clawback.server.casework.subjects import of_case
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.record.deciding import Decision, Value, deciding

__all__ = ["SUBJECT", "confirm_peer_hold", "end_peer_hold", "of_peer_hold", "release_for_claim"]
__all__ += ["release_peer_hold"]

SUBJECT = "provisional hold"
_OPEN = ("placed", "confirmed")


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

    Raises LawRefuses, HoldEnded, HoldInForce where it is confirmed already.
    """
    with deciding(act) as decision:
        hold = locked(PeerHold, number)
        act.check("confirm", of_peer_hold(hold))
        if hold.state == "confirmed":
            raise HoldInForce("this hold is confirmed already")
        if hold.state != "placed" or act.at >= hold.until:
            raise HoldEnded(f"this hold is {hold.state}")
        check_may_send()
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
        hold = locked(PeerHold, number)
        act.check("release", of_peer_hold(hold))
        if hold.state not in _OPEN:
            raise HoldEnded(f"this hold is {hold.state}")
        case = hold.question.case
        entry = basis_at(case.jurisdiction, hold.question.hold_basis, hold.placed_at)
        allowed(may_release(entry, actor_of(case.organisation)))
        hold.released_by_id, hold.released_at = act.by.id, act.at
        _end(act, decision, hold, "released")
    return hold


def release_for_claim(act: Act, claim: Claim) -> None:
    """The claim is over: holds with a part of it are let go whole, for a peer cannot be told of a part of one. By their
    clock, at once, so that nothing is in the way of the decision where our node does not run just then."""
    with deciding(act):
        held = PeerHold.objects.filter(parts__claim=claim, parts__amount__gt=0, state__in=_OPEN)
        for number in sorted(set(held.values_list("pk", flat=True))):
            hold = locked(PeerHold, number)
            hold.until, hold.released_at = max(act.at, hold.placed_at), act.at
            hold.save(update_fields=["until", "released_at"])
            set_clock(HOLD_KIND, hold.pk, "end", at=act.at, due_at=hold.until)


def end_peer_hold(number: int, act: Act) -> None:
    """Its time is over (by a clock): unconfirmed it lapsed at its institution by itself, confirmed it is released."""
    with deciding(act) as decision:
        hold = locked(PeerHold, number)
        if hold.state not in _OPEN:
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
    if state == "released" or was == "confirmed":
        name = hold.question.name
        ask_machine(act, hold.question.seat_id, lambda draft: release(draft, name, hold.member, hold.hold))


def _enter(decision: Decision, verb: str, hold: PeerHold) -> None:
    basis = citation(hold.question.case.jurisdiction, hold.question.hold_basis)
    after: dict[str, Value] = {"state": hold.state, "amount": hold.amount, "until": hold.until.isoformat()}
    decision.enter(verb, hold, basis=basis, after=after)
