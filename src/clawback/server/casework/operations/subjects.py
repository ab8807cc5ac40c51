"""What may() is told of an operation."""

from __future__ import annotations

from django.db.models import Q

from clawback.server.casework.models import Operation
from clawback.server.casework.subjects import may_be_interested
from clawback.server.people.facts import Subject
from clawback.server.people.models import Interest

__all__ = ["of_operation", "of_operations"]


def of_operation(operation: Operation) -> Subject:
    """`interested` are those who declared an interest in one of its reports or cases, or in an account of them,
    be it one that money of theirs was traced to."""
    members = operation.members.values("report")
    told = Q(kind="report", subject__in=members)
    told |= Q(kind="case", subject__in=operation.members.values("report__case"))
    for side in ("debtor_account", "creditor_account"):
        told |= Q(kind="account", subject__in=operation.members.values(f"report__claims__{side}"))
    told |= Q(kind="account", subject__in=operation.members.values("report__linked_things__account"))
    return Subject(
        kind="operation",
        owner=operation.organisation_id,
        interested=frozenset(Interest.objects.filter(told).values_list("member", flat=True))
        if may_be_interested()
        else frozenset(),
    )


def of_operations(organisation: int) -> Subject:
    """Those of an organisation, before one of them is looked at."""
    return Subject(kind="operation", owner=organisation)
