"""What of operations waits for a member: links that nobody looked at yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from clawback.server.casework.models import Link, Operation, OperationReport
from clawback.server.casework.operations.subjects import of_operation
from clawback.server.casework.waiting_row import Source, Waiting, in_order, may_now
from clawback.server.people.facts import MemberFacts

__all__ = ["OPERATIONS"]


def _unseen(member: MemberFacts) -> QuerySet[Operation]:
    """Of operations with a case that the member works, or with a report that is in no case yet."""
    mine = OperationReport.objects.filter(
        Q(report__case__assignments__member=member.id) | Q(report__case=None), operation=OuterRef("pk")
    )
    unseen = Link.objects.filter(operation=OuterRef("pk"), noted_by=None)
    return Operation.objects.filter(Exists(unseen), Exists(mine), organisation=member.organisation)


def _tell(member: MemberFacts, numbers: Sequence[int]) -> Iterator[Waiting]:
    rows = in_order(Operation.objects.all(), numbers)
    for row, verb in may_now(member, [(row, "note") for row in rows], of_operation, lambda _: None):
        yield Waiting(verb=verb, kind="operation", number=row.pk, case=None, about=str(row))


OPERATIONS: Final[tuple[Source, ...]] = (Source([("note", "operation")], _unseen, _tell),)
