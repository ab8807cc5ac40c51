"""The agent's word that the holder gave value in good faith: following stops, and the hold lapses by a clock."""

from __future__ import annotations

from typing import Final

from clawback.law import end_of
from clawback.law.asking.common import days_of
from clawback.server.casework.anew import trace_anew
from clawback.server.casework.finding import locked
from clawback.server.casework.law import basis_of, citation, profile_of
from clawback.server.casework.models import Hold, ReleaseRequest, ValueGiven
from clawback.server.casework.redress.letting_go import let_go
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.statements.remembering import remember_review
from clawback.server.casework.states.hold import HOLD
from clawback.server.casework.states.value_given import VALUE_GIVEN
from clawback.server.casework.subjects import of_hold
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["KIND", "accept_value_given", "set_aside_value_given", "tell_value_given"]

KIND: Final = "value given"


def tell_value_given(act: Act, hold: int, words: str) -> ValueGiven:
    """Goods or service for a fair price, without knowing; `words` say which. Told once of a hold.

    Where the basis protects good faith its claims are followed no further, and the hold lapses in the house's time for
    a surplus, unless an approver sets the word aside; else it is noted.
    """
    if not words.strip():
        raise FactsWrong("say what was given", field="words")
    with deciding(act) as decision:
        found = locked(Hold, hold)
        act.check("tell", of_hold(found, KIND))
        HOLD.step(found.state, "release")
        earlier = ValueGiven.objects.filter(hold=found).first()
        if earlier is not None:
            VALUE_GIVEN.step(earlier.state, "tell")
        basis = basis_of(found)
        protects = basis.hold is not None and basis.hold.good_faith == "stops-following"
        told = ValueGiven.objects.create(
            state="told" if protects else "noted",
            hold=found,
            words=words[:500],
            told_by_id=act.by.id,
            told_at=act.at,
        )
        if protects:
            within = profile_of(found.request.jurisdiction).house.surplus_decided_within
            told.ends_by = end_of(act.at, within, days_of(basis))
            told.save(update_fields=["ends_by"])
            set_clock(KIND, told.pk, "accept", at=act.at, due_at=told.ends_by, counts_for_person=True)
            trace_anew(act, found.parts.values_list("claim", flat=True))
        decision.enter(
            "tell",
            told,
            basis=citation(found.request.jurisdiction, found.request.basis),
            after={"hold": hold, "state": told.state},
        )
    return told


def set_aside_value_given(act: Act, number: int, reasons: str) -> ValueGiven:
    """An approver says why the hold stays all the same."""
    if not reasons.strip():
        raise FactsWrong("setting it aside needs reasons", field="reasons")
    with deciding(act) as decision:
        told = locked(ValueGiven, number)
        act.check("set aside", of_hold(told.hold, KIND))
        before, told.state = told.state, VALUE_GIVEN.step(told.state, "set aside")
        told.set_aside_by_id, told.reasons, told.ended_at = act.by.id, reasons[:500], act.at
        told.save()
        stop_clocks(KIND, told.pk, at=act.at)
        trace_anew(act, told.hold.parts.values_list("claim", flat=True))
        decision.enter("set_aside", told, before={"state": before}, after={"state": told.state})
    return told


def accept_value_given(number: int, act: Act) -> None:
    """No approver set it aside in time (by a clock): what is held is let go."""
    with deciding(act) as decision:
        told = locked(ValueGiven, number)
        before, told.state = told.state, VALUE_GIVEN.step(told.state, "accept")
        told.ended_at = act.at
        told.save(update_fields=["state", "ended_at"])
        decision.enter("accept", told, before={"state": before}, after={"state": told.state})
        done = let_go(act, told.hold_id, None, "value was given in good faith")
        remember_review(act, told.hold, "value given", done if isinstance(done, ReleaseRequest) else None)
