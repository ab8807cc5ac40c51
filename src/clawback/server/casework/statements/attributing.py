"""A hold is for the claims whose money stands there: where evidence shows others, its parts follow, and no sum does."""

from __future__ import annotations

from collections.abc import Sequence

from clawback.holding.reattribute import reattribute
from clawback.holding.records import ClaimCap, Move, OpenHold
from clawback.server.casework.ending import free_of
from clawback.server.casework.finding import locked
from clawback.server.casework.law import citation
from clawback.server.casework.models import Claim, Hold, HoldPart
from clawback.server.casework.returns.fitting import fit_parts
from clawback.server.casework.statements.known import Found
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["attribute_anew"]

_WHY = "the evidence shows another claim's money there"


def attribute_anew(
    act: Act, found: Found, caps: Sequence[ClaimCap], holds: Sequence[Hold], open_holds: Sequence[OpenHold]
) -> bool:
    """Moves parts of these holds between claims of one case; whether any was moved.

    `open_holds` begins with these holds, in their order. Money that was sent to its victim stays for that claim.
    """
    cases = dict(
        Claim.objects.filter(pk__in=[int(cap.claim) for cap in caps]).values_list("pk", "report__case")
    )
    together = {cap.claim: cases[int(cap.claim)] for cap in caps}
    moves = [
        each for each in reattribute(found.standings, caps, open_holds, together) if each.hold < len(holds)
    ]
    done = [_move(act, holds[move.hold], move) for move in moves]
    return any(done)


def _move(act: Act, held: Hold, move: Move) -> bool:
    with deciding(act) as decision:
        hold = locked(Hold, held.pk)
        part = HoldPart.objects.get(hold=hold, claim=int(move.of))
        amount = min(move.amount, free_of(hold).get(part.pk, 0))
        if not amount:
            return False
        other, _ = HoldPart.objects.get_or_create(
            hold=hold, claim_id=int(move.to), defaults={"placed": 0, "in_force": 0}
        )
        for row, units in ((part, -amount), (other, amount)):
            row.placed += units
            row.in_force += units
            row.save(update_fields=["placed", "in_force"])
        fit_parts(act, [part.pk], "attributed", _WHY)
        decision.enter(
            "attribute",
            hold,
            basis=citation(hold.request.jurisdiction, hold.request.basis),
            before={"claim": part.claim_id},
            after={"claim": other.claim_id, "amount": amount},
        )
    return True
