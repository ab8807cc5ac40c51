"""Evidence: the debtor's agent says that a reported transfer was made."""

from __future__ import annotations

from typing import Literal, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router

from clawback.server.api.operations import reads, writes
from clawback.server.api.paging import Cursor, Limit, page, visible
from clawback.server.api.resources.releases import Confirming
from clawback.server.api.shapes import Answer, Money, Number, money
from clawback.server.api.signing_in import act_of
from clawback.server.casework.claiming import confirm_evidence
from clawback.server.casework.models import Claim
from clawback.server.casework.subjects import of_claim
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject

__all__ = ["router"]

router = Router(tags=["evidence"])

Evidence = Literal["told", "found", "confirmed"]


class EvidenceOut(Answer):
    """A reported transfer from one of the agent's accounts: `account` is its number there."""

    claim: int
    evidence: Evidence
    account: str
    creditor_agent: str
    creditor_account: str
    amount: Money
    settled_at: str
    uetr: str
    end_to_end_id: str


class EvidencePage(Answer):
    """Newest first; `next` is the cursor of the next page."""

    items: list[EvidenceOut]
    next: int | None


@reads(router, "/evidence", "evidence:confirm", EvidencePage)
def evidence(
    request: HttpRequest, state: Evidence | None = None, cursor: Cursor = None, limit: Limit = 50
) -> EvidencePage:
    """List the transfers from the agent's own accounts that victims reported."""
    act = act_of(request)
    found = _known(act)
    rows, following = page(
        act, found.filter(evidence=state) if state else found, _subject, cursor, limit, "confirm"
    )
    return EvidencePage(items=[_out(row) for row in rows], next=following)


@writes(router, "/evidence/{number}/confirm", "evidence:confirm", EvidenceOut)
def confirm(request: HttpRequest, number: Number, body: Confirming) -> EvidenceOut:
    """Confirm that the transfer of claim `number` was made."""
    act = act_of(request)
    visible(act, _known(act), number, _subject, "confirm")
    return _out(confirm_evidence(act, number))


def _known(act: Act) -> QuerySet[Claim]:
    """A claim that is over, or not looked at yet, is nothing to the agent."""
    found = Claim.objects.filter(debtor_account__agent=act.by.organisation, state="confirmed")
    return found.select_related("report", "debtor_account", "creditor_account")


def _subject(claim: Claim) -> Subject:
    return of_claim(claim, "evidence")


def _out(claim: Claim) -> EvidenceOut:
    return EvidenceOut(
        claim=claim.pk,
        evidence=cast("Evidence", claim.evidence),
        account=claim.debtor_account.number,
        creditor_agent=claim.creditor_account.agent_code,
        creditor_account=claim.creditor_account.number,
        amount=money(claim.amount, claim.currency),
        settled_at=claim.settled_at.isoformat(),
        uetr=claim.uetr,
        end_to_end_id=claim.end_to_end_id,
    )
