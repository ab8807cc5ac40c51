"""approve, send, withdraw a request to an authority abroad, and note its answer.

It goes by the authority's own channel: the page is the letter. The guard is asked when it is approved, when it is sent,
and about the words that come back.
"""

from __future__ import annotations

from dataclasses import replace

from clawback.server.casework.federation.asking import of_question
from clawback.server.casework.federation.guarding import check_letter_crosses, check_words, guarded
from clawback.server.casework.finding import check_open, locked
from clawback.server.casework.law import citation
from clawback.server.casework.models import Claim, LetterAbroad
from clawback.server.casework.quarantining import check_may_send
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.states.abroad import ABROAD
from clawback.server.casework.subjects import not_none
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.record.deciding import Decision, deciding

__all__ = [
    "KIND",
    "answer_letter",
    "approve_letter",
    "claims_of",
    "of_letter",
    "send_letter",
    "withdraw_letter",
]

KIND = "letter abroad"
_LONGEST = 500


def of_letter(row: LetterAbroad) -> Subject:
    """It is its question's; `involved` is who approved it, who does not send it."""
    return replace(
        of_question(row.question), kind=KIND, drafted_by=frozenset(), involved=not_none(row.approved_by_id)
    )


def claims_of(row: LetterAbroad) -> list[Claim]:
    """The claims of which it carries something."""
    found = Claim.objects.filter(pk__in=[int(number) for number in row.parts])
    return list(found.select_related("report").order_by("pk"))


def approve_letter(act: Act, number: int) -> LetterAbroad:
    """Raises GuardRefuses, with the article."""
    with guarded(act, LetterAbroad.objects.filter(pk=number).first()), deciding(act) as decision:
        row = _stepped(act, number, "approve")
        check_open(row.question.case)
        check_letter_crosses(row, claims_of(row), act.at)
        row.approved_by_id, row.approved_at = act.by.id, act.at
        row.save(update_fields=["state", "approved_by", "approved_at"])
        _enter(decision, "approve", row)
    return row


def send_letter(act: Act, number: int) -> LetterAbroad:
    """Another than approved it says that it went to the authority. Raises GuardRefuses."""
    check_may_send()
    with guarded(act, LetterAbroad.objects.filter(pk=number).first()), deciding(act) as decision:
        row = _stepped(act, number, "send")
        check_letter_crosses(row, claims_of(row), act.at)
        row.sent_by_id, row.sent_at = act.by.id, act.at
        row.save(update_fields=["state", "sent_by", "sent_at"])
        _enter(decision, "send", row)
    return row


def answer_letter(act: Act, number: int, words: str) -> LetterAbroad:
    """What the authority answered: that it passed the request on, or not. Raises GuardRefuses, FactsWrong."""
    _check(words)
    with guarded(act, LetterAbroad.objects.filter(pk=number).first()), deciding(act) as decision:
        row = _stepped(act, number, "answer")
        check_words(words)
        row.answered_at, row.words = act.at, words.strip()
        row.save(update_fields=["state", "answered_at", "words"])
        _enter(decision, "answer", row)
    return row


def withdraw_letter(act: Act, number: int, words: str) -> LetterAbroad:
    """It does not go. Raises FactsWrong."""
    _check(words)
    with deciding(act) as decision:
        row = _stepped(act, number, "withdraw")
        row.words = words.strip()
        row.save(update_fields=["state", "words"])
        _enter(decision, "withdraw", row)
    return row


def _stepped(act: Act, number: int, verb: str) -> LetterAbroad:
    row = locked(LetterAbroad, number)
    act.check(verb, of_letter(row))
    row.state = ABROAD.step(row.state, verb)
    return row


def _check(words: str) -> None:
    if not words.strip() or len(words) > _LONGEST:
        raise FactsWrong(f"say so in words, at most {_LONGEST} characters", field="words")


def _enter(decision: Decision, verb: str, row: LetterAbroad) -> None:
    name = row.question.hold_basis or row.question.basis
    basis = citation(row.question.case.jurisdiction, name)
    decision.enter(verb, row, basis=basis, after={"state": row.state, "amount": row.amount})
