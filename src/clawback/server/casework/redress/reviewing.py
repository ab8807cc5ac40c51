"""A reviewer with no part in the hold decides an objection; else another; else it is let go by the clock."""

from __future__ import annotations

from typing import Final

from clawback.law import end_of
from clawback.law.asking.common import days_of
from clawback.server.casework.finding import locked
from clawback.server.casework.law import basis_of, citation, profile_of
from clawback.server.casework.models import Hold, Objection, ReleaseRequest
from clawback.server.casework.redress.letting_go import let_go
from clawback.server.casework.redress.objecting import KIND
from clawback.server.casework.redress.reviewers import pick_reviewer
from clawback.server.casework.redress.sealing import fingerprint, is_kept, opened, sealed
from clawback.server.casework.redress.subjects import of_objection
from clawback.server.casework.redress.suspending import resume_hold
from clawback.server.casework.refusals import AboveCap, FactsWrong, NotKept
from clawback.server.casework.statements.remembering import remember_review
from clawback.server.casework.states.objection import OBJECTION
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = [
    "LET_GO",
    "OUTCOMES",
    "decide_objection",
    "hand_over",
    "open_words",
    "reasons_of",
    "uphold_unanswered",
]

LET_GO: Final = "let go"
OUTCOMES: Final = ("uphold", "partly uphold", "dismiss")
_LONGEST: Final = 10_000


def open_words(act: Act, number: int) -> dict[str, str]:
    """What the holder said: `words`, `helper`, `contact`. Opening it is written down. Raises NotKept once erased."""
    with deciding(act) as decision:
        made = locked(Objection, number)
        act.check("open", of_objection(made))
        if not is_kept(made.notice):
            raise NotKept("what was said against this hold was erased")
        decision.enter("open", made, after={"hold": made.notice.hold_id})
        return opened(made.notice, f"{made}/told", bytes(made.told))


def reasons_of(objection: Objection) -> str:
    """Why it was decided so, for the holder and for those who may see the objection; empty where a clock decided, and
    after the time for which it is kept."""
    if not objection.reasons or not is_kept(objection.notice):
        return ""
    return opened(objection.notice, f"{objection}/reasons", bytes(objection.reasons))["reasons"]


def decide_objection(
    act: Act, number: int, outcome: str, reasons: str, amount: int | None = None
) -> Objection:
    """`outcome` is one of OUTCOMES; `amount` (minor units) is for `partly uphold` alone, less than is in force.

    What is upheld is released, or its release is asked of those whom the basis names.
    """
    if outcome not in OUTCOMES:
        raise FactsWrong(f"choose one of {', '.join(OUTCOMES)}", field="outcome")
    if not reasons.strip() or len(reasons) > _LONGEST:
        raise FactsWrong("a decision has reasons, which the holder reads", field="reasons")
    with deciding(act) as decision:
        made = locked(Objection, number)
        act.check("decide", of_objection(made))
        made.state = OBJECTION.step(made.state, outcome)
        hold = locked(Hold, made.notice.hold_id)
        made.amount = _amount(hold, outcome, amount)
        made.decided_by_id, made.decided_at = act.by.id, act.at
        made.reasons = sealed(made.notice, f"{made}/reasons", {"reasons": reasons})
        _end(act, made)
        decision.enter(
            outcome.replace(" ", "_"),
            made,
            basis=_basis(hold),
            before={"state": "made"},
            after={
                "amount": made.amount,
                "hold": hold.pk,
                "reasons": fingerprint(made.reasons),
                "state": made.state,
            },
        )
    return made


def _amount(hold: Hold, outcome: str, amount: int | None) -> int:
    if outcome == "dismiss":
        return 0
    if outcome == "uphold":
        return hold.in_force
    if amount is None or not 0 < amount < hold.in_force:
        raise AboveCap(f"a part of {hold.in_force} is more than nothing and less than all", field="amount")
    return amount


def _end(act: Act, made: Objection) -> None:
    made.save()
    stop_clocks(KIND, made.pk, at=act.at)
    resume_hold(act, made.notice.hold)
    if made.amount:
        hold = made.notice.hold
        done = let_go(act, hold.pk, made.amount, f"objection {made} {made.state}", made)
        remember_review(act, hold, f"objection {made}", done if isinstance(done, ReleaseRequest) else None)


def _basis(hold: Hold) -> str:
    return citation(hold.request.jurisdiction, hold.request.basis)


def hand_over(number: int, act: Act) -> None:
    """Nobody answered in time (by a clock): it goes to another reviewer, with a clock of its own.

    Where there is no other, the same one has the second time too.
    """
    with deciding(act) as decision:
        made = locked(Objection, number)
        made.state = OBJECTION.step(made.state, "hand over")
        hold = made.notice.hold
        first, made.passed_over_id = made.reviewer_id, made.reviewer_id
        other = pick_reviewer(made, act.at)
        if other is None:
            made.passed_over_id = None
        made.reviewer_id = other.pk if other else first
        made.handed_over_at = act.at
        made.save(update_fields=["state", "passed_over", "reviewer", "handed_over_at"])
        within = profile_of(hold.request.jurisdiction).house.objection_decided_within
        due_at = end_of(act.at, within, days_of(basis_of(hold)))
        set_clock(KIND, made.pk, LET_GO, at=act.at, due_at=due_at, counts_for_person=True)
        after = {"reviewer": made.reviewer_id or 0}
        decision.enter("hand_over", made, before={"reviewer": first or 0}, after=after)


def uphold_unanswered(number: int, act: Act) -> None:
    """Nobody answered twice (by a clock): the objection is upheld."""
    with deciding(act) as decision:
        made = locked(Objection, number)
        made.state = OBJECTION.step(made.state, "uphold")
        hold = locked(Hold, made.notice.hold_id)
        made.amount, made.decided_at = hold.in_force, act.at
        _end(act, made)
        decision.enter(
            "uphold",
            made,
            basis=_basis(hold),
            before={"state": "made"},
            after={"amount": made.amount, "hold": hold.pk, "state": made.state},
        )
