"""What peers told of a case of ours, written down after each step: whether all is known, and what is held.

The machine's state has it all; rows are for walls, clocks and caps, and follow the newest report.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F, Q, Sum

from clawback.clock import from_micros, parse_time
from clawback.federation.node.owning import is_whole
from clawback.federation.node.state import Owned, State
from clawback.federation.trust.members import Members
from clawback.federation.wire.messages import HeldRow
from clawback.money import currency, parse_amount
from clawback.server.casework.anew import trace_anew
from clawback.server.casework.federation.carrying import write_shared
from clawback.server.casework.federation.counting import beyond_loss
from clawback.server.casework.federation.drafting_abroad import write_abroad
from clawback.server.casework.federation.telling import write_told
from clawback.server.casework.law import provisional_period
from clawback.server.casework.models import PEER_HOLD_OPEN, PeerHold, PeerHoldPart, PeerQuestion, Seat
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.record.deciding import Decision

__all__ = ["HOLD_KIND", "write_down"]

HOLD_KIND = "peer hold"
_TOO_MUCH, _NOT_ASKED = "above what is left of the loss", "for nothing that was asked"
_REFUSED = "its confirmation was refused"
_VERBS = {"placed": "place", "released": "release", "expired": "expire"}


def write_down(decision: Decision, seat: Seat, state: State, members: Members) -> list[tuple[PeerHold, str]]:
    """For each question of the seat, what its case knows now. Returns provisional holds to let go, each with why."""
    over: dict[int, tuple[PeerHold, str]] = {}
    for question in PeerQuestion.objects.filter(seat=seat, name__in=list(state.owned)):
        owned = state.owned[question.name]
        whole = is_whole(owned)
        if whole != (question.whole_at is not None):
            question.whole_at = decision.act.at if whole else None
            question.save(update_fields=["whole_at"])
            decision.enter("answer", question, after={"whole": int(whole)})
        write_shared(decision, question, owned)
        write_abroad(decision, question, owned, members)
        told = write_told(question, owned, members)
        held = _write_holds(decision, question, owned)
        claims = sorted(question.claims.values_list("claim", flat=True)) if told or held else []
        if held:
            over |= {each.pk: (each, _TOO_MUCH) for each in beyond_loss(claims)}
            over |= {each.pk: (each, _NOT_ASKED) for each in _unasked(question)}
        over |= {each.pk: (each, why) for each, why in _unconfirmed(question, owned)}
        trace_anew(decision.act, claims)
    return [over[number] for number in sorted(over)]


def _unasked(question: PeerQuestion) -> list[PeerHold]:
    """Holds of a question that asks for none, or for claims that it does not name (any more)."""
    found = question.holds.filter(state__in=PEER_HOLD_OPEN)
    if question.hold_basis:
        named = found.annotate(named=Sum("parts__amount"))
        found = named.filter(Q(named__isnull=True) | Q(amount__gt=F("named")))
    return list(found)


def _unconfirmed(question: PeerQuestion, owned: Owned) -> Iterator[tuple[PeerHold, str]]:
    """Holds that count as confirmed here, where their institution refused to confirm them and why."""
    if not owned.unconfirmed:
        return
    for hold in question.holds.filter(state="confirmed", member__in=list(owned.unconfirmed)):
        why = owned.unconfirmed[hold.member].get(hold.hold)
        if why is not None:
            yield hold, f"{_REFUSED}: {why}"


def _write_holds(decision: Decision, question: PeerQuestion, owned: Owned) -> bool:
    """Whether one is another than before."""
    known = {(each.member, each.hold): each for each in question.holds.select_for_update()}
    changed = False
    for member, report in sorted(owned.reports.items()):
        for name, row in sorted(report.holds.items()):
            changed |= _write_hold(decision, question, known.get((member, name)), member, name, row)
    return changed


def _write_hold(
    decision: Decision, question: PeerQuestion, hold: PeerHold | None, member: str, name: str, row: HeldRow
) -> bool:
    money = currency(question.seat.currency)
    ended = row.state not in PEER_HOLD_OPEN
    parts = {} if ended else {key: parse_amount(text, money) for key, text in row.claims.items()}
    if hold is None:
        at = decision.act.at
        placed_at = min(at, from_micros(parse_time(row.placed_at)))
        longest = timedelta(minutes=provisional_period(question.case.jurisdiction).minutes)
        lapses_at = from_micros(parse_time(row.lapses_at))
        hold = PeerHold(
            question=question,
            member=member,
            hold=name,
            agent=row.agent,
            account=row.account,
            currency=money.code,
            state="",
            amount=-1,
            placed_at=placed_at,
            until=max(placed_at, min(lapses_at, placed_at + longest)),
        )
    before = hold.state, hold.amount
    hold.state = _state_of(hold, row)
    hold.amount = sum(parts.values()) if hold.state in PEER_HOLD_OPEN else 0
    if (hold.state, hold.amount) == before:
        return False
    hold.save()
    _write_parts(question, hold, parts)
    _set_clock(decision, hold)
    verb = "reduce" if hold.state == before[0] else _VERBS.get(hold.state, "confirm")
    decision.enter(verb, hold, after={"state": hold.state, "amount": hold.amount, "member": member})
    return True


def _state_of(hold: PeerHold, row: HeldRow) -> str:
    """The peer's word on its end, and ours on whether it is confirmed; what ended here stays so."""
    if hold.state in ("released", "expired"):
        return hold.state
    if row.state in PEER_HOLD_OPEN:
        return "confirmed" if hold.state == "confirmed" else "placed"
    return row.state


def _write_parts(question: PeerQuestion, hold: PeerHold, parts: dict[str, int]) -> None:
    claims = dict(question.claims.values_list("key", "claim"))
    kept = {claims[key]: amount for key, amount in parts.items() if key in claims}
    hold.parts.exclude(claim__in=kept).update(amount=0)
    for claim, amount in kept.items():
        PeerHoldPart.objects.update_or_create(hold=hold, claim_id=claim, defaults={"amount": amount})


def _set_clock(decision: Decision, hold: PeerHold) -> None:
    at = decision.act.at
    if hold.state in PEER_HOLD_OPEN:
        set_clock(HOLD_KIND, hold.pk, "end", at=at, due_at=hold.until)
    else:
        stop_clocks(HOLD_KIND, hold.pk, at=at)
