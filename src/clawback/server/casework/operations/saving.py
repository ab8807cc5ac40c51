"""Operations, their reports and their links in the database, as a book has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
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
Reasons = list[dict[str, str | bool]]
Wanted = dict[tuple[int, int], Reasons]
"""Two reports -> why they are linked."""


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
    members: defaultdict[int | None, set[int]] = defaultdict(set)
    for report, operation in stood_in.items():
        members[operation].add(report)
    for group, number in goes_on.items():
        if number is not None and (members[number] != set(group) or not members[number].isdisjoint(placed)):
            _go_on(decision, book, group, there[number], members[number])
    _begin(decision, organisation, book, [group for group, number in goes_on.items() if number is None])
    for number in sorted(there.keys() - set(goes_on.values())):
        _end(decision, there[number])


def _leave(there: Collection[int], goes_on: dict[Group, int | None], stood_in: dict[int, int]) -> None:
    """Whoever is elsewhere now, or nowhere, goes first: a report stands in one operation at most."""
    stays = {report: number for group, number in goes_on.items() for report in group}
    left = {report for report, operation in stood_in.items() if stays.get(report) != operation}
    if left:
        OperationReport.objects.filter(report__in=any_of(left)).delete()
        links = Link.objects.filter(operation__in=any_of(there))
        links.filter(one__in=any_of(left)).delete()
        links.filter(other__in=any_of(left)).delete()


def _begin(decision: Decision, organisation: int, book: Book, groups: Sequence[Group]) -> None:
    """Groups of which no report stood in an operation that goes on: there may be thousands."""
    if not groups:
        return
    at, told = decision.act.at, [operation_of(book, group[0]) for group in groups]
    rows = [Operation(organisation_id=organisation, found_at=at, **_known(book, each)) for each in told]
    made = Operation.objects.bulk_create(rows, batch_size=_CHUNK)
    _join((each, report) for each, group in zip(made, groups, strict=True) for report in group)
    _add(((each, pair) for each, one in zip(made, told, strict=True) for pair in _wanted(one).items()), at)
    for each, group in zip(made, groups, strict=True):
        decision.enter("propose", each, after={"state": each.state, "reports": len(group)})


def _go_on(decision: Decision, book: Book, group: Group, kept: Operation, before: set[int]) -> None:
    told = operation_of(book, group[0])
    Operation.objects.filter(pk=kept.pk).update(**_known(book, told))
    joined = [each for each in group if each not in before]
    _join((kept, each) for each in joined)
    if joined or before - set(group):
        counts = {"reports": len(group), "joined": len(joined), "left": len(before - set(group))}
        decision.enter("link", kept, after=counts)
    _save_links(kept, _wanted(told), decision.act.at)


def _known(book: Book, told: Told) -> dict[str, int | datetime | list[str]]:
    return {
        "cohesion": round(1000 * told.cohesion),
        "begins_at": told.first,
        "ends_at": told.last,
        "aside": _aside(book, told.reports),
    }


def _join(rows: Iterable[tuple[Operation, int]]) -> None:
    made = [OperationReport(report_id=report, operation=operation) for operation, report in rows]
    if made:
        OperationReport.objects.bulk_create(made, batch_size=_CHUNK)


def _save_links(operation: Operation, wanted: Wanted, at: datetime) -> None:
    """A link that stood before keeps who looked at it, while what it rests on is the same."""
    there = {(each.one_id, each.other_id): each for each in operation.links.all()}
    gone = [row.pk for pair, row in there.items() if pair not in wanted]
    if gone:
        operation.links.filter(pk__in=any_of(gone)).delete()
    changed = [row for pair, row in there.items() if pair in wanted and row.reasons != wanted[pair]]
    for row in changed:
        row.reasons = wanted[row.one_id, row.other_id]
    if changed:
        Link.objects.bulk_update(changed, ["reasons"], batch_size=_CHUNK)
    _add(((operation, each) for each in wanted.items() if each[0] not in there), at)


def _add(rows: Iterable[tuple[Operation, tuple[tuple[int, int], Reasons]]], at: datetime) -> None:
    made = [
        Link(operation=operation, one_id=one, other_id=other, reasons=reasons, found_at=at)
        for operation, ((one, other), reasons) in rows
    ]
    if made:
        Link.objects.bulk_create(made, batch_size=_CHUNK)


def _wanted(told: Told) -> Wanted:
    links = sorted(told.links, key=lambda each: (each.one, each.other))
    return {(each.one, each.other): [_reason(reason) for reason in each.reasons] for each in links}


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
