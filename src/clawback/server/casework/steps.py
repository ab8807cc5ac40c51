"""What a case needs next: every open step of it, each something that somebody may do, since when and until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet, prefetch_related_objects

from clawback.server.casework.case_money import CaseAccount
from clawback.server.casework.case_records import holds_of, plans_of, requests_of, statement_requests_of
from clawback.server.casework.kept_sql import records_by
from clawback.server.casework.models import (
    Case,
    Claim,
    Hold,
    HoldRequest,
    Objection,
)
from clawback.server.casework.redress.subjects import of_objection
from clawback.server.casework.redress.waiting import decide_by
from clawback.server.casework.returns.subjects import of_new, of_plan
from clawback.server.casework.statements.overview import surpluses_of
from clawback.server.casework.subjects import (
    of_claim,
    of_hold,
    of_new_request,
    of_request,
    of_statement_request,
)
from clawback.server.casework.waiting_row import due_of
from clawback.server.people.facts import MemberFacts, Subject
from clawback.server.people.may import Allowed, may

__all__ = ["NextStep", "Step", "next_step", "steps_of"]

_Due = Mapping[tuple[int, str], datetime]
_ENDING: Final = 24 * 3600
"""A hold that ends within so many seconds is to be renewed, or to be let go."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """`verb` the record `kind` `number`, which may() is asked about as `subject`; `whose` is who else does it."""

    verb: str
    kind: str
    number: int
    subject: Subject
    whose: str
    since: datetime
    due_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NextStep:
    """The one to do now (`waits` False), or to wait for."""

    step: Step
    waits: bool


def next_step(steps: Sequence[Step], member: MemberFacts) -> NextStep | None:
    """The first step that the member may do; else the first that somebody else must; None where nothing is open."""
    for step in steps:
        if isinstance(may(member, step.verb, step.subject), Allowed):
            return NextStep(step=step, waits=False)
    return NextStep(step=steps[0], waits=True) if steps else None


def steps_of(
    case: Case, claims: Sequence[Claim], accounts: Sequence[CaseAccount], at: datetime
) -> list[Step]:
    """In the order in which they help: facts, requests, answers, releases, evidence, holds that end."""
    requests = requests_of(case)
    placed = [each for each in holds_of(case) if each.state == "placed"]
    holds = sorted(placed, key=lambda each: each.until)
    waits = [each.pk for each in requests if each.state in ("drafted", "sent") or _is_unconfirmed(each)]
    due = due_of("hold request", waits) if waits else {}
    return [
        *_claims(claims),
        *_requests(requests, due),
        *_drafts(case, accounts, requests),
        *_answers(requests, due),
        *_releases(case),
        *_evidence(claims),
        *_statements(case),
        *_too_much(case),
        *_objections(case),
        *_endings(holds, at),
        *_plans(case, claims, holds),
    ]


def _claims(claims: Sequence[Claim]) -> Iterator[Step]:
    for claim in claims:
        if claim.state == "reported":
            yield Step(
                verb="confirm",
                kind="claim",
                number=claim.pk,
                subject=of_claim(claim),
                whose="analyst",
                since=claim.reported_at,
            )


def _requests(requests: Sequence[HoldRequest], due: _Due) -> Iterator[Step]:
    for request in requests:
        if request.state == "drafted":
            yield _of_request(
                request, "approve", "approver", request.drafted_at, due.get((request.pk, "lapse"))
            )
        if _is_unconfirmed(request):
            since, ends = request.sent_at or request.drafted_at, due.get((request.pk, "lapse unconfirmed"))
            yield _of_request(request, "confirm", "approver", since, ends)


def _is_unconfirmed(request: HoldRequest) -> bool:
    waits = request.emergency and request.confirmed_by_id is None and request.ended_at is None
    return waits and request.state in ("sent", "answered")


def _drafts(case: Case, accounts: Sequence[CaseAccount], requests: Sequence[HoldRequest]) -> Iterator[Step]:
    asked = {request.account_id for request in requests}
    for row in accounts:
        if row.room and row.account.agent_id and row.account.pk not in asked:
            yield Step(
                verb="draft",
                kind="hold request",
                number=row.account.pk,
                subject=of_new_request(case),
                whose="analyst",
                since=case.opened_at,
            )


def _answers(requests: Sequence[HoldRequest], due: _Due) -> Iterator[Step]:
    for request in requests:
        if request.state == "sent":
            since = request.sent_at or request.drafted_at
            yield _of_request(request, "place", "agent", since, due.get((request.pk, "lapse")))


def _of_request(
    request: HoldRequest, verb: str, whose: str, since: datetime, due_at: datetime | None
) -> Step:
    return Step(
        verb=verb,
        kind="hold request",
        number=request.pk,
        subject=of_request(request),
        whose=whose,
        since=since,
        due_at=due_at,
    )


def _releases(case: Case) -> Iterator[Step]:
    made = [each for hold in holds_of(case) for each in hold.reductions.all()]
    reductions = sorted(
        (each for each in made if each.sent_at and not each.confirmed_at), key=lambda each: each.pk
    )
    due = due_of("release", [each.pk for each in reductions]) if reductions else {}
    for reduction in reductions:
        yield Step(
            verb="confirm",
            kind="release",
            number=reduction.pk,
            subject=of_hold(reduction.hold, "release"),
            whose="agent",
            since=reduction.decided_at,
            due_at=due.get((reduction.pk, "overdue"), reduction.overdue_since),
        )


def _evidence(claims: Sequence[Claim]) -> Iterator[Step]:
    for claim in claims:
        if claim.state == "confirmed" and claim.evidence != "confirmed":
            yield Step(
                verb="confirm",
                kind="evidence",
                number=claim.pk,
                subject=of_claim(claim, "evidence"),
                whose="agent",
                since=claim.reported_at,
            )


def _statements(case: Case) -> Iterator[Step]:
    requests = [each for each in statement_requests_of(case) if each.state in ("drafted", "sent")]
    due = due_of("statement request", [each.pk for each in requests]) if requests else {}
    for request in requests:
        drafted = request.state == "drafted"
        yield Step(
            verb="approve" if drafted else "answer",
            kind="statement request",
            number=request.pk,
            subject=of_statement_request(request),
            whose="approver" if drafted else "agent",
            since=request.drafted_at,
            due_at=due.get((request.pk, "lapse")),
        )


def _too_much(case: Case) -> Iterator[Step]:
    surpluses = [each for each in surpluses_of(case) if each.state == "waiting"]
    due = due_of("surplus", [each.pk for each in surpluses]) if surpluses else {}
    for surplus in surpluses:
        yield Step(
            verb="decide",
            kind="surplus",
            number=surplus.pk,
            subject=of_hold(surplus.hold, "surplus"),
            whose="approver",
            since=surplus.found_at,
            due_at=due.get((surplus.pk, "release")),
        )


def _objections_made() -> QuerySet[Objection]:
    found = Objection.objects.filter(notice__hold__request__case=-1, state="made")
    return found.select_related("notice__hold__request__case", "reviewer").order_by("pk")


def _objections(case: Case) -> Iterator[Step]:
    objections = records_by("objections made of a case", _objections_made, {-1: case.pk})
    prefetch_related_objects(objections, "notice__hold__reductions")
    due = decide_by(objections) if objections else {}
    for objection in objections:
        yield Step(
            verb="decide",
            kind="objection",
            number=objection.pk,
            subject=of_objection(objection),
            whose="reviewer",
            since=objection.made_at,
            due_at=due.get(objection.pk),
        )


_PLANS: Final = {
    "drafted": ("notice", "analyst"),
    "noticed": ("approve", "approver"),
    "approved": ("pay", "analyst"),
}


def _plans(case: Case, claims: Sequence[Claim], holds: Sequence[Hold]) -> Iterator[Step]:
    """What is open of them; without any the first of them, once money is held for somebody who may get it back."""
    plans = [each for each in plans_of(case) if each.state in _PLANS]
    for plan in plans:
        verb, whose = _PLANS[plan.state]
        yield Step(
            verb=verb,
            kind="plan",
            number=plan.pk,
            subject=of_plan(plan),
            whose=whose,
            since=plan.drafted_at,
            due_at=plan.pay_by if plan.state == "approved" else plan.notice_until,
        )
    if holds and not plans and any(_is_ready(each) for each in claims):
        yield Step(
            verb="draft",
            kind="plan",
            number=case.pk,
            subject=of_new(case, "plan"),
            whose="analyst",
            since=min(each.placed_at for each in holds),
        )


def _is_ready(claim: Claim) -> bool:
    return claim.state == "confirmed" and claim.evidence == "confirmed" and claim.is_vouched


def _endings(holds: Sequence[Hold], at: datetime) -> Iterator[Step]:
    for hold in holds:
        if (hold.until - at).total_seconds() < _ENDING:
            yield Step(
                verb="renew",
                kind="hold",
                number=hold.pk,
                subject=of_hold(hold),
                whose="approver",
                since=hold.placed_at,
                due_at=hold.until,
            )
