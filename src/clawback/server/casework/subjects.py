"""What may() is told of each record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value

from clawback.server.casework.any_of import among
from clawback.server.casework.kept_sql import rows_by
from clawback.server.casework.models import (
    Account,
    Assignment,
    BrokenGlass,
    Case,
    Claim,
    Hold,
    HoldForPeer,
    HoldRequest,
    Referral,
    Report,
    StatementRequest,
)
from clawback.server.people.facts import Subject
from clawback.server.people.may import asks_who
from clawback.server.people.models import Interest
from clawback.server.walls import everything

__all__ = [
    "for_one",
    "may_be_interested",
    "not_none",
    "of_case",
    "of_claim",
    "of_hold",
    "of_hold_for_peer",
    "of_new_referral",
    "of_new_request",
    "of_opening",
    "of_referral",
    "of_report",
    "of_request",
    "of_statement_request",
    "of_trace",
]

_FEW = 100
_MEMBER, _CASES = -1, -2


def of_report(report: Report, kind: str = "report") -> Subject:
    return Subject(
        kind=kind,
        owner=report.organisation_id,
        assigned=_assigned(report.case_id),
        glass=_glass(report.case_id),
        interested=_interested(report=report.pk, case=report.case_id),
    )


def of_claim(claim: Claim, kind: str = "claim") -> Subject:
    """A claim is its report's; `asked` is the debtor's agent, which alone confirms its evidence."""
    report = claim.report
    return Subject(
        kind=kind,
        owner=report.organisation_id,
        asked=claim.debtor_account.agent_id,
        assigned=_assigned(report.case_id),
        glass=_glass(report.case_id),
        interested=_interested(report=report.pk, case=report.case_id),
    )


def of_case(case: Case) -> Subject:
    return Subject(
        kind="case",
        owner=case.organisation_id,
        assigned=_assigned(case.pk),
        glass=_glass(case.pk),
        interested=_interested(case=case.pk),
    )


def of_trace(case: Case) -> Subject:
    """The trace that a case has a share in."""
    return replace(of_case(case), kind="trace")


def of_new_request(case: Case, kind: str = "hold request") -> Subject:
    """A request that is not there yet is its case's."""
    return replace(of_case(case), kind=kind)


def of_new_referral(report: Report) -> Subject:
    """A referral that is not there yet is its report's."""
    return of_report(report, "referral")


def of_referral(referral: Referral) -> Subject:
    """`asked` is the organisation it goes to, from its sending on, unless it was declined or withdrawn; else nobody.

    One of a holder is not of the case: whoever had a part in the hold had one in it.
    """
    asked = referral.to_id if referral.sent_at and referral.state not in ("declined", "withdrawn") else None
    drafted_by = frozenset({referral.drafted_by_id})
    if referral.report is not None:
        return replace(of_report(referral.report, "referral"), asked=asked, drafted_by=drafted_by)
    return replace(_of_holder(referral, "holder referral"), asked=asked, drafted_by=drafted_by)


def _of_holder(referral: Referral, kind: str) -> Subject:
    with everything():  # whom it goes to sees no hold, and may() is told of it all the same
        assert referral.objection is not None, "it is of a report, or of an objection"
        found = of_hold(referral.objection.notice.hold, kind)
    return replace(found, asked=None, drafted_by=frozenset(), involved=found.involved | found.drafted_by)


def of_opening(referral: Referral) -> Subject:
    """What it tells of a holder is opened by whoever had no part in the hold, and by whoever wrote it."""
    return replace(of_referral(referral), drafted_by=frozenset())


def of_consent(referral: Referral) -> Subject:
    """The consent to a referral is its report's, or its holder's."""
    if referral.report is not None:
        return of_report(referral.report, "consent")
    return _of_holder(referral, "holder consent")


def of_statement_request(request: StatementRequest) -> Subject:
    """`asked` is its agent from its sending on; before that it is nobody's but the case's."""
    return Subject(
        kind="statement request",
        owner=request.case.organisation_id,
        asked=request.agent_id if request.sent_at else None,
        assigned=_assigned(request.case_id),
        drafted_by=frozenset({request.drafted_by_id}),
        involved=not_none(request.drafted_by_id, request.approved_by_id),
        glass=_glass(request.case_id),
        interested=_interested(case=request.case_id, account=request.account_id),
    )


def of_request(request: HoldRequest) -> Subject:
    """`asked` is its agent from its sending on; before that it is nobody's but the case's."""
    return Subject(
        kind="hold request",
        owner=request.case.organisation_id,
        asked=request.agent_id if request.sent_at else None,
        assigned=_assigned(request.case_id),
        drafted_by=frozenset({request.drafted_by_id}),
        involved=not_none(request.drafted_by_id, request.approved_by_id, request.confirmed_by_id),
        glass=_glass(request.case_id),
        interested=_interested(case=request.case_id, account=request.account_id),
    )


def of_hold(hold: Hold, kind: str = "hold", verb: str = "") -> Subject:
    """For one `verb`, where it is known: who decided its reductions is read only where a line of that asks for it."""
    request = hold.request
    decided = (
        [each.decided_by_id for each in hold.reductions.all()] if not verb or asks_who(verb, kind) else []
    )
    return Subject(
        kind=kind,
        owner=request.case.organisation_id,
        asked=request.agent_id,
        assigned=_assigned(request.case_id),
        drafted_by=frozenset({request.drafted_by_id}),
        involved=not_none(request.drafted_by_id, request.approved_by_id, request.confirmed_by_id, *decided),
        glass=_glass(request.case_id),
        interested=_interested(case=request.case_id, account=request.account_id),
    )


def of_hold_for_peer(hold: HoldForPeer) -> Subject:
    """It is the institution's own: `asked` is whoever keeps the account."""
    account = Account.objects.filter(agent_code=hold.agent, number=hold.account).values_list("pk", flat=True)
    return Subject(
        kind="hold for a peer",
        asked=hold.seat.organisation_id,
        interested=_interested(account=account.first()),
    )


@contextmanager
def for_one(member: int, cases: Iterable[int | None]) -> Iterator[None]:
    """Within it, subjects of these cases are told of this member alone, from a few queries rather than some for each:
    for lists, where one member is asked about many."""
    wanted = {case for case in cases if case is not None}
    known = _loaded.get()
    if known is None or known.member != member:
        known = _begun(member, wanted)
    if not known.whole and not wanted <= known.cases:
        rows = rows_by("cases worked of these", _worked_of, {_MEMBER: member, _CASES: list(wanted)})
        known = replace(known, cases=wanted, mine={case for (case,) in rows})
    token = _loaded.set(known)
    try:
        yield
    finally:
        _loaded.reset(token)


def may_be_interested() -> bool:
    """False within `for_one` where its member declared no interest at all: what they are in need not be looked up."""
    loaded = _loaded.get()
    return loaded is None or bool(loaded.interests)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Loaded:
    """`mine` are those of `cases` that the member works; `whole`: all that they work, for there are few. `broken` are
    all whose glass they broke; `interests` (kind, number): what they told, and reports and cases with a claim of such
    an account."""

    member: int
    cases: set[int]
    mine: set[int]
    whole: bool
    broken: set[int]
    interests: set[tuple[str, int]]

    def tells(self, case: int) -> bool:
        """Whether it says of the case if the member works it."""
        return self.whole or case in self.cases


def _begun(member: int, cases: set[int]) -> _Loaded:
    """Of these cases, without any of all cases that the member works, where there are few."""
    if cases:
        rows = rows_by("told of a member and cases", _told_of, {_MEMBER: member, _CASES: list(cases)})
    else:
        rows = rows_by("told of a member", _told, {_MEMBER: member})
    mine = {case for kind, case in rows if kind == "works"}
    whole = not cases and len(mine) <= _FEW
    return _Loaded(
        member=member,
        cases=cases,
        mine=mine if cases or whole else set(),
        whole=whole,
        broken={case for kind, case in rows if kind == "broke"},
        interests=_interests_of({(kind, number) for kind, number in rows if kind not in ("works", "broke")}),
    )


def _interests_of(told: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """What the member told of, with reports and cases that have a claim of such an account."""
    accounts = [subject for kind, subject in told if kind == "account"]
    if accounts:
        claims = Claim.objects.filter(Q(debtor_account__in=accounts) | Q(creditor_account__in=accounts))
        for report, case in claims.values_list("report", "report__case"):
            told |= {("report", report)} if case is None else {("report", report), ("case", case)}
    return told


_loaded: ContextVar[_Loaded | None] = ContextVar("_loaded", default=None)


def _told() -> QuerySet[Any, Any]:
    """(kind, number): cases that the member works, those whose glass they broke, what they told an interest in."""
    return _with_the_rest(Assignment.objects.filter(member=_MEMBER), _FEW + 1)


def _told_of() -> QuerySet[Any, Any]:
    return _with_the_rest(Assignment.objects.filter(among("case", [_CASES]), member=_MEMBER))


def _worked_of() -> QuerySet[Any, Any]:
    return Assignment.objects.filter(among("case", [_CASES]), member=_MEMBER).values_list("case")


def _with_the_rest(worked: QuerySet[Assignment], most: int | None = None) -> QuerySet[Any, Any]:
    works, broke = (Value(each, output_field=CharField()) for each in ("works", "broke"))
    broken = BrokenGlass.objects.filter(member=_MEMBER, ended_at=None)
    declared = Interest.objects.filter(member=_MEMBER)
    return worked.values_list(works, "case")[:most].union(
        broken.values_list(broke, "case"), declared.values_list("kind", "subject"), all=True
    )


def _assigned(case: int | None) -> frozenset[int]:
    if case is None:
        return frozenset()
    loaded = _loaded.get()
    if loaded is not None and loaded.tells(case):
        return frozenset({loaded.member}) if case in loaded.mine else frozenset()
    return frozenset(Assignment.objects.filter(case=case).values_list("member", flat=True))


def _glass(case: int | None) -> frozenset[int]:
    """Who broke the glass of the case; a clock mends it."""
    if case is None:
        return frozenset()
    loaded = _loaded.get()
    if loaded is not None:
        return frozenset({loaded.member}) if case in loaded.broken else frozenset()
    return frozenset(BrokenGlass.objects.filter(case=case, ended_at=None).values_list("member", flat=True))


def _interested(
    *, report: int | None = None, case: int | None = None, account: int | None = None
) -> frozenset[int]:
    """Who declared an interest in the account, the report or the case, or in an account of their claims."""
    loaded = _loaded.get()
    if loaded is not None:
        asked = {("report", report), ("case", case), ("account", account)}
        return frozenset() if loaded.interests.isdisjoint(asked) else frozenset({loaded.member})
    told = (
        Q(kind="report", subject=report) | Q(kind="case", subject=case) | Q(kind="account", subject=account)
    )
    claims = Claim.objects.filter(report__case=case) if case else Claim.objects.filter(report=report)
    if case or report:
        told |= Q(kind="account", subject__in=claims.values("debtor_account"))
        told |= Q(kind="account", subject__in=claims.values("creditor_account"))
    return frozenset(Interest.objects.filter(told).values_list("member", flat=True))


def not_none(*members: int | None) -> frozenset[int]:
    return frozenset(each for each in members if each is not None)
