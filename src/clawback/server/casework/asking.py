"""What the law is asked about a hold request."""

from __future__ import annotations

from datetime import datetime

from clawback.law import Allowed, Emergency, HoldQuestion, day_of, may_hold
from clawback.law.words import Content
from clawback.money import Amount, currency
from clawback.server.casework.law import activations, actor_of, allowed, basis_at, profile_of
from clawback.server.casework.models import Hold, HoldRequest
from clawback.server.casework.states.claim import EVIDENCE

__all__ = ["ask", "emergency_of"]

_SAID: frozenset[Content] = frozenset(
    {"account", "amount", "creditor-agent", "debtor-account", "debtor-agent", "settled-at"}
)


def ask(
    request: HoldRequest, at: datetime, *, amount: int | None = None, emergency: Emergency | None = None
) -> Allowed:
    """Whether the request may be made, or the hold placed, at `at`. Raises LawRefuses."""
    basis = basis_at(request.jurisdiction, request.basis, at)
    claims = [part.claim for part in request.parts.select_related("claim")]
    before = Hold.objects.filter(request__basis=request.basis, request__jurisdiction=request.jurisdiction)
    question = HoldQuestion(
        at=at,
        by=actor_of(request.case.organisation),
        on="holder",
        amount=Amount(amount or request.amount, currency(request.currency)),
        confirmed=all(claim.evidence == EVIDENCE[-1] for claim in claims),
        content=_SAID,
        settled_at=min(claim.settled_at for claim in claims),
        held_on_account=before.filter(request__account=request.account).count(),
        held_for_credit=before.filter(request__account=request.account, parts__claim__in=claims).count(),
        emergency=emergency,
    )
    return allowed(may_hold(basis, question, activations(request.case.organisation, basis)))


def emergency_of(request: HoldRequest, at: datetime) -> Emergency:
    """What the emergency rule looks at: the account, and how often this analyst used it today."""
    profile = profile_of(request.jurisdiction)
    sent = HoldRequest.objects.filter(
        emergency=True, drafted_by=request.drafted_by, sent_at__isnull=False
    ).exclude(pk=request.pk)
    times = [each for each in sent.values_list("sent_at", flat=True) if each is not None]
    today = [each for each in times if day_of(profile, each) == day_of(profile, at)]
    parts = request.parts.select_related("claim")
    return Emergency(
        first_account=all(part.claim.creditor_account_id == request.account_id for part in parts),
        guarded=request.account.guarded,
        sent_today=len(today),
    )
