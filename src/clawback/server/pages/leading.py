"""Where a record's page is, for one who may see it: a link never leads to a page that is not there for its reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db.models import Model

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


_SUBJECTS: Final[Mapping[str, tuple[type[Model], Callable[[Any], Subject]]]] = {
    "case": (Case, of_case),
    "claim": (Claim, _of_claim),
    "hold": (Hold, of_hold),
    "hold request": (HoldRequest, of_request),
    "objection": (Objection, of_objection),
    "plan": (Plan, of_plan),
    "recall": (Recall, of_recall),
    "referral": (Referral, of_referral),
    "report": (Report, of_report),
    "statement request": (StatementRequest, of_statement_request),
}


def page_for(act: Act, kind: str, number: str) -> str:
    """The path of the page of `kind` `number`; empty where there is none, or none for whoever acts."""
    if kind not in _SUBJECTS or not number.isdecimal() or len(number) > 18:
        return ""
    model, subject = _SUBJECTS[kind]
    record = model._default_manager.filter(pk=int(number)).first()
    seen = record is not None and can(act, "see", subject(record))
    return address_of(kind, int(number)) if seen else ""
