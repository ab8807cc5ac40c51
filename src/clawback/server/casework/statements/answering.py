"""answer and refuse a statement request: an agent's part."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from clawback.clock import from_micros, parse_zone, to_micros
from clawback.law import end_of
from clawback.law.asking.common import days_of
from clawback.server.casework.accounts import account_of
from clawback.server.casework.answering import check_reason
from clawback.server.casework.caps import FALLBACK
from clawback.server.casework.federation.guarding import check_said, guarded
from clawback.server.casework.finding import locked, locked_claims
from clawback.server.casework.law import basis_at, profile_of
from clawback.server.casework.models import Account, Entry, PseudonymKey, Statement, StatementRequest
from clawback.server.casework.refusals import (
    FactsWrong,
    StatementDoesNotFit,
    StatementUnbalanced,
)
from clawback.server.casework.statements.by_credit import says_which
from clawback.server.casework.statements.credits import reached_accounts
from clawback.server.casework.statements.facts import NOBODY, PSEUDONYMS, AnswerFact, EntryFact
from clawback.server.casework.statements.facts import Account as Name
from clawback.server.casework.statements.known import facts_of, found_from, name_of
from clawback.server.casework.statements.naming import known_rows, renamed
from clawback.server.casework.statements.parts import check_parts, shown_in
from clawback.server.casework.statements.pseudonyms import new_pseudonym_key, pseudonym, relink
from clawback.server.casework.statements.reading import Asked, Read, read_upload
from clawback.server.casework.statements.requesting import STATEMENT, enter_statement
from clawback.server.casework.statements.retracing import retrace
from clawback.server.casework.states.statement_request import STATEMENT_REQUEST
from clawback.server.casework.subjects import of_statement_request
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import Value, deciding

__all__ = ["EARLIER", "Answer", "answer_statement", "refuse_statement"]

EARLIER = timedelta(days=1)
"""A report's time may be so far off: an answer may begin this much before the credit as it was told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What an agent answers: a file, complete from `begins_at` to `ends_at`.

    `kind` is `entries` (all of them, with both balances in minor units) or `parts` (each row what left with the claim).
    `opening` may be None where the file states it.
    """

    kind: str
    begins_at: datetime
    ends_at: datetime
    file: str
    data: bytes
    opening: int | None = None
    closing: int | None = None


def answer_statement(act: Act, number: int, answer: Answer) -> Statement:
    """The agent answers, or answers anew: what it says extends the trace, and what follows is proposed.

    Raises StatementTooLarge, StatementUnreadable, StatementDoesNotFit, StatementUnbalanced; nothing is kept then.
    """
    with deciding(act) as decision:
        request = locked(StatementRequest, number)
        act.check("answer", of_statement_request(request))
        before, request.state = request.state, STATEMENT_REQUEST.step(request.state, "answer")
        _check_time(request, answer, act.at)
        read = read_upload(answer.file, answer.data, _asked(request))
        _say_which(act, request, read)
        read = replace(read, entries=renamed(read.entries))
        _check_entries(answer, read)
        checked = _with_balances(request, answer, read)
        locked_claims([request.claim_id])
        statement = _keep(act, request, checked, read)
        request.answered_by_id, request.ended_at = act.by.id, act.at
        request.save(update_fields=["state", "answered_by", "ended_at"])
        stop_clocks(STATEMENT, request.pk, at=act.at)
        told: dict[str, Value] = {
            "state": request.state,
            "answer": statement.pk,
            "entries": statement.entry_count,
        }
        enter_statement(decision, "answer", request, before={"state": before}, after=told)
        retrace(request.claim_id, act.at)
    return statement


def _say_which(act: Act, request: StatementRequest, read: Read) -> None:
    """An account that was known by a credit alone is known by its number now."""
    if read.account != name_of(request.account):
        account = account_of(*read.account)
        says_which(act, request.account, account)
        request.account = account


def _asked(request: StatementRequest) -> Asked:
    zone = profile_of(request.jurisdiction).zone
    return Asked(
        account=name_of(request.account),
        currency=request.currency,
        zone=None if zone == "unknown" else parse_zone(zone),
    )


def _check_time(request: StatementRequest, answer: Answer, at: datetime) -> None:
    if answer.kind not in ("entries", "parts"):
        raise FactsWrong(f"{answer.kind!r} is no kind of answer", field="kind")
    if not request.begins_at - EARLIER <= answer.begins_at <= request.begins_at:
        raise StatementDoesNotFit(
            f"the period begins at the credit, {request.begins_at.isoformat()}, or up to a day before",
            field="begins_at",
        )
    if not answer.begins_at <= answer.ends_at <= at:
        raise StatementDoesNotFit(
            "it is complete until an instant after its begin, and not in the future", field="ends_at"
        )


def _check_entries(answer: Answer, read: Read) -> None:
    begins, ends = to_micros(answer.begins_at), to_micros(answer.ends_at)
    for entry in read.entries:
        if not begins <= entry.settled_at <= ends:
            raise StatementDoesNotFit(
                f"the entry {entry.name[:60]} is outside the time that the answer is complete for",
                file=answer.file,
                field="settled_at",
                remedy="leave it out, or correct the time",
            )
        if answer.kind == "parts" and not entry.debit:
            raise StatementDoesNotFit(
                f"the entry {entry.name[:60]} is a credit: parts are what left the account",
                file=answer.file,
                field="debtor_account",
            )


def _with_balances(request: StatementRequest, answer: Answer, read: Read) -> Answer:
    """The answer with both balances. Raises StatementUnbalanced with the figures."""
    if answer.kind == "parts":
        check_parts(request, answer.file, read.entries)
        return replace(answer, opening=None, closing=None)
    opening = read.opening if answer.opening is None else answer.opening
    if opening is None:
        raise FactsWrong("the balance just before the credit is missing", field="opening")
    if read.opening is not None and read.opening != opening:
        raise StatementUnbalanced(
            f"the file opens with {_shown(request, read.opening)}, you wrote {_shown(request, opening)}",
            field="opening",
        )
    moved = sum(-entry.amount if entry.debit else entry.amount for entry in read.entries)
    closing = opening + moved if answer.closing is None and read.opening is not None else answer.closing
    if closing is None:
        raise FactsWrong("the closing balance is missing", field="closing")
    if opening + moved != closing:
        raise StatementUnbalanced(
            f"opening {_shown(request, opening)} plus entries {_shown(request, moved)} is"
            f" {_shown(request, opening + moved)}, not the closing {_shown(request, closing)}",
            field="closing",
        )
    return replace(answer, opening=opening, closing=closing)


def _shown(request: StatementRequest, units: int) -> str:
    return shown_in(request.currency, units)


def _keep(act: Act, request: StatementRequest, answer: Answer, read: Read) -> Statement:
    """Saves the answer: accounts that no part reaches only as pseudonyms."""
    named = _reached(request, answer, read)
    rows = {name: account_of(*name) for name in sorted(named)}
    statement = Statement.objects.create(
        request=request,
        kind=answer.kind,
        begins_at=answer.begins_at,
        ends_at=answer.ends_at,
        opening=answer.opening,
        closing=answer.closing,
        entry_count=len(read.entries),
        answered_at=act.at,
        answered_by_id=act.by.id,
        file_digest=hashlib.sha256(answer.data).hexdigest(),
    )
    key = new_pseudonym_key()
    Entry.objects.bulk_create((_row(statement, entry, rows, key) for entry in read.entries), batch_size=5_000)
    PseudonymKey.objects.create(statement=statement, data=key)
    within = profile_of(request.jurisdiction).house.pseudonym_keys
    basis = basis_at(request.jurisdiction, request.basis, act.at)
    set_clock(
        "statement", statement.pk, "destroy key", at=act.at, due_at=end_of(act.at, within, days_of(basis))
    )
    relink(rows.values())
    return statement


def _reached(request: StatementRequest, answer: Answer, read: Read) -> set[Name]:
    """Counterparties that are known here, and those that a part reaches now that this answer is read."""
    others = {entry.other for entry in read.entries if entry.other[0] != PSEUDONYMS}
    fact = AnswerFact(
        number=2**62,
        account=name_of(request.account),
        claim=request.claim_id,
        begins=to_micros(answer.begins_at),
        ends=to_micros(answer.ends_at),
        opening=answer.opening,
        closing=answer.closing,
        entries=read.entries,
    )
    facts = facts_of([request.claim_id], request.currency)
    if not facts.claims:
        return others & known_rows(others).keys()
    found = found_from(replace(facts, answers=(*facts.answers, fact)), FALLBACK)
    return others & (reached_accounts(found) | known_rows(others).keys())


def _row(statement: Statement, entry: EntryFact, rows: dict[Name, Account], key: bytes) -> Entry:
    other = rows.get(entry.other)
    hidden = NOBODY if entry.other == (PSEUDONYMS, NOBODY) else pseudonym(key, entry.other)
    return Entry(
        statement=statement,
        place=entry.place,
        debit=entry.debit,
        other=other,
        pseudonym="" if other else hidden,
        amount=entry.amount,
        settled_at=from_micros(entry.settled_at),
        kind=entry.kind,
        name=entry.name,
        uetr=entry.uetr,
        end_to_end_id=entry.end_to_end_id,
        reverses=entry.reverses,
        claim_id=entry.claim or None if statement.kind == "parts" else None,
    )


def refuse_statement(act: Act, number: int, reason: str, words: str = "") -> StatementRequest:
    """The agent answers nothing, and says why: one of REASONS, `other` with words of its own."""
    check_reason(reason, words)
    with guarded(act, StatementRequest.objects.filter(pk=number).first()), deciding(act) as decision:
        request = locked(StatementRequest, number)
        act.check("refuse", of_statement_request(request))
        check_said(request, words)
        before, request.state = request.state, STATEMENT_REQUEST.step(request.state, "refuse")
        request.refusal, request.words, request.answered_by_id = reason, words[:500], act.by.id
        request.ended_at = act.at
        request.save()
        stop_clocks(STATEMENT, request.pk, at=act.at)
        told = {"state": request.state, "reason": reason}
        enter_statement(decision, "refuse", request, before={"state": before}, after=told)
        retrace(request.claim_id, act.at)
    return request
