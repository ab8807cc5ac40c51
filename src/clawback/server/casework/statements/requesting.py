"""draft, approve and lapse a statement request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max

from clawback.clock import from_micros
from clawback.law import Allowed, Request, may_request
from clawback.law.words import Content
from clawback.money import Amount, currency
from clawback.server.casework.accounts import account_of
from clawback.server.casework.anew import trace_anew
from clawback.server.casework.caps import FALLBACK
from clawback.server.casework.federation.guarding import check_request_crosses, guarded
from clawback.server.casework.finding import check_open, locked, locked_claims
from clawback.server.casework.insiders.interests import check_our_matter
from clawback.server.casework.law import activations, actor_of, allowed, basis_at, citation
from clawback.server.casework.models import (
    Account,
    Case,
    Claim,
    Proposal,
    Statement,
    StatementRequest,
)
from clawback.server.casework.quarantining import check_may_send
from clawback.server.casework.redress.silence import put_on_list, watch
from clawback.server.casework.refusals import (
    AgentUnknown,
    AskedAlready,
    DoesNotFit,
    EvidenceTooWeak,
    IdentityNotVouched,
    NoTracedPart,
)
from clawback.server.casework.statements.credits import Credit, credit_of
from clawback.server.casework.statements.known import find, name_of
from clawback.server.casework.statements.stopping import is_followed
from clawback.server.casework.states.claim import CLAIM
from clawback.server.casework.states.statement_request import STATEMENT_REQUEST
from clawback.server.casework.subjects import of_new_request, of_statement_request
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import Decision, Value, deciding

__all__ = [
    "STATEMENT",
    "approve_statement",
    "draft_statement",
    "enter_statement",
    "lapse_statement",
    "unanswered_since",
]

STATEMENT = "statement request"
ANSWER_WITHIN = timedelta(days=3)
"""An agent's time to answer where no law says another."""

DRAFT_LASTS = timedelta(hours=72)

_SAID: frozenset[Content] = frozenset(
    {"account", "amount", "creditor-agent", "debtor-account", "debtor-agent", "settled-at"}
)


def draft_statement(act: Act, case: int, account: int, claim: int, basis: str) -> StatementRequest:
    """Drafts a request for one account that a part of the claim reached; its period begins at that credit.

    Raises NoTracedPart where none is known to have, AgentUnknown, AskedAlready, LawRefuses; beyond the claim's first
    account EvidenceTooWeak until the debtor's agent confirms, IdentityNotVouched until it or the police vouch.
    """
    with deciding(act) as decision:
        found = locked(Case, case)
        act.check("draft", of_new_request(found, STATEMENT))
        check_open(found)
        check_our_matter(found.organisation_id, accounts=[account], case=case)
        told = locked_claims([claim])[claim]
        where = locked(Account, account)
        _check_claim(found, told)
        credit = _credit(where, told)
        _check_further(where, told)
        if where.agent_id is None:
            raise AgentUnknown(f"nobody is known who keeps {where}", remedy="find its agent first")
        if unanswered_since(where, told):
            raise AskedAlready(f"{where} is asked for already, and nothing new is known since")
        digest = basis_at(found.jurisdiction, basis, act.at).digest
        request = StatementRequest(
            case=found,
            agent_id=where.agent_id,
            account=where,
            claim=told,
            credit_from=account_of(*credit.debtor),
            credit_amount=credit.amount,
            part=credit.part,
            begins_at=from_micros(credit.settled_at),
            currency=told.currency,
            jurisdiction=found.jurisdiction,
            basis=basis,
            basis_digest=digest,
            drafted_by_id=act.by.id,
            drafted_at=act.at,
        )
        _ask(request, act.at)
        _save_new(request)
        Proposal.objects.filter(
            case=found, account=where, kind="statement", currency=request.currency
        ).delete()
        enter_statement(decision, "draft", request, after={"state": request.state, "part": request.part})
        set_clock(
            STATEMENT, request.pk, "lapse", at=act.at, due_at=act.at + DRAFT_LASTS, counts_for_person=True
        )
    return request


def _check_claim(case: Case, claim: Claim) -> None:
    if claim.report.case_id != case.pk:
        raise DoesNotFit(f"claim {claim.pk} is of another case")
    if claim.state != "confirmed":
        CLAIM.step(claim.state, "ask for a statement for")


def _check_further(account: Account, claim: Claim) -> None:
    if account.pk == claim.creditor_account_id:
        return
    if claim.evidence != "confirmed":
        raise EvidenceTooWeak("beyond the first account the word of the debtor's agent is needed")
    if not claim.is_vouched:
        raise IdentityNotVouched(
            "beyond the first account somebody vouches for the claim's victim first",
            remedy="the debtor's agent or the police say that they are who they say",
        )


def _credit(account: Account, claim: Claim) -> Credit:
    found = find([claim.pk], claim.currency, FALLBACK)
    credit = credit_of(found, name_of(account), claim.pk) if found else None
    if found is None or credit is None:
        raise NoTracedPart(f"nothing of claim {claim.pk} is known to have reached {account}")
    if found.known.facts.stops and not is_followed(found.known, found.walk, claim.pk, name_of(account)):
        raise NoTracedPart(f"value was given for claim {claim.pk}: it is not followed into {account}")
    return credit


def unanswered_since(account: Account, claim: Claim) -> bool:
    """Whether a statement of the account is asked for, or was refused, and no answer came from anybody since."""
    return (account.pk, claim.pk) in unanswered_of([claim.pk])


def unanswered_of(claims: Iterable[int]) -> set[tuple[int, int]]:
    """(account, claim) of every statement of which that is so."""
    asked = StatementRequest.objects.filter(
        claim__in=list(claims), state__in=["drafted", "approved", "sent", "refused"]
    )
    rows = list(asked.order_by("ended_at").values_list("account", "claim", "state", "ended_at"))
    waits = {(account, claim) for account, claim, state, _ in rows if state != "refused"}
    refused = {
        (account, claim): ended_at
        for account, claim, state, ended_at in rows
        if state == "refused" and ended_at is not None
    }
    answers = Statement.objects.filter(request__claim__in=[claim for _, claim in refused])
    newest = dict(answers.values_list("request__claim").annotate(last=Max("answered_at")))
    return waits | {
        (account, claim)
        for (account, claim), last in refused.items()
        if claim not in newest or newest[claim] <= last
    }


def _save_new(request: StatementRequest) -> None:
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError:
        raise AskedAlready(f"{request.account} is asked for already") from None


def _ask(request: StatementRequest, at: datetime) -> Allowed:
    """Whether the law lets us ask. Raises LawRefuses."""
    question = Request(
        at=at,
        by=actor_of(request.case.organisation),
        purpose="scam",
        amount=Amount(request.claim.amount, currency(request.currency)),
        settled_at=request.claim.settled_at,
        content=_SAID,
    )
    basis = basis_at(request.jurisdiction, request.basis, at)
    return allowed(may_request(basis, question, activations(request.case.organisation, basis)))


def approve_statement(act: Act, number: int) -> StatementRequest:
    """Another approves, and it is sent. Raises LawRefuses, GuardRefuses, and NoTracedPart where the trace changed."""
    with guarded(act, StatementRequest.objects.filter(pk=number).first()), deciding(act) as decision:
        request = locked(StatementRequest, number)
        act.check("approve", of_statement_request(request))
        before, request.state = request.state, STATEMENT_REQUEST.step(request.state, "approve")
        check_our_matter(request.case.organisation_id, accounts=[request.account_id], case=request.case_id)
        _ask(request, act.at)
        check_may_send()
        check_request_crosses(request, [request.claim], act.at)
        _credit(request.account, request.claim)
        request.approved_by_id, request.approved_at = act.by.id, act.at
        enter_statement(
            decision, "approve", request, before={"state": before}, after={"state": request.state}
        )
        request.state = STATEMENT_REQUEST.step(request.state, "send")
        request.sent_at = act.at
        request.save()
        enter_statement(decision, "send", request, after={"state": request.state})
        set_clock(
            STATEMENT, request.pk, "lapse", at=act.at, due_at=act.at + ANSWER_WITHIN, counts_for_person=True
        )
        watch(act, request, ANSWER_WITHIN)
    return request


def lapse_statement(number: int, act: Act) -> None:
    """It is over, unanswered (by a clock); where the agent had it, it is on the regulator's list."""
    with deciding(act) as decision:
        request = locked(StatementRequest, number)
        before, request.state = request.state, STATEMENT_REQUEST.step(request.state, "lapse")
        request.ended_at = act.at
        request.save(update_fields=["state", "ended_at"])
        stop_clocks(STATEMENT, request.pk, at=act.at)
        # what was asked for may be proposed again
        trace_anew(act, [request.claim_id])
        enter_statement(decision, "lapse", request, before={"state": before}, after={"state": request.state})
        if before == "sent":
            put_on_list(act, StatementRequest, number)


def enter_statement(
    decision: Decision,
    verb: str,
    request: StatementRequest,
    *,
    before: Mapping[str, Value] | None = None,
    after: Mapping[str, Value],
) -> None:
    """Will append an entry about the request, under its basis."""
    basis = citation(request.jurisdiction, request.basis)
    decision.enter(verb, request, basis=basis, before=before, after=after)
