"""dismiss what the trace proposes, or a draft that nobody sent: with a reason, so that a case can end."""

from __future__ import annotations

from clawback.server.casework.finding import locked
from clawback.server.casework.lapsing import lapse_request
from clawback.server.casework.models import Claim, HoldRequest, Proposal, Review, StatementRequest
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.statements.bases import find_for
from clawback.server.casework.statements.known import name_of
from clawback.server.casework.statements.proposing import PROPOSAL
from clawback.server.casework.statements.requesting import lapse_statement
from clawback.server.casework.states.hold_request import HOLD_REQUEST
from clawback.server.casework.states.statement_request import STATEMENT_REQUEST
from clawback.server.casework.subjects import of_new_request, of_request, of_statement_request
from clawback.server.clocks.setting import stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["dismiss_draft", "dismiss_proposal", "dismiss_statement_draft"]


def dismiss_proposal(act: Act, number: int, reason: str) -> None:
    """Nobody follows it; it is not proposed again before the trace knows more."""
    _check_reason(reason)
    with deciding(act) as decision:
        row = locked(Proposal, number)
        act.check("dismiss", of_new_request(row.case, PROPOSAL))
        decision.enter("dismiss", row, after={"case": row.case_id, "amount": row.amount, "reason": reason})
        for claim in Claim.objects.filter(report__case=row.case, currency=row.currency, state="confirmed"):
            _remember(act, row, claim, reason)
        stop_clocks(PROPOSAL, row.pk, at=act.at)
        row.delete()


def _remember(act: Act, row: Proposal, claim: Claim, reason: str) -> None:
    found = find_for(claim, act.at)
    standing = found.standing(name_of(row.account)) if found else None
    low, high = standing.claims.get(str(claim.pk), (0, 0)) if standing else (0, 0)
    if high:
        held = claim.hold_parts.filter(hold__request__account=row.account).values_list("in_force", flat=True)
        Review.objects.create(
            kind=row.kind,
            account=row.account,
            claim=claim,
            left=sum(held) if row.kind == "hold" else 0,
            known=low if row.kind == "hold" else high,
            cause="dismissed",
            reason=reason[:200],
            at=act.at,
            by_id=act.by.id,
        )


def dismiss_draft(act: Act, number: int, reason: str) -> None:
    """A draft of a hold request lapses. Raises RequestSent, and the others of its states, where it is none."""
    _check_reason(reason)
    with deciding(act) as decision:
        request = locked(HoldRequest, number)
        act.check("dismiss", of_request(request))
        if request.state != "drafted":
            HOLD_REQUEST.step(request.state, "dismiss")
        decision.enter("dismiss", request, after={"reason": reason})
        lapse_request(number, act)


def dismiss_statement_draft(act: Act, number: int, reason: str) -> None:
    """A draft of a statement request lapses. Raises StatementSent, and the others of its states, where it is none."""
    _check_reason(reason)
    with deciding(act) as decision:
        request = locked(StatementRequest, number)
        act.check("dismiss", of_statement_request(request))
        if request.state != "drafted":
            STATEMENT_REQUEST.step(request.state, "dismiss")
        decision.enter("dismiss", request, after={"reason": reason})
        lapse_statement(number, act)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise FactsWrong("say why nothing comes of it", field="reason")
