"""draft, divide again and withdraw a return plan."""

from __future__ import annotations

from datetime import datetime

from clawback.law import Basis, Refused, ReturnQuestion, may_return
from clawback.money import Amount, currency
from clawback.returning import METHODS
from clawback.server.casework.finding import check_open, locked, locked_claims
from clawback.server.casework.insiders.interests import check_our_matter
from clawback.server.casework.known import may_be_known
from clawback.server.casework.law import activations, actor_of, allowed, basis_at, citation
from clawback.server.casework.models import AccountChange, Case, Claim, Hold, Plan, PlanLine
from clawback.server.casework.refusals import FactsWrong, LineContested, RoundClosed
from clawback.server.casework.returns.creditors import creditors_of
from clawback.server.casework.returns.dividing import Divided, divided, is_in_proportion
from clawback.server.casework.returns.fitting import withdraw_line
from clawback.server.casework.returns.lines import lines_of
from clawback.server.casework.returns.subjects import of_new, of_plan
from clawback.server.casework.states.plan import PLAN
from clawback.server.casework.telling import tell_victims
from clawback.server.clocks.setting import stop_clocks
from clawback.server.people.acting import Act
from clawback.server.people.refusals import NotAllowed
from clawback.server.record.deciding import Decision, deciding

__all__ = ["divide_again", "draft_plan", "question_of", "withdraw_plan"]

_LATER = ("public-notice-due", "public-notice-runs")


def draft_plan(act: Act, case: int, basis: str, method: str, code: str) -> Plan:
    """Divides what is held of the case in currency `code` by `method`, and keeps what every method would pay.

    Raises NothingToReturn, LawRefuses, and NotAllowed for one who approved another account for one of the claims.
    """
    with deciding(act) as decision:
        found = locked(Case, case)
        act.check("draft", of_new(found, "plan"))
        check_open(found)
        check_our_matter(found.organisation_id, case=case)
        if method not in METHODS:
            raise FactsWrong(f"{method!r} is no method of return", field="method")
        _lock(found)
        entry = basis_at(found.jurisdiction, basis, act.at)
        division = divided(found, code, entry, last_report=_last_report(found, entry))
        plan = Plan(
            case=found,
            currency=code,
            jurisdiction=found.jurisdiction,
            basis=basis,
            basis_digest=entry.digest,
            method=method,
            round=found.plans.exclude(state="withdrawn").count() + 1,
            in_proportion=is_in_proportion(division, method),
            divisions=division.kept(),
            drafted_by_id=act.by.id,
            drafted_at=act.at,
        )
        plan.save()
        _make_lines(act, decision, plan, division)
        _check_law(act, plan, entry)
    return plan


def divide_again(act: Act, number: int) -> Plan:
    """A claim came late, or a hold changed, before the plan is approved: its lines are made anew, and approvals fall.

    Raises RoundClosed where the law gives late claims another round, or none.
    """
    with deciding(act) as decision:
        case = locked(Case, Plan.objects.values_list("case", flat=True).filter(pk=number).first() or 0)
        _lock(case)
        plan = locked(Plan, number)
        act.check("draft", of_plan(plan))
        PLAN.step(plan.state, "notice" if plan.state == "drafted" else "approve")
        entry = basis_at(plan.jurisdiction, plan.basis, act.at)
        if plan.state == "noticed" and entry.returns and entry.returns.late_claims != "same-round":
            raise RoundClosed("under this basis a claim that comes after the notice is not of this round")
        for line in plan.lines.exclude(state="withdrawn").order_by("pk"):
            if line.state == "contested":
                raise LineContested("somebody objects to a line: that is decided first")
            withdraw_line(decision, line, "divided again")
        division = divided(case, plan.currency, entry, last_report=_last_report(case, entry))
        plan.divisions, plan.in_proportion = division.kept(), is_in_proportion(division, plan.method)
        plan.first, plan.first_at = None, None
        plan.save(update_fields=["divisions", "in_proportion", "first", "first_at"])
        _make_lines(act, decision, plan, division)
        _check_law(act, plan, entry)
        if plan.state == "noticed":
            tell_all(act, plan)
    return plan


def withdraw_plan(act: Act, number: int, reason: str) -> Plan:
    """Nothing of it is paid; what it reserved may go into another plan."""
    if not reason.strip():
        raise FactsWrong("a withdrawal has a reason", field="reason")
    with deciding(act) as decision:
        plan = locked(Plan, number)
        act.check("withdraw", of_plan(plan))
        before, plan.state = plan.state, PLAN.step(plan.state, "withdraw")
        plan.reason, plan.ended_at = reason[:200], act.at
        plan.save(update_fields=["state", "reason", "ended_at"])
        if plan.noticed_at is not None:
            tell_all(act, plan)
        for line in plan.lines.exclude(state="withdrawn").order_by("pk"):
            withdraw_line(decision, line, reason)
        stop_clocks("plan", plan.pk, at=act.at)
        decision.enter(
            "withdraw",
            plan,
            basis=citation(plan.jurisdiction, plan.basis),
            before={"state": before},
            after={"state": plan.state, "reason": reason},
        )
    return plan


def tell_all(act: Act, plan: Plan) -> None:
    """Each victim of the plan reads on their own page that there is something new; nobody does of a hold that may not
    be known yet."""
    lines = (
        plan.lines.exclude(state="withdrawn").select_related("part__hold", "claim__report").order_by("claim")
    )
    known = {line.claim_id: line.claim for line in lines if may_be_known(line.part.hold, act.at)}
    for claim in known.values():
        tell_victims(claim, "changed", act.at)


def question_of(plan: Plan, at: datetime) -> ReturnQuestion:
    """What the law is asked about the plan's open and approved lines."""
    live = list(plan.lines.exclude(state="withdrawn").select_related("claim"))
    claims = [line.claim for line in live]
    return ReturnQuestion(
        at=at,
        by=actor_of(plan.case.organisation),
        amount=Amount(sum(line.amount for line in live), currency(plan.currency)),
        method=plan.method,  # type: ignore[arg-type]
        proportion=plan.in_proportion,
        noticed_at=plan.noticed_at,
        settled_at=min(claim.settled_at for claim in claims),
        reported_at=min(claim.reported_at for claim in claims),
        content=frozenset({"account", "amount", "debtor-account", "settled-at"}),
    )


def _check_law(act: Act, plan: Plan, entry: Basis) -> None:
    """A notice that is due first is given after the draft."""
    answer = may_return(entry, question_of(plan, act.at), activations(plan.case.organisation, entry))
    if not (isinstance(answer, Refused) and answer.code in _LATER):
        allowed(answer)


def _lock(case: Case) -> None:
    numbers = Claim.objects.filter(report__case=case).values_list("pk", flat=True)
    locked_claims(numbers)
    list(Hold.objects.select_for_update().filter(request__case=case).order_by("pk"))


def _last_report(case: Case, entry: Basis) -> datetime | None:
    """Where late claims are refused: the end of the first notice that the case had."""
    if entry.returns is None or entry.returns.late_claims != "refused":
        return None
    earlier = case.plans.filter(notice_until__isnull=False).exclude(state="withdrawn")
    return earlier.order_by("notice_until").values_list("notice_until", flat=True).first()


def _make_lines(act: Act, decision: Decision, plan: Plan, division: Divided) -> None:
    _check_drafter(act, division)
    pays = {claim: amount for claim, amount in division.pays(plan.method).items() if amount}
    if not pays:
        raise FactsWrong("by this method nobody would get anything", field="method")
    creditors = {
        claim.pk: creditors_of(claim, pays[claim.pk]) for claim in division.claims if claim.pk in pays
    }
    for share in lines_of(division.parts, pays):
        for account, reimbursement, amount in creditors[share.claim].take(share.amount):
            PlanLine.objects.create(
                plan=plan,
                part_id=share.part,
                claim_id=share.claim,
                account_id=account,
                reimbursement_id=reimbursement,
                amount=amount,
            )
    total = sum(pays.values())
    decision.enter(
        "draft",
        plan,
        basis=citation(plan.jurisdiction, plan.basis),
        after={"state": plan.state, "method": plan.method, "amount": total, "round": plan.round},
    )


def _check_drafter(act: Act, division: Divided) -> None:
    changes = AccountChange.objects.filter(claim__in=division.claims, state="in force")
    if changes.filter(first=act.by.id).exists() or changes.filter(second=act.by.id).exists():
        raise NotAllowed("you approved another account for one of these claims: somebody else drafts")
