"""The reader of files: a thread of the worker that reads what reporters send, one file after the other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Final

from django.db import Error, connection

from clawback.errors import JournalError
from clawback.server.casework.facts.in_files import FileFacts, read_in
from clawback.server.casework.finding import locked
from clawback.server.casework.models import Report, ReportFile
from clawback.server.casework.sealing import key_of
from clawback.server.clocks.time import now
from clawback.server.files.apart import Unfit
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding
from clawback.server.walls import everything

__all__ = ["read_all", "read_next"]

_LOCK: Final = 0x66696C65
_AHEAD: Final = 20
_NAME: Final = "reading"
_REST: Final = timedelta(seconds=1)
_log = logging.getLogger(__name__)


def read_all(rest: Callable[[float], bool]) -> None:
    """Reads over and over, until `rest(seconds)` answers True. Whatever fails is logged; the file waits on."""
    pause = 0.0
    while not rest(pause):
        try:
            pause = 0.0 if read_next() else _REST.total_seconds()
        except Exception:  # noqa: BLE001 - files that wait for reading wait on
            _log.exception("reading a file failed; trying again")
            with suppress(Error):
                connection.close()
            pause = _REST.total_seconds() * 5
    with suppress(Error):
        connection.close()


def read_next(at: Callable[[], datetime] = now) -> bool:
    """Reads the first file that waits and that no other worker is reading; False where there is none."""
    with everything():
        waiting = ReportFile.objects.filter(reading="waits").order_by("pk")
        for number in list(waiting.values_list("pk", flat=True)[:_AHEAD]):
            with _taken(number) as ours:
                file = waiting.select_related("report__organisation").filter(pk=number).first()
                if ours and file is not None:
                    _read(file, at)
                    return True
    return False


@contextmanager
def _taken(number: int) -> Iterator[bool]:
    """Whether the file is ours to read: a lock that goes with our connection, and holds up nobody who erases it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s, %s)", [_LOCK, number % 2**31])
        (ours,) = cursor.fetchone()
    try:
        yield bool(ours)
    finally:
        if ours:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s, %s)", [_LOCK, number % 2**31])


def _read(file: ReportFile, at: Callable[[], datetime]) -> None:
    facts: FileFacts | None = None
    try:
        facts = read_in(file)
        reading = "read"
    except Unfit as error:
        reading = error.reason
    except (JournalError, OSError):
        reading = "broken"
    except Error:
        raise
    except Exception:  # noqa: BLE001 - the files after it are to be read, whatever is in this one
        _log.exception("file %s cannot be read", file.pk)
        reading = "broken"
    with deciding(Act(member=None, at=at(), name=_NAME)) as decision:
        report = locked(Report, file.report_id)
        kept = report.files.filter(pk=file.pk, reading="waits").first()
        if kept is None or report.erased_at is not None:  # erased while it was read
            return
        kept.reading = reading
        if facts is not None:
            kept.sealed_facts = key_of(report).seal(f"facts/{kept.place}", facts.to_json())
        kept.save(update_fields=["reading", "sealed_facts"])
        count = len(facts.proposed) if facts is not None else 0
        decision.enter("read", kept, after={"report": report.pk, "reading": reading, "facts": count})
