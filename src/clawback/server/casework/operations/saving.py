"""Operations, their reports and their links in the database, as a book has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from clawback.linking.book import Book
from clawback.linking.facts import Thing
from clawback.linking.operation import Operation as Told
from clawback.linking.operation import Reason
from clawback.linking.telling import operation_of
from clawback.server.casework.any_of import any_of
from clawback.server.casework.models import Link, Operation, OperationReport
from clawback.server.casework.operations.matching import Group, matched
from clawback.server.casework.states.operation import OPERATION
from clawback.server.record.deciding import Decision

__all__ = ["save_operations"]

_CHUNK = 5_000


def save_operations(
    decision: Decision, organisation: int, book: Book, moved: Collection[int], placed: Collection[int]
) -> None:
    """Of reports that `moved`, and those just `placed`: the operations of all others are as they were."""
    stood_in = dict(
        OperationReport.objects.filter(report__in=any_of(moved)).values_list("report", "operation")
    )
    there = {
        each.pk: each
        for each in Operation.objects.filter(pk__in=any_of(set(stood_in.values()))).order_by("pk")
    }
    worked = {number for number, each in there.items() if each.state == "worked"}
    groups = {book.beside(each) for each in moved} - {()}
    goes_on = matched(sorted(groups), stood_in, worked)
    _leave(there, goes_on, stood_in)
    for group, number in goes_on.items():
        before = {report for report, operation in stood_in.items() if operation == number}
        if before != set(group) or not before.isdisjoint(placed):
            kept = there[number] if number is not None else None
            _save(decision, organisation, book, group, kept, before)
    for number in sorted(there.keys() - set(goes_on.values())):
        _end(decision, there[number])


def _leave(there: Collection[int], goes_on: dict[Group, int | None], stood_in: dict[int, int]) -> None:
    """Whoever is elsewhere now, or nowhere, goes first: a report stands in one operation at most."""
    stays = {report: number for group, number in goes_on.items() for report in group}
    left = any_of(report for report, operation in stood_in.items() if stays.get(report) != operation)
    OperationReport.objects.filter(report__in=left).delete()
    links = Link.objects.filter(operation__in=any_of(there))
    links.filter(one__in=left).delete()
    links.filter(other__in=left).delete()


def _save(
    decision: Decision, organisation: int, book: Book, group: Group, kept: Operation | None, before: set[int]
) -> None:
    told = operation_of(book, group[0])
    known = {
        "cohesion": round(1000 * told.cohesion),
        "begins_at": told.first,
        "ends_at": told.last,
        "aside": _aside(book, group),
    }
    at = decision.act.at
    if kept is None:
        kept = Operation.objects.create(organisation_id=organisation, found_at=at, **known)
        decision.enter("propose", kept, after={"state": kept.state, "reports": len(group)})
    else:
        Operation.objects.filter(pk=kept.pk).update(**known)
    joined = [each for each in group if each not in before]
    rows = (OperationReport(report_id=each, operation=kept) for each in joined)
    OperationReport.objects.bulk_create(rows, batch_size=_CHUNK)
    if before and (joined or before - set(group)):
        counts = {"reports": len(group), "joined": len(joined), "left": len(before - set(group))}
        decision.enter("link", kept, after=counts)
    _save_links(kept, told, at)


def _save_links(operation: Operation, told: Told, at: datetime) -> None:
    """A link that stood before keeps who looked at it, while what it rests on is the same."""
    wanted = {(each.one, each.other): [_reason(reason) for reason in each.reasons] for each in told.links}
    there = {(each.one_id, each.other_id): each for each in operation.links.all()}
    gone = any_of(row.pk for pair, row in there.items() if pair not in wanted)
    operation.links.filter(pk__in=gone).delete()
    for pair, reasons in wanted.items():
        row = there.get(pair)
        if row is not None and row.reasons != reasons:
            row.reasons = reasons
            row.save(update_fields=["reasons"])
    rows = (
        Link(operation=operation, one_id=one, other_id=other, reasons=reasons, found_at=at)
        for (one, other), reasons in sorted(wanted.items())
        if (one, other) not in there
    )
    Link.objects.bulk_create(rows, batch_size=_CHUNK)


def _reason(reason: Reason) -> dict[str, str | bool]:
    return {"kind": reason.thing.kind, "digest": _digest(reason.thing), "money": reason.money}


def _digest(thing: Thing) -> str:
    return "" if thing.kind == "text" else thing.value


def _aside(book: Book, group: Iterable[int]) -> list[str]:
    """Hashes of what two of the reports name at least, and so many others that it links nothing."""
    times: dict[int, int] = {}
    for report in group:
        for thing in book.naming.named[report]:
            times[thing] = times.get(thing, 0) + 1
    shared = [each for each, by in times.items() if by > 1 and not book.naming.standing(each).use]
    return sorted(filter(None, (_digest(book.naming.things[each]) for each in shared)))


def _end(decision: Decision, operation: Operation) -> None:
    before, operation.state = operation.state, OPERATION.step(operation.state, "end")
    operation.ended_at, operation.aside = decision.act.at, []
    operation.save(update_fields=["state", "ended_at", "aside"])
    decision.enter("end", operation, before={"state": before}, after={"state": operation.state})
