"""renew a hold, as its basis allows."""

from __future__ import annotations

from clawback.law import RenewalQuestion, may_renew
from clawback.server.casework.ending import KIND
from clawback.server.casework.finding import locked
from clawback.server.casework.insiders.interests import check_our_matter
from clawback.server.casework.law import activations, actor_of, allowed, basis_of, citation
from clawback.server.casework.models import Hold
from clawback.server.casework.redress.amending import amend_notice
from clawback.server.casework.refusals import EvidenceTooWeak, IdentityNotVouched
from clawback.server.casework.states.hold import HOLD
from clawback.server.casework.subjects import of_hold
from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["renew_hold"]


def renew_hold(act: Act, number: int) -> Hold:
    """The hold goes on for another period. Raises LawRefuses; EvidenceTooWeak until the debtor's agent confirms, and
    IdentityNotVouched until it or the police say who each victim is."""
    with deciding(act) as decision:
        hold = locked(Hold, number)
        act.check("renew", of_hold(hold))
        HOLD.step(hold.state, "renew")
        asked = hold.request
        check_our_matter(asked.case.organisation_id, accounts=[asked.account_id], case=asked.case_id)
        if hold.parts.filter(in_force__gt=0).exclude(claim__evidence="confirmed").exists():
            raise EvidenceTooWeak("renewal needs the word of the debtor's agent for every claim of the hold")
        if hold.parts.filter(in_force__gt=0, claim__vouching__isnull=True).exists():
            raise IdentityNotVouched(
                "renewal needs somebody who vouches for the victim of every claim of the hold",
                remedy="the debtor's agent or the police say that they are who they say",
            )
        question = RenewalQuestion(
            at=act.at,
            by=actor_of(hold.request.case.organisation),
            start=hold.placed_at,
            end=hold.until,
            renewals=hold.renewals,
        )
        basis = basis_of(hold)
        answer = allowed(may_renew(basis, question, activations(hold.request.case.organisation, basis)))
        assert answer.until is not None, "a renewal has an end"
        before, hold.until = hold.until, answer.until
        hold.renewals += 1
        hold.save(update_fields=["until", "renewals"])
        set_clock(KIND, hold.pk, "expire", at=act.at, due_at=hold.until)
        decision.enter(
            "renew",
            hold,
            basis=citation(hold.request.jurisdiction, hold.request.basis),
            before={"until": before.isoformat()},
            after={"until": hold.until.isoformat()},
        )
        amend_notice(act, hold)
    return hold
