"""search: the cases of an exact identifier, or of a record's number; with a reason, which is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from clawback.server.casework.accounts import canonical
from clawback.server.casework.insiders.forgetting import forget_looks_later
from clawback.server.casework.models import Case, Claim, Hold, HoldRequest, Search
from clawback.server.casework.operations.sought import cases_naming
from clawback.server.casework.refusals import FactsWrong, TooManyTries
from clawback.server.casework.sealing import digest
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.models import Organisation
from clawback.server.record.deciding import deciding

__all__ = ["Found", "search"]

_WINDOW = timedelta(minutes=10)
_MOST_SEARCHES = 30
_MOST = 20
_LONGEST_NUMBER = 64
_UETR = 36
_NUMBER = re.compile(r"([CRHL])\s*-?\s*([0-9]{1,18})", re.IGNORECASE)

_CASES: Final[dict[str, Callable[[int], list[int]]]] = {
    "C": lambda number: list(Case.objects.filter(pk=number).values_list("pk", flat=True)),
    "R": lambda number: list(HoldRequest.objects.filter(pk=number).values_list("case", flat=True)),
    "H": lambda number: list(Hold.objects.filter(pk=number).values_list("request__case", flat=True)),
    "L": lambda number: [
        case
        for case in Claim.objects.filter(pk=number).values_list("report__case", flat=True)
        if case is not None
    ],
}
"""C-12 a case, R-3 a hold request, H-4 a hold, L-5 a claim."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """The cases of the member's own organisation, at most 20; no other's are told of."""

    cases: list[Case]


def search(act: Act, sought: str, reason: str = "", case: int | None = None) -> Found:
    """Raises FactsWrong without a reason or a case the member works, TooManyTries after 30 in ten minutes."""
    with deciding(act) as decision:
        act.check("search", Subject(kind="case", owner=act.by.organisation))
        _check_reason(act, reason, case)
        recent = Search.objects.filter(member=act.by.id, searched_at__gt=act.at - _WINDOW).count()
        if recent >= _MOST_SEARCHES:
            raise TooManyTries("thirty searches in ten minutes", remedy="wait 10 minutes")
        ours = Organisation.objects.get(pk=act.by.organisation)
        numbers = _numbers(ours, sought, act.at)
        found = list(Case.objects.filter(organisation=ours, pk__in=numbers).order_by("pk")[:_MOST])
        forget_looks_later(act, ours.pk)
        row = Search.objects.create(
            member_id=act.by.id,
            searched_at=act.at,
            sought=digest("search", sought),
            reason=reason.strip()[:200],
            case_id=case,
            found=len(found),
        )
        decision.enter("search", row, after={"sought": row.sought, "found": row.found})
    return Found(cases=found)


def _check_reason(act: Act, reason: str, case: int | None) -> None:
    if case is not None:
        if not Case.objects.filter(pk=case, assignments__member=act.by.id).exists():
            raise FactsWrong("you work no case of that number", field="case")
    elif len(reason.strip()) < 5:
        raise FactsWrong("a search has a case or a reason", field="reason")


def _numbers(organisation: Organisation, sought: str, at: datetime) -> set[int]:
    """Of a record by its number; else of an account, a UETR, or what reports name of the other side."""
    match = _NUMBER.fullmatch(sought.strip())
    if match and int(match[2]) < 2**63:
        return set(_CASES[match[1].upper()](int(match[2])))
    return _of_account(sought) | _of_uetr(sought) | cases_naming(organisation, sought, at)


def _of_account(sought: str) -> set[int]:
    """AGENT:NUMBER names one account, a number alone every account that has it."""
    agent, _, number = sought.rpartition(":")
    if len(number) > _LONGEST_NUMBER:
        return set()
    exact = {"number": canonical(number)} | ({"agent_code": agent.strip()} if agent else {})
    claims = Claim.objects.filter(
        **{f"creditor_account__{name}": each for name, each in exact.items()}
    ) | Claim.objects.filter(**{f"debtor_account__{name}": each for name, each in exact.items()})
    requests = HoldRequest.objects.filter(**{f"account__{name}": each for name, each in exact.items()})
    cases = claims.exclude(report__case=None).values_list("report__case", flat=True)[:200]
    return {each for each in cases if each} | set(requests.values_list("case", flat=True)[:200])


def _of_uetr(sought: str) -> set[int]:
    if len(sought.strip()) != _UETR:
        return set()
    claims = Claim.objects.filter(uetr=sought.strip().lower()).exclude(report__case=None)
    return set(claims.values_list("report__case", flat=True))
