"""carry: an approver says which case carries a claim that another owner's case traces too."""

from __future__ import annotations

from clawback.federation.node.owning import carry
from clawback.server.casework.federation.asking import of_question
from clawback.server.casework.federation.seats import ask_machine
from clawback.server.casework.finding import locked
from clawback.server.casework.models import PeerQuestion, QuestionClaim
from clawback.server.casework.refusals import NotShared
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["carry_claim"]


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
