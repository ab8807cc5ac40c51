"""vouch: the victim's own agent, or the police, say that they are who they say."""

from __future__ import annotations

from clawback.server.casework.anew import trace_anew
from clawback.server.casework.finding import locked_claims
from clawback.server.casework.models import Claim, Vouching
from clawback.server.casework.refusals import VouchedAlready
from clawback.server.casework.states.claim import CLAIM
from clawback.server.casework.subjects import of_claim
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["vouch"]


def vouch(act: Act, number: int) -> Vouching:
    """The identity of a claim's victim is vouched for, once. Raises VouchedAlready."""
    with deciding(act) as decision:
        claim: Claim = locked_claims([number])[number]
        act.check("vouch", of_claim(claim, "identity"))
        CLAIM.step(claim.state, "withdraw")  # a claim that is over has no victim
        if Vouching.objects.filter(claim=claim).exists():
            raise VouchedAlready(f"somebody vouched for the victim of claim {number} before")
        made = Vouching.objects.create(claim=claim, by_id=act.by.id, at=act.at)
        claim.is_vouched = True
        claim.save(update_fields=["is_vouched"])
        decision.enter("vouch", claim, after={"by": act.by.kind})
        if claim.state == "confirmed" and claim.report.case_id is not None:
            trace_anew(act, [number])  # statements beyond its first account may be proposed now
    return made
