"""The linker: an organisation's reports in a book, and what waits for it placed, taken out, cut.

Books stand in memory, for a step looks at any report that shares a thing with another. So there is one linker at a
time, whoever holds a lock of the database; when it ends another begins from scratch, from what is kept.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final

from django.db import Error, connection

from clawback.errors import JournalError
from clawback.linking.book import Book
from clawback.linking.facts import ReportFacts
from clawback.server.casework.any_of import any_of
from clawback.server.casework.models import LinkedReport, OperationReport, Report
from clawback.server.casework.operations.keeping import keep_facts, keep_for_linking
from clawback.server.casework.operations.kept import cuts_of, facts_of, facts_of_all
from clawback.server.casework.operations.matching import portions
from clawback.server.casework.operations.saving import save_operations
from clawback.server.clocks.time import now
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding
from clawback.server.walls import everything

__all__ = ["Linker", "link_all"]

_LOCK: Final = 0x6C696E6B
_MOST: Final = 100
_PORTION: Final = 2_000
_NAME: Final = "linking"
_REST: Final = timedelta(seconds=1)
_log = logging.getLogger(__name__)


class Linker:
    """Places what waits for as long as its connection lasts."""

    def __init__(self) -> None:
        self._books: dict[int, Book] = {}
        self._held: Any = None

    def catch_up(self, at: Callable[[], Any] = now) -> int:
        """Follows every report that changed; how many. Nothing where another linker is at work."""
        with everything():
            count = self._begun()
            if count is None:
                return 0
            try:
                while (done := self._follow(at)) == _MOST:
                    count += done
                count += done
            except BaseException:
                self._books.clear()  # what they placed may not stand in the database
                raise
        return count

    def book(self, organisation: int) -> Book:
        """The organisation's book, from scratch where it is not there yet."""
        if organisation not in self._books:
            book = Book(facts_of_all(organisation))
            for one, other in cuts_of(organisation):
                _cut(book, one, other)
            self._books[organisation] = book
        return self._books[organisation]

    def _begun(self) -> int | None:
        """Takes the lock once for each connection; a connection that was lost took it along. How many reports that
        waited were followed by beginning; None where another linker is at work."""
        connection.ensure_connection()
        if self._held is connection.connection:
            return 0
        self._books.clear()
        with connection.cursor() as cursor:
            cursor.execute("select pg_try_advisory_lock(%s)", [_LOCK])
            (held,) = cursor.fetchone()
        if not held:
            return None
        _complete()
        count = self._begin()
        self._held = connection.connection
        return count

    def _begin(self) -> int:
        """Whatever linked before, and with whichever weights: the operations are those of the books from here on."""
        count = 0
        for organisation in LinkedReport.objects.order_by().values_list("organisation", flat=True).distinct():
            rows = LinkedReport.objects.filter(organisation=organisation, gone=False)
            waiting = dict(rows.filter(pending=True).values_list("pk", "version"))  # before they are read
            _log.info("linking %d reports of organisation %d from scratch", rows.count(), organisation)
            book = self.book(organisation)
            book.moved()
            _save_all(organisation, book, waiting)
            count += len(waiting)
        return count

    def _follow(self, at: Callable[[], Any]) -> int:
        """The first so many reports that wait, in one decision."""
        waiting = list(LinkedReport.objects.filter(pending=True).order_by("pk")[:_MOST])
        if not waiting:
            return 0
        with deciding(Act(member=None, at=at(), name=_NAME)) as decision:
            for organisation in sorted({each.organisation_id for each in waiting}):
                rows = [each for each in waiting if each.organisation_id == organisation]
                book = self.book(organisation)
                _sync(book, rows, cuts_of(organisation, [each.pk for each in rows]))
                placed = [each.pk for each in rows]
                save_operations(decision, organisation, book, book.moved() | set(placed), placed)
            _followed({each.pk: each.version for each in waiting if not each.gone})
            for each in waiting:
                if each.gone:
                    LinkedReport.objects.filter(pk=each.pk, version=each.version).delete()
        return len(waiting)


def _save_all(organisation: int, book: Book, waiting: Mapping[int, int]) -> None:
    """Operations as a book from scratch has them, so many reports a decision: what is saved stays if we end here, and
    whoever begins next passes over it. `waiting` (report -> version) are followed by that."""
    members = OperationReport.objects.filter(operation__organisation=organisation)
    stood_in = dict(members.values_list("report", "operation"))
    groups = book.operations()
    done, most = 0, len({report for group in groups for report in group} | stood_in.keys())
    for reports in portions(groups, stood_in, _PORTION):
        with deciding(Act(member=None, at=now(), name=_NAME)) as decision:
            save_operations(decision, organisation, book, reports, waiting.keys() & reports)
            _followed({each: waiting[each] for each in waiting.keys() & reports})
        done += len(reports)
        if most > _PORTION:
            _log.info("operations of organisation %d: %d of %d reports saved", organisation, done, most)
    with deciding(Act(member=None, at=now(), name=_NAME)):
        _followed(waiting)  # those that stand alone


def _followed(versions: Mapping[int, int]) -> None:
    """These wait no longer; one that changed meanwhile is another version, and waits on."""
    of_version: defaultdict[int, list[int]] = defaultdict(list)
    for number, version in versions.items():
        of_version[version].append(number)
    for version, numbers in of_version.items():
        LinkedReport.objects.filter(pk__in=any_of(numbers), version=version).update(pending=False)


def _sync(book: Book, rows: list[LinkedReport], cuts: list[tuple[int, int]]) -> None:
    facts: list[ReportFacts] = facts_of(each for each in rows if not each.gone)
    for each in rows:
        if each.pk in book.naming.named:
            book.remove(each.pk)
    for told in facts:
        book.place(told)
    for one, other in cuts:
        _cut(book, one, other)


def _cut(book: Book, one: int, other: int) -> None:
    if one in book.naming.named and other in book.naming.named:
        book.cut(one, other)


def _complete() -> None:
    """Reports from before there was linking, or whose facts came by another way, are kept for it now.

    One whose key is not here, or does not open it, links by the accounts of its claims alone.
    """
    known = Report.objects.filter(erased_at=None, linked__isnull=True).exclude(
        state__in=["rejected", "duplicate", "withdrawn", "referred"]
    )
    found = known.filter(facts__isnull=False) | known.filter(claims__state="confirmed")
    for number in found.order_by("pk").values_list("pk", flat=True).distinct():
        with deciding(Act(member=None, at=now(), name=_NAME)):
            try:
                keep_facts(number)
            except JournalError as error:
                _log.warning("what report %d names links nothing: %s", number, error)
            keep_for_linking(number)


def link_all(rest: Callable[[float], bool]) -> None:
    """Catches up, over and over, until `rest(seconds)` answers True. Whatever fails is logged and tried again."""
    linker, pause = Linker(), 0.0
    while not rest(pause):
        try:
            linker.catch_up()
            pause = _REST.total_seconds()
        except Exception:  # noqa: BLE001 - reports that wait for linking wait on
            _log.exception("linking failed; trying again")
            with suppress(Error):
                connection.close()
            pause = _REST.total_seconds() * 5
    with suppress(Error):
        connection.close()
