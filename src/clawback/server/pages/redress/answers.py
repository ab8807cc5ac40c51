"""Agents that refused or do not answer, on a case's page: at which step it is, since when, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db.models import QuerySet, prefetch_related_objects

from clawback.server.casework.case_records import requests_of, statement_requests_of
from clawback.server.casework.kept_sql import records_by
from clawback.server.casework.models import Case, HoldRequest, Recall, StatementRequest
from clawback.server.casework.subjects import of_case
from clawback.server.people.acting import Act
from clawback.server.people.may import Allowed, may

__all__ = ["answers_panel"]


_WAITED: Final = ("drafted", "sent", "lapsed")


def _is_silent(request: HoldRequest | StatementRequest) -> bool:
    return request.silence_step != "none" and request.state in _WAITED


def _is_unanswered(request: HoldRequest) -> bool:
    return _is_silent(request) or request.state == "refused"


def _recalls() -> QuerySet[Recall]:
    found = Recall.objects.filter(claim__report__case=-1, state__in=_WAITED).exclude(silence_step="none")
    return found.select_related("agent").order_by("pk")


def answers_panel(act: Act, case: Case) -> Mapping[str, object] | None:
    """None for whoever may not see the case, and where every agent answered with a hold."""
    if not isinstance(may(act.member, "see", of_case(case)), Allowed):
        return None
    requests = [each for each in requests_of(case) if _is_unanswered(each)]
    prefetch_related_objects(requests, "beyond_basis")
    statements = [each for each in statement_requests_of(case) if _is_silent(each)]
    others = [*statements, *records_by("recalls that wait in a case", _recalls, {-1: case.pk})]
    return {"at": act.at, "requests": requests, "others": others} if requests or others else None
