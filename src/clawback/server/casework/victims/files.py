"""add a file to a report: looked at apart, stored sealed with the report's key."""

from __future__ import annotations

from clawback.server.casework import stored_files
from clawback.server.casework.finding import locked
from clawback.server.casework.models import Report, ReportFile
from clawback.server.casework.refusals import FactsWrong, NotKept
from clawback.server.casework.sealing import key_of
from clawback.server.casework.stored_files import MOST, looked_at
from clawback.server.casework.victims.by_code import check_reporter
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["add_file", "delete_files", "file_name", "open_file"]


def add_file(act: Act, number: int, name: str, data: bytes) -> ReportFile:
    """Keeps a file that the reporter sent; whoever calls this checked their second factor. Raises FileRefused."""
    check_reporter(act, number)
    kind, clean = looked_at(name, data)
    with deciding(act) as decision:
        report = locked(Report, number)
        if report.erased_at is not None:
            raise NotKept("this report was erased")
        if report.files.count() >= MOST:
            raise FactsWrong(f"a report has at most {MOST} files", field="file")
        kept = stored_files.keep(key_of(report), name, clean)
        file = ReportFile.objects.create(
            report=report,
            kind=kind,
            size=len(clean),
            place=kept.place,
            sealed_name=kept.sealed_name,
            sent_at=act.at,
        )
        decision.enter("add", file, after={"report": number, "kind": kind, "size": len(clean)})
    return file


def open_file(file: ReportFile) -> tuple[str, bytes]:
    """Its name and bytes. Whoever calls this let the reader in, and wrote it down. Raises JournalError."""
    return file_name(file), stored_files.read(key_of(file.report), file)


def file_name(file: ReportFile) -> str:
    """The name that it had with the reporter, without any folder."""
    return stored_files.name_of(key_of(file.report), file)


def delete_files(report: Report) -> None:
    """Forgets a report's files, within a decision; their bytes go once that is committed."""
    stored_files.drop(report.files.all())
    report.files.all().delete()
