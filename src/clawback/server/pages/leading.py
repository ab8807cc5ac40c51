"""Where a record's page is, for one who may see it: a link never leads to a page that is not there for its reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Manager

from clawback.server.casework.models import (
    Case,
    Claim,
    Hold,
    HoldRequest,
    Objection,
    Plan,
    Recall,
    Referral,
    Report,
    StatementRequest,
)
from clawback.server.casework.redress.subjects import of_objection
from clawback.server.casework.returns.subjects import of_plan, of_recall
from clawback.server.casework.subjects import (
    of_case,
    of_claim,
    of_hold,
    of_referral,
    of_report,
    of_request,
    of_statement_request,
)
from clawback.server.pages.addresses import address_of
from clawback.server.pages.looking import can
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject

__all__ = ["page_for"]


def _of_claim(claim: Claim) -> Subject:
    """Its case's, once it is in one."""
    case = claim.report.case
    return of_claim(claim, "report") if case is None else of_case(case)


_SUBJECTS: Final[Mapping[str, tuple[Manager[Any], Callable[[Any], Subject]]]] = {
    "case": (Case.objects, of_case),
    "claim": (Claim.objects, _of_claim),
    "hold": (Hold.objects, of_hold),
    "hold request": (HoldRequest.objects, of_request),
    "objection": (Objection.objects, of_objection),
    "plan": (Plan.objects, of_plan),
    "recall": (Recall.objects, of_recall),
    "referral": (Referral.objects, of_referral),
    "report": (Report.objects, of_report),
    "statement request": (StatementRequest.objects, of_statement_request),
}


def page_for(act: Act, kind: str, number: str) -> str:
    """The path of the page of `kind` `number`; empty where there is none, or none for whoever acts."""
    if kind not in _SUBJECTS or not number.isdecimal() or len(number) > 18:
        return ""
    records, subject = _SUBJECTS[kind]
    record = records.filter(pk=int(number)).first()
    try:
        seen = record is not None and can(act, "see", subject(record))
    except ObjectDoesNotExist:  # what it belongs to is behind the wall
        return ""
    return address_of(kind, int(number)) if seen else ""
