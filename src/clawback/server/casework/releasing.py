"""release a hold, confirm that it was done; a hold expires by its clock."""

from __future__ import annotations

from clawback.law import may_release
from clawback.server.casework.anew import trace_anew
from clawback.server.casework.ending import end_part, shares_of
from clawback.server.casework.finding import locked
from clawback.server.casework.giving import give_checkpoint
from clawback.server.casework.law import actor_of, allowed, basis_of
from clawback.server.casework.models import Hold, Reduction
from clawback.server.casework.refusals import AboveCap, FactsWrong, HoldEnded
from clawback.server.casework.states.hold import HOLD
from clawback.server.casework.subjects import of_hold
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.people.models import Organisation
from clawback.server.record.deciding import deciding

__all__ = ["confirm_release", "expire_hold", "mark_overdue", "release_hold"]


def release_hold(act: Act, number: int, amount: int | None, reason: str) -> Reduction:
    """Lets go `amount` of a hold (None: all that is in force), over its claims in proportion.

    Raises HoldEnded, AboveCap, and LawRefuses where others must be asked.
    """
    if not reason.strip():
        raise FactsWrong("a release has a reason", field="reason")
    with deciding(act):
        hold = locked(Hold, number)
        act.check("release", of_hold(hold))
        HOLD.step(hold.state, "release")
        wanted = hold.in_force if amount is None else amount
        if not 0 < wanted <= hold.in_force:
            raise AboveCap(f"{hold.in_force} is in force", field="amount")
        organisation = Organisation.objects.get(pk=act.by.organisation)
        allowed(may_release(basis_of(hold), actor_of(organisation)))
        return end_part(act, number, shares_of(hold, wanted), "released", reason)


def expire_hold(number: int, act: Act) -> None:
    """Its time is over (by a clock): what is in force expires. One that was renewed meanwhile gets its clock again."""
    with deciding(act):
        hold = locked(Hold, number)
        HOLD.step(hold.state, "expire")
        if act.at < hold.until:
            set_clock("hold", hold.pk, "expire", at=act.at, due_at=hold.until)
            return
        parts = {part.pk: part.in_force for part in hold.parts.filter(in_force__gt=0)}
        end_part(act, number, parts, "expired", f"its time was over at {hold.until.isoformat()}")
        trace_anew(act, hold.parts.values_list("claim", flat=True))


def confirm_release(act: Act, number: int) -> Reduction:
    """The agent let the money go. Raises HoldEnded where it said so before."""
    with deciding(act) as decision:
        reduction = locked(Reduction, number)
        act.check("confirm", of_hold(reduction.hold, "release"))
        if reduction.sent_at is None or reduction.confirmed_at is not None:
            raise HoldEnded("this release needs no confirmation any more")
        reduction.confirmed_at = act.at
        reduction.save(update_fields=["confirmed_at"])
        stop_clocks("release", reduction.pk, at=act.at)
        give_checkpoint(reduction.hold.request.agent_id, act.at)
        decision.enter("confirm", reduction, after={"hold": reduction.hold_id, "amount": reduction.amount})
    return reduction


def mark_overdue(number: int, act: Act) -> None:
    """The agent did not confirm in time (by a clock): it counts as still blocked."""
    with deciding(act) as decision:
        reduction = locked(Reduction, number)
        if reduction.confirmed_at is not None:
            raise HoldEnded("this release was confirmed")
        reduction.overdue_since = act.at
        reduction.save(update_fields=["overdue_since"])
        decision.enter("overdue", reduction, after={"hold": reduction.hold_id, "amount": reduction.amount})
