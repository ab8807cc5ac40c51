"""What peers told of a case, on its page: the way of the money, what stands where, what they hold and until when."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from clawback.errors import InputError
from clawback.federation.node.sharing import carrier_of
from clawback.federation.node.state import Owned
from clawback.money import currency
from clawback.server.casework.federation.answers import Answers, answers_of
from clawback.server.casework.federation.asking import askable, of_new_question, of_question
from clawback.server.casework.federation.configured import configured
from clawback.server.casework.federation.holding import of_peer_hold
from clawback.server.casework.federation.seats import state_of
from clawback.server.casework.kept_sql import records_by
from clawback.server.casework.law import provisional_period
from clawback.server.casework.models import Case, LetterAbroad, PeerQuestion, QuestionClaim, Seat
from clawback.server.casework.statements.bases import rule_at
from clawback.server.pages.looking import can
from clawback.server.people.acting import Act

__all__ = ["peers_panel"]


def peers_panel(act: Act, case: Case) -> Mapping[str, object] | None:
    """None where the case's organisation has no node here, and for whoever may not see the question."""
    if not can(act, "see", of_new_question(case)):
        return None
    if not Seat.objects.filter(organisation=case.organisation_id).exists():
        return None
    found_of_case = records_by("question of a case", _question, {-1: case.pk})
    question = found_of_case[0] if found_of_case else None
    fresh = askable(case) if case.closed_at is None else []
    if question is None and not fresh:
        return None
    found: dict[str, object] = {
        "question": question,
        "fresh": len(fresh),
        "period": provisional_period(case.jurisdiction),
        "may_draft": bool(fresh) and can(act, "draft", of_new_question(case)),
    }
    return found if question is None else {**found, **_asked(act, case, question)}


def _question() -> QuerySet[PeerQuestion]:
    return PeerQuestion.objects.filter(case=-1).select_related("seat").order_by("pk")


def _asked(act: Act, case: Case, question: PeerQuestion) -> Mapping[str, object]:
    claims = list(question.claims.select_related("claim").order_by("claim"))
    asked = [each.asked_at for each in claims if each.asked_at is not None]
    holds = list(question.holds.order_by("agent", "pk"))
    owned = state_of(question.seat).owned.get(question.name)
    unconfirmed = {} if owned is None else owned.unconfirmed
    return {
        "claims": claims,
        "waits_for_approval": any(each.asked_at is None for each in claims),
        "may_approve": can(act, "approve", of_question(question)),
        "shared": [_shared(each, question.name) for each in claims if each.shared or each.ended],
        "abroad": list(LetterAbroad.objects.filter(question=question).order_by("pk")),
        "may_carry": can(act, "carry", of_question(question)),
        "may_free": can(act, "free", of_question(question)),
        "asked_at": min(asked, default=None),
        "currency": question.seat.currency,
        "held": sum(each.amount for each in holds),
        "answers": _answers(case, question, owned) if asked and owned is not None else None,
        "redress": _redress(question, {each.member for each in holds}),
        "holds": [
            (
                each,
                can(act, "confirm", of_peer_hold(each)),
                can(act, "release", of_peer_hold(each)),
                unconfirmed.get(each.member, {}).get(each.hold, ""),
            )
            for each in holds
        ],
    }


def _shared(row: QuestionClaim, ours: str) -> Mapping[str, object]:
    """A claim that other cases trace too: each case, whether it is ours, which one it names; and what all name."""
    carrier = carrier_of(row.shared)
    return {
        "row": row,
        "cases": [(case, case == ours, named) for case, named in sorted(row.shared.items())],
        "carrier": carrier,
        "ours": carrier == ours,
    }


def _redress(question: PeerQuestion, members: set[str]) -> list[tuple[str, str]]:
    """Each institution that holds, and where its holders read of it and object; empty where it names no place."""
    try:
        listed = configured(question.seat.folder).members
    except InputError:
        return [(name, "") for name in sorted(members)]
    found = {name: listed.get(name) for name in sorted(members)}
    return [(name, member.redress if member else "") for name, member in found.items()]


def _answers(case: Case, question: PeerQuestion, owned: Owned) -> Answers:
    at = question.claims.earliest("drafted_at").drafted_at
    return answers_of(owned, currency(question.seat.currency), rule_at(case.organisation.jurisdiction, at))
