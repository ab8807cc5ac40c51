"""Lines of plans rest on held money and on a loss: where either gets smaller, lines not yet sent do too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clawback.journal.encryption import ReportKey
from clawback.server.casework.models import Claim, Hold, HoldPart, Plan, PlanLine
from clawback.server.casework.refusals import MoreThanLoss, ReturnUnderWay
from clawback.server.casework.returns.finishing import finish
from clawback.server.casework.states.plan import LINE, UNSENT
from clawback.server.people.acting import Act
from clawback.server.record.deciding import Decision, deciding

__all__ = ["end_lines", "enter_reason", "fit_claim", "fit_parts", "lock_holds_of", "withdraw_line"]


def fit_parts(act: Act, parts: Iterable[int], ending: str, why: str) -> None:
    """After so much of these parts (HoldPart) is no longer in force.

    A line that was sent when its hold expired waits on for the agent's word: the law ends the hold, not the transfer.
    Raises ReturnUnderWay where anything else would let go of money that was sent.
    """
    lines = _locked_lines(PlanLine.objects.filter(part__in=list(parts)))
    if not lines:
        return
    with deciding(act) as decision:
        for part in HoldPart.objects.filter(pk__in={line.part_id for line in lines}).order_by("pk"):
            own = [line for line in lines if line.part_id == part.pk]
            sent = [line for line in own if line.state == "sent" and not line.outlived]
            room = part.in_force - sum(line.amount for line in sent)
            if room < 0 and ending != "expired":
                raise ReturnUnderWay("money of this hold was sent, and its agent did not confirm it yet")
            if room < 0:
                _outlive(sent)
            _cut(decision, own, max(room, 0), f"{ending}: {why}")
        _finish_all(act, lines)


def fit_claim(act: Act, claim: Claim, why: str) -> None:
    """After `claim` lost less than was known. Raises MoreThanLoss where what was paid and sent is more than that."""
    lines = _locked_lines(PlanLine.objects.filter(claim=claim).exclude(state="withdrawn"))
    gone = sum(line.amount for line in lines if line.state not in UNSENT)
    if gone > claim.loss:
        raise MoreThanLoss(
            f"{gone} was paid or sent already, and the loss would be {claim.loss}",
            remedy="what came too much goes back to the agent that paid it",
        )
    with deciding(act) as decision:
        _cut(decision, lines, claim.loss - gone, why)
        _finish_all(act, lines)


def lock_holds_of(claims: Iterable[int]) -> None:
    """Those of their parts, and those that pay their lines, before any plan is locked."""
    wanted = list(claims)
    parts = set(HoldPart.objects.filter(claim__in=wanted).values_list("hold", flat=True))
    lines = set(PlanLine.objects.filter(claim__in=wanted).values_list("part__hold", flat=True))
    list(Hold.objects.select_for_update(no_key=True).filter(pk__in=parts | lines).order_by("pk"))


def end_lines(act: Act, claim: Claim, why: str) -> None:
    """After the claim is over: nobody is paid by it, from its own parts or from others'. What was sent waits for its
    agent's word. The holds were locked by `lock_holds_of`."""
    lines = _locked_lines(PlanLine.objects.filter(claim=claim, state__in=UNSENT))
    with deciding(act) as decision:
        for line in lines:
            withdraw_line(decision, line, why)
        _finish_all(act, lines)


def withdraw_line(decision: Decision, line: PlanLine, why: str, key: ReportKey | None = None) -> None:
    """The line pays nothing; its money stays held. With a `key` the reason is kept sealed, and not by the line."""
    before, line.state = line.state, LINE.step(line.state, "withdraw")
    line.reason = "" if key else why[:200]
    line.save(update_fields=["state", "reason"])
    enter_reason(decision, "withdraw", line, before, why, key)


def enter_reason(
    decision: Decision, verb: str, line: PlanLine, before: str, why: str, key: ReportKey | None
) -> None:
    """In the journal: open, or sealed with the key of a report."""
    said = {"reason": why}
    after = {"state": line.state, **({} if key else said)}
    private = said if key else None
    decision.enter(verb, line, before={"state": before}, after=after, private=private, key=key)


def _locked_lines(found: object) -> list[PlanLine]:
    """Plans first, then lines: the order in which everybody locks them."""
    plans = set(found.values_list("plan", flat=True))  # type: ignore[attr-defined]
    list(Plan.objects.select_for_update().filter(pk__in=plans).order_by("pk"))
    return list(found.select_for_update(of=["self"]).order_by("pk"))  # type: ignore[attr-defined]


def _outlive(sent: Sequence[PlanLine]) -> None:
    for line in sent:
        line.outlived = True
        line.save(update_fields=["outlived"])


def _cut(decision: Decision, lines: Sequence[PlanLine], room: int, why: str) -> None:
    """The last lines first, until those not yet sent fit into `room`."""
    unsent = [line for line in lines if line.state in UNSENT]
    over = sum(line.amount for line in unsent) - room
    for line in reversed(unsent):
        if over <= 0:
            return
        if line.amount <= over:
            over -= line.amount
            withdraw_line(decision, line, why)
        else:
            before, line.amount = line.amount, line.amount - over
            line.reason = why[:200]
            line.save(update_fields=["amount", "reason"])
            decision.enter("cut", line, before={"amount": before}, after={"amount": line.amount})
            over = 0


def _finish_all(act: Act, lines: Sequence[PlanLine]) -> None:
    for number in sorted({line.plan_id for line in lines}):
        finish(act, Plan.objects.get(pk=number))
