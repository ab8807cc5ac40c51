"""What must hold between a member and a subject, beyond a role: each condition has a name, a test and a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from clawback.server.people.facts import MemberFacts, Subject

__all__ = ["CONDITIONS", "Condition"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """`holds` is the test; `refusal` says why not, `meaning` what the printed table says of it."""

    holds: Callable[[MemberFacts, Subject], bool]
    refusal: str
    meaning: str


def _own(member: MemberFacts, subject: Subject) -> bool:
    return subject.owner == member.organisation


def _asked(member: MemberFacts, subject: Subject) -> bool:
    return subject.asked == member.organisation


def _assigned(member: MemberFacts, subject: Subject) -> bool:
    return member.id in subject.assigned


def _glass(member: MemberFacts, subject: Subject) -> bool:
    return member.id in subject.glass


def _second(member: MemberFacts, subject: Subject) -> bool:
    return member.id not in subject.drafted_by


def _uninvolved(member: MemberFacts, subject: Subject) -> bool:
    return member.id not in subject.involved | subject.drafted_by


def _disinterested(member: MemberFacts, subject: Subject) -> bool:
    return member.id not in subject.interested


def _another(member: MemberFacts, subject: Subject) -> bool:
    return subject.about != member.id


CONDITIONS: Final[dict[str, Condition]] = {
    "own": Condition(
        holds=_own,
        refusal="it is another organisation's",
        meaning="it is the member's own organisation's",
    ),
    "asked": Condition(
        holds=_asked,
        refusal="it was not put to your organisation",
        meaning="it was put to the member's organisation",
    ),
    "assigned": Condition(
        holds=_assigned,
        refusal="you are not assigned to the case",
        meaning="the member is assigned to the case",
    ),
    "glass": Condition(
        holds=_glass,
        refusal="you did not break the glass of the case",
        meaning="the member broke the glass of the case, with a reason, within the last 24 hours",
    ),
    "second": Condition(
        holds=_second,
        refusal="four eyes: you drafted it yourself",
        meaning="another member drafted or asked for it",
    ),
    "uninvolved": Condition(
        holds=_uninvolved,
        refusal="you had a part in it",
        meaning="the member had no part in it",
    ),
    "disinterested": Condition(
        holds=_disinterested,
        refusal="you declared an interest in it",
        meaning="the member declared no interest in it",
    ),
    "another": Condition(
        holds=_another,
        refusal="it is about yourself",
        meaning="it is about somebody else",
    ),
}
