"""What was done with a referral, in the journal; and its end where what it tells is forgotten."""

from __future__ import annotations

from django.db.models import QuerySet

from clawback.server.casework.law import citation
from clawback.server.casework.models import Referral
from clawback.server.casework.states.referral import REFERRAL, UNDER_WAY
from clawback.server.people.acting import Act
from clawback.server.record.deciding import Value, deciding

__all__ = ["empty_referrals", "enter_referral"]


def enter_referral(act: Act, found: Referral, verb: str, before: str = "") -> None:
    """What was done with it, in the journal."""
    of: dict[str, Value] = (
        {"report": found.report_id} if found.report_id else {"objection": found.objection_id or 0}
    )
    with deciding(act) as decision:
        decision.enter(
            verb,
            found,
            basis=citation(found.jurisdiction, found.basis),
            before={"state": before} if before else None,
            after={"state": found.state, **of, "to": found.to_id},
        )


def empty_referrals(act: Act, found: QuerySet[Referral]) -> None:
    """Within the decision that destroys their key: they tell nothing any more, and those not answered are withdrawn."""
    for each in found.filter(state__in=UNDER_WAY).order_by("pk").select_for_update():
        before, each.state = each.state, REFERRAL.step(each.state, "withdraw")
        each.save(update_fields=["state"])
        enter_referral(act, each, "withdraw", before)
    found.update(told=b"", words="")
