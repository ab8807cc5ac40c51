"""open a story or a file: shown to staff who may, and written into the journal each time."""

from __future__ import annotations

from clawback.server.casework.finding import locked
from clawback.server.casework.insiders.opened import keep_opening
from clawback.server.casework.models import Report, ReportFile
from clawback.server.casework.refusals import NoSuchRecord, NotKept
from clawback.server.casework.sealing import key_of, opened
from clawback.server.casework.subjects import of_report
from clawback.server.casework.victims.files import open_file
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["identifiers_of", "open_report_file", "open_story", "words_of"]


def open_story(act: Act, number: int) -> dict[str, str]:
    """What the report tells, by name. Who opened it, and when, stands in the journal. Raises NotKept."""
    with deciding(act) as decision:
        report = locked(Report, number)
        act.check("open", of_report(report, "story"))
        if report.erased_at is not None:
            raise NotKept("this report was erased")
        decision.enter("open", report, after={"opened": "story"})
        keep_opening(act, report, report.case)
    return opened(report)


def open_report_file(act: Act, report: int, number: int) -> tuple[ReportFile, str, bytes]:
    """A file of the report, its name and its bytes; opening it is recorded. Raises NoSuchRecord."""
    with deciding(act) as decision:
        found = locked(Report, report)
        act.check("open", of_report(found, "story"))
        file = found.files.filter(pk=number).first()
        if file is None:
            raise NoSuchRecord(f"there is no file {number}")
        decision.enter("open", file, after={"report": report})
        keep_opening(act, file, found.case)
    name, data = open_file(file)
    return file, name, data


def words_of(report: Report) -> list[tuple[object, str]]:
    """What reporter and staff wrote since, oldest first, each with its row. Whoever calls this let the reader in."""
    key = key_of(report)
    rows = report.words.order_by("said_at", "pk")
    return [(row, key.open("words", bytes(row.sealed)).decode()) for row in rows]


def identifiers_of(report: Report) -> list[tuple[str, str]]:
    """(kind, value) of what the scammers used."""
    key = key_of(report)
    rows = report.identifiers.order_by("pk")
    return [(row.kind, key.open("identifier", bytes(row.sealed)).decode()) for row in rows]
