"""Which claims another owner's case traces too, and which of the cases carries each: only that one pays it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clawback.federation.node.sharing import carrier_of
from clawback.federation.node.state import Owned
from clawback.server.casework.models import PeerQuestion, QuestionClaim
from clawback.server.casework.refusals import CarrierEnded, ClaimShared
from clawback.server.record.deciding import Decision

__all__ = ["carried_elsewhere", "check_carried", "not_carried", "write_shared"]


def not_carried(claims: Iterable[int]) -> list[QuestionClaim]:
    """Of these claims those that our case may not pay: shared, and not carried by it as all say; or carried by one that
    is over, while nobody said that it did not pay."""
    rows = QuestionClaim.objects.filter(claim__in=list(claims)).exclude(shared={}, ended=[])
    return [
        row
        for row in rows.select_related("question", "claim").order_by("claim")
        if row.ended or carrier_of(row.shared) != row.question.name
    ]


def carried_elsewhere(claims: Iterable[int]) -> set[int]:
    """Claims that by the word of all another case carries, or did until it was over: it pays them, or may have."""
    return {row.claim_id for row in not_carried(claims) if row.ended or carrier_of(row.shared) is not None}


def check_carried(claims: Iterable[int]) -> None:
    """Raises ClaimShared where one of these may not be paid by our case, CarrierEnded where another may have."""
    found = not_carried(claims)
    if ended := [row for row in found if row.ended]:
        named = ", ".join(str(row.claim) for row in ended)
        raise CarrierEnded(
            f"another case carried {named} and is over: nobody said that it did not pay",
            remedy="ask the other owner, and say so on the case's page; or divide again without it",
        )
    if found:
        named = ", ".join(str(row.claim) for row in found)
        raise ClaimShared(
            f"another case traces {named} too, and not all say that ours carries it",
            remedy="say on the case's page which carries it; divide again where the other does",
        )


def write_shared(decision: Decision, question: PeerQuestion, owned: Owned) -> None:
    """What the institutions say of it, after each step. A claim that our case alone has is not shared; who carried it
    before, and may have paid it, stays."""
    for row in question.claims.all() if owned.sharing else ():
        said = owned.sharing.get(row.key)
        cases: Mapping[str, str] = said.cases if said is not None and len(said.cases) > 1 else {}
        ended = said.ended if said is not None else []
        if (row.shared, row.ended) == (cases, ended):
            continue
        row.shared, row.ended = dict(cases), list(ended)
        row.says = row.says if row.says in cases else ""
        row.save(update_fields=["shared", "ended", "says"])
        after = {"claim": row.claim_id, "cases": len(cases), "ended": len(ended)}
        decision.enter("share", question, after=after)
