"""What of the federation waits for a member: questions to approve, claims that others trace too, provisional holds to
confirm before they lapse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from clawback.server.casework.federation.asking import SUBJECT as QUESTION
from clawback.server.casework.federation.asking import of_question
from clawback.server.casework.federation.holding import SUBJECT as HOLD
from clawback.server.casework.federation.holding import of_peer_hold
from clawback.server.casework.federation.knowing import HOLD_KIND
from clawback.server.casework.federation.writing_abroad import KIND as LETTER
from clawback.server.casework.federation.writing_abroad import of_letter
from clawback.server.casework.models import LetterAbroad, PeerHold, PeerQuestion, QuestionClaim
from clawback.server.casework.waiting_row import Source, Waiting, clock_of, due_of, in_order, may_now
from clawback.server.people.facts import MemberFacts

__all__ = ["PEERS"]


def _questions(member: MemberFacts) -> QuerySet[PeerQuestion]:
    fresh = QuestionClaim.objects.filter(question=OuterRef("pk"), asked_at=None)
    return PeerQuestion.objects.filter(
        Exists(fresh), case__organisation=member.organisation, case__assignments__member=member.id
    )


def _tell_questions(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    yield from _tell(member, numbers, "approve")


def _shared(member: MemberFacts) -> QuerySet[PeerQuestion]:
    """Those with a claim that another case traces too, where we have not said which one carries it."""
    unsaid = QuestionClaim.objects.filter(question=OuterRef("pk"), says="").exclude(shared={})
    return PeerQuestion.objects.filter(
        Exists(unsaid), case__organisation=member.organisation, case__assignments__member=member.id
    )


def _tell_shared(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    yield from _tell(member, numbers, "carry")


def _ended(member: MemberFacts) -> QuerySet[PeerQuestion]:
    """Those with a claim that a case carried which is over: whether it paid is to be said."""
    ended = QuestionClaim.objects.filter(question=OuterRef("pk"), claim__state="confirmed").exclude(ended=[])
    return PeerQuestion.objects.filter(
        Exists(ended),
        case__organisation=member.organisation,
        case__assignments__member=member.id,
        case__closed_at=None,
    )


def _tell_ended(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    yield from _tell(member, numbers, "free")


def _tell(member: MemberFacts, numbers: Sequence[int], what: str) -> Iterator[Waiting]:
    rows = in_order(PeerQuestion.objects.select_related("case"), numbers)
    asked = [(row, what) for row in rows]
    for row, verb in may_now(member, asked, of_question, lambda each: each.case_id):
        yield Waiting(verb=verb, kind=QUESTION, number=row.pk, case=row.case_id, about=row.name)


def _holds(member: MemberFacts) -> QuerySet[PeerHold]:
    """Those that nobody confirmed yet."""
    return PeerHold.objects.filter(
        question__case__organisation=member.organisation,
        question__case__assignments__member=member.id,
        state="placed",
    )


def _tell_holds(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    rows = in_order(PeerHold.objects.select_related("question__case"), numbers)
    due = due_of(HOLD_KIND, numbers)
    asked = [(row, "confirm") for row in rows]
    for row, verb in may_now(member, asked, of_peer_hold, lambda each: each.question.case_id):
        yield Waiting(
            verb=verb,
            kind=HOLD_KIND,
            number=row.pk,
            case=row.question.case_id,
            about=row.agent,
            amount=row.amount,
            currency=row.currency,
            due_at=due.get((row.pk, "end")),
        )


def _letters(member: MemberFacts) -> QuerySet[LetterAbroad]:
    return LetterAbroad.objects.filter(
        question__case__organisation=member.organisation,
        question__case__assignments__member=member.id,
        state__in=["drafted", "approved"],
    )


def _tell_letters(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    rows = in_order(LetterAbroad.objects.select_related("question__case", "question__seat"), numbers)
    asked = [(row, "approve" if row.state == "drafted" else "send") for row in rows]
    for row, verb in may_now(member, asked, of_letter, lambda each: each.question.case_id):
        yield Waiting(
            verb=verb,
            kind=LETTER,
            number=row.pk,
            case=row.question.case_id,
            about=row.authority,
            amount=row.amount,
            currency=row.question.seat.currency,
        )


PEERS: Final[tuple[Source, ...]] = (
    Source([("approve", QUESTION)], _questions, _tell_questions),
    Source([("carry", QUESTION)], _shared, _tell_shared),
    Source([("free", QUESTION)], _ended, _tell_ended),
    Source([("approve", LETTER), ("send", LETTER)], _letters, _tell_letters),
    Source([("confirm", HOLD)], _holds, _tell_holds, clock_of(HOLD_KIND)),
)
