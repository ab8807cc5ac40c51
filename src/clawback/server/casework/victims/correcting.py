"""correct a claim before it is confirmed: a typing error of whoever told it. The old values stay in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from clawback.clock import to_micros
from clawback.server.casework.accounts import account_of
from clawback.server.casework.finding import locked_claims
from clawback.server.casework.models import Claim
from clawback.server.casework.refusals import ClaimAlreadyConfirmed, FactsWrong
from clawback.server.casework.sealing import key_of
from clawback.server.casework.states.claim import CLAIM
from clawback.server.casework.subjects import of_claim
from clawback.server.people.acting import Act
from clawback.server.record.deciding import Value, deciding

__all__ = ["Facts", "correct_claim", "facts_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """All that can be corrected: (agent code, account number) of both sides, minor units, when, references."""

    debtor: tuple[str, str]
    creditor: tuple[str, str]
    amount: int
    came_back: int
    currency: str
    settled_at: datetime
    uetr: str = ""
    end_to_end_id: str = ""


def facts_of(claim: Claim) -> Facts:
    """As they stand."""
    debtor, creditor = claim.debtor_account, claim.creditor_account
    return Facts(
        debtor=(debtor.agent_code, debtor.number),
        creditor=(creditor.agent_code, creditor.number),
        amount=claim.amount,
        came_back=claim.came_back,
        currency=claim.currency,
        settled_at=claim.settled_at,
        uetr=claim.uetr,
        end_to_end_id=claim.end_to_end_id,
    )


def correct_claim(act: Act, number: int, facts: Facts) -> Claim:
    """The claim with these facts. Raises FactsWrong, and ClaimAlreadyConfirmed: what was confirmed is not rewritten."""
    to_micros(facts.settled_at)
    if facts.amount <= 0 or not 0 <= facts.came_back <= facts.amount:
        raise FactsWrong(
            "a transfer has an amount above zero, and no more came back than was paid", field="amount"
        )
    with deciding(act) as decision:
        claim = locked_claims([number])[number]
        act.check("correct", of_claim(claim))
        if claim.state == "confirmed":
            raise ClaimAlreadyConfirmed(
                "a confirmed claim is not rewritten: reject it, and take the report anew"
            )
        CLAIM.step(claim.state, "confirm")
        before = _values(facts_of(claim))
        _set(claim, facts)
        claim.save()
        after = _values(facts)
        if changed := {name: value for name, value in after.items() if before[name] != value}:
            old = {f"{name}_before": before[name] for name in changed}
            private = {**changed, **old}
            decision.enter("correct", claim, private=private, key=key_of(claim.told_in or claim.report))
    return claim


def _set(claim: Claim, facts: Facts) -> None:
    debtor, creditor = account_of(*facts.debtor), account_of(*facts.creditor)
    if debtor == creditor:
        raise FactsWrong("a transfer goes from one account to another", field="creditor")
    claim.debtor_account, claim.creditor_account = debtor, creditor
    claim.amount, claim.came_back, claim.currency = facts.amount, facts.came_back, facts.currency
    claim.settled_at = facts.settled_at
    claim.settled_day = facts.settled_at.astimezone(UTC).date()
    claim.uetr, claim.end_to_end_id = facts.uetr, facts.end_to_end_id


def _values(facts: Facts) -> dict[str, Value]:
    """An account number is a person's: these enter the journal sealed."""
    return {
        "debtor": ":".join(facts.debtor),
        "creditor": ":".join(facts.creditor),
        "amount": facts.amount,
        "came_back": facts.came_back,
        "currency": facts.currency,
        "settled_at": facts.settled_at.isoformat(),
        "reference": facts.uetr or facts.end_to_end_id,
    }
