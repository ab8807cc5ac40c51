"""carry: an approver says which case carries a claim that another owner's case traces too; free: that one which carried
it, and is over, did not pay it."""

from __future__ import annotations

from clawback.federation.node.owning import carry, set_unpaid
from clawback.server.casework.federation.asking import of_question
from clawback.server.casework.federation.seats import ask_machine
from clawback.server.casework.finding import locked
from clawback.server.casework.models import PeerQuestion, QuestionClaim
from clawback.server.casework.refusals import FactsWrong, NotShared
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["carry_claim", "free_claim"]


def carry_claim(act: Act, number: int, claim: int, case: str) -> QuestionClaim:
    """Says to the institution where the claim starts that `case` (ours or another's, by its name there) carries it; may
    be said again. Raises NotShared, PeerRefuses."""
    with deciding(act) as decision:
        question = locked(PeerQuestion, number)
        act.check("carry", of_question(question))
        row = question.claims.filter(claim=claim, asked_at__isnull=False).first()
        if row is None or case not in row.shared:
            raise NotShared("no other case traces this claim, or none of that name", field="case")
        key = row.key
        decision.enter("carry", question, after={"claim": claim, "carrier": case})
        ask_machine(act, question.seat_id, lambda draft: carry(draft, question.name, key, case))
        row.refresh_from_db()
        row.says = case
        row.save(update_fields=["says"])
    return row


def free_claim(act: Act, number: int, claim: int, case: str, reason: str) -> QuestionClaim:
    """Says that `case`, which carried the claim until it was over, did not pay it: as far as that one goes, ours may.
    Raises FactsWrong without a reason, NotShared, PeerRefuses."""
    if not reason.strip():
        raise FactsWrong("that it was not paid has a reason", field="reason")
    with deciding(act) as decision:
        question = locked(PeerQuestion, number)
        act.check("free", of_question(question))
        row = question.claims.filter(claim=claim).first()
        if row is None or case not in row.ended:
            raise NotShared("no case of that name carried this claim and is over", field="case")
        key = row.key
        decision.enter("free", question, after={"claim": claim, "carrier": case, "reason": reason[:500]})
        ask_machine(act, question.seat_id, lambda draft: set_unpaid(draft, question.name, key, case))
        row.refresh_from_db()
    return row
