"""How long a hold lasts on the evidence of its claims: for the emergency period on the word of a victim, or of the
creditor's agent; to the end of its basis' first period once the debtor's agent confirmed every claim it is for."""

from __future__ import annotations

from datetime import datetime

from clawback.law import confirmed_until
from clawback.server.casework.finding import locked
from clawback.server.casework.law import basis_of, citation
from clawback.server.casework.models import Claim, Hold, HoldPart
from clawback.server.casework.redress.amending import amend_notice
from clawback.server.casework.states.claim import EVIDENCE
from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["extend", "extend_confirmed", "longer_end", "unconfirmed_parts"]


def extend_confirmed(act: Act, claim: Claim) -> None:
    """Within a confirmation: holds for the claim go on where all that they are for is confirmed now.

    One that is for another claim too goes on when its emergency period is over, without what is not confirmed.
    """
    holds = Hold.objects.filter(parts__claim=claim, parts__in_force__gt=0, state="placed")
    for number in sorted(set(holds.values_list("pk", flat=True))):
        hold = locked(Hold, number)
        end = longer_end(hold)
        if end is not None and act.at < hold.until and not unconfirmed_parts(hold):
            extend(act, hold, end)


def longer_end(hold: Hold) -> datetime | None:
    """The end of the first period of a hold that was placed for less; None where it lasts as long already."""
    end = None if hold.renewals else confirmed_until(basis_of(hold), hold.placed_at)
    return end if end is not None and end > hold.until else None


def unconfirmed_parts(hold: Hold) -> dict[int, int]:
    """HoldPart -> minor units in force for claims that the debtor's agent did not confirm."""
    parts = HoldPart.objects.filter(hold=hold, in_force__gt=0).exclude(claim__evidence=EVIDENCE[-1])
    return dict(parts.values_list("pk", "in_force"))


def extend(act: Act, hold: Hold, until: datetime) -> None:
    """The locked hold goes on until then; no renewal is used."""
    with deciding(act) as decision:
        before, hold.until = hold.until, until
        hold.save(update_fields=["until"])
        set_clock("hold", hold.pk, "expire", at=act.at, due_at=until)
        decision.enter(
            "extend",
            hold,
            basis=citation(hold.request.jurisdiction, hold.request.basis),
            before={"until": before.isoformat()},
            after={"until": until.isoformat()},
        )
        amend_notice(act, hold)
