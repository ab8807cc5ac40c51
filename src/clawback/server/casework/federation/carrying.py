"""Which claims another owner's case traces too, and which of the cases carries each: only that one pays it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clawback.federation.node.sharing import carrier_of
from clawback.federation.node.state import Owned
from clawback.server.casework.models import PeerQuestion, QuestionClaim
from clawback.server.casework.refusals import ClaimShared
from clawback.server.record.deciding import Decision

__all__ = ["carried_elsewhere", "check_carried", "not_carried", "write_shared"]


def not_carried(claims: Iterable[int]) -> list[QuestionClaim]:
    """Of these claims those that our case may not pay: shared, and not carried by it as all say."""
    rows = QuestionClaim.objects.filter(claim__in=list(claims)).exclude(shared={})
    return [
        row
        for row in rows.select_related("question", "claim").order_by("claim")
        if carrier_of(row.shared) != row.question.name
    ]


def carried_elsewhere(claims: Iterable[int]) -> set[int]:
    """Claims that by the word of all another case carries: it pays them."""
    return {row.claim_id for row in not_carried(claims) if carrier_of(row.shared) is not None}


def check_carried(claims: Iterable[int]) -> None:
    """Raises ClaimShared where one of these may not be paid by our case."""
    found = not_carried(claims)
    if found:
        named = ", ".join(str(row.claim) for row in found)
        raise ClaimShared(
            f"another case traces {named} too, and not all say that ours carries it",
            remedy="say on the case's page which carries it; divide again where the other does",
        )


def write_shared(decision: Decision, question: PeerQuestion, owned: Owned) -> None:
    """What the institutions say of it, after each step. A claim that our case alone has is not shared."""
    for row in question.claims.all() if owned.sharing else ():
        said = owned.sharing.get(row.key)
        cases: Mapping[str, str] = said.cases if said is not None and len(said.cases) > 1 else {}
        if row.shared == cases:
            continue
        row.shared = dict(cases)
        row.says = row.says if row.says in cases else ""
        row.save(update_fields=["shared", "says"])
        decision.enter("share", question, after={"claim": row.claim_id, "cases": len(cases)})
