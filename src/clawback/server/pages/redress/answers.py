"""Agents that refused or do not answer, on a case's page: at which step it is, since when, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import prefetch_related_objects

from clawback.server.casework.case_records import requests_of
from clawback.server.casework.models import Case, HoldRequest
from clawback.server.casework.subjects import of_case
from clawback.server.people.acting import Act
from clawback.server.people.may import Allowed, may

__all__ = ["answers_panel"]


def _is_unanswered(request: HoldRequest) -> bool:
    silent = request.silence_step != "none" and request.state in ("sent", "lapsed")
    return silent or request.state == "refused"


def answers_panel(act: Act, case: Case) -> Mapping[str, object] | None:
    """None for whoever may not see the case, and where every agent answered with a hold."""
    if not isinstance(may(act.member, "see", of_case(case)), Allowed):
        return None
    requests = [each for each in requests_of(case) if _is_unanswered(each)]
    prefetch_related_objects(requests, "beyond_basis")
    return {"at": act.at, "requests": requests} if requests else None
