"""What a case needs next: every open step of it, each something that somebody may do, since when and until when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from clawback.server.casework.case_money import CaseAccount
from clawback.server.casework.models import Case, Claim, Hold, HoldRequest, Reduction
from clawback.server.casework.subjects import of_claim, of_hold, of_new_request, of_request
from clawback.server.clocks.models import Clock
from clawback.server.people.facts import MemberFacts, Subject
from clawback.server.people.may import Allowed, may

__all__ = ["NextStep", "Step", "next_step", "steps_of"]

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
    requests = list(HoldRequest.objects.filter(case=case).select_related("agent", "case").order_by("pk"))
    holds = list(
        Hold.objects.filter(request__case=case, state="placed")
        .select_related("request__case")
        .order_by("until")
    )
    return [
        *_claims(claims),
        *_requests(requests),
        *_drafts(case, accounts, requests),
        *_answers(requests),
        *_releases(case),
        *_evidence(claims),
        *_endings(holds, at),
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


def _requests(requests: Sequence[HoldRequest]) -> Iterator[Step]:
    for request in requests:
        if request.state == "drafted":
            yield _of_request(request, "approve", "approver", request.drafted_at, "lapse")
        waits = request.emergency and request.confirmed_by_id is None and request.ended_at is None
        if waits and request.state in ("sent", "answered"):
            yield _of_request(
                request, "confirm", "approver", request.sent_at or request.drafted_at, "lapse unconfirmed"
            )


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


def _answers(requests: Sequence[HoldRequest]) -> Iterator[Step]:
    for request in requests:
        if request.state == "sent":
            yield _of_request(request, "place", "agent", request.sent_at or request.drafted_at, "lapse")


def _of_request(request: HoldRequest, verb: str, whose: str, since: datetime, clock: str) -> Step:
    return Step(
        verb=verb,
        kind="hold request",
        number=request.pk,
        subject=of_request(request),
        whose=whose,
        since=since,
        due_at=_due("hold request", request.pk, clock),
    )


def _releases(case: Case) -> Iterator[Step]:
    found = Reduction.objects.filter(hold__request__case=case, sent_at__isnull=False, confirmed_at=None)
    for reduction in found.select_related("hold__request__case").order_by("pk"):
        yield Step(
            verb="confirm",
            kind="release",
            number=reduction.pk,
            subject=of_hold(reduction.hold, "release"),
            whose="agent",
            since=reduction.decided_at,
            due_at=_due("release", reduction.pk, "overdue") or reduction.overdue_since,
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


def _due(kind: str, number: int, verb: str) -> datetime | None:
    found = Clock.objects.filter(kind=kind, subject=number, verb=verb, done_at=None)
    return found.values_list("due_at", flat=True).first()
