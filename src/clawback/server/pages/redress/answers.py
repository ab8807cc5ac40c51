"""Agents that refused or do not answer, on a case's page: at which step it is, since when, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from clawback.server.casework.models import Case, HoldRequest
from clawback.server.casework.subjects import of_case
from clawback.server.people.acting import Act
from clawback.server.people.may import Allowed, may

__all__ = ["answers_panel"]


def answers_panel(act: Act, case: Case) -> Mapping[str, object] | None:
    """None for whoever may not see the case, and where every agent answered with a hold."""
    if not isinstance(may(act.member, "see", of_case(case)), Allowed):
        return None
    waits = ~Q(silence_step="none") & Q(state__in=["sent", "lapsed"])
    found = HoldRequest.objects.filter(waits | Q(state="refused"), case=case)
    requests = list(found.select_related("agent", "account", "beyond_basis").order_by("pk"))
    return {"at": act.at, "requests": requests} if requests else None
