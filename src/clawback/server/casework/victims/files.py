"""add a file to a report: looked at apart, stored sealed under a random name, outside the web root."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from clawback.server.casework.finding import locked
from clawback.server.casework.models import Report, ReportFile
from clawback.server.casework.refusals import FactsWrong, FileRefused, NotKept
from clawback.server.casework.sealing import key_of
from clawback.server.casework.victims.by_code import check_reporter
from clawback.server.files.apart import Unfit, cleaned
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["LARGEST", "MOST", "add_file", "delete_files", "file_name", "open_file"]

LARGEST: Final = 10 * 1024 * 1024
MOST: Final = 20
_LONGEST_NAME = 120


def add_file(act: Act, number: int, name: str, data: bytes) -> ReportFile:
    """Keeps a file that the reporter sent; whoever calls this checked their second factor. Raises FileRefused."""
    check_reporter(act, number)
    if not 0 < len(data) <= LARGEST:
        raise FileRefused("a file has at most 10 MiB, and is not empty", field="file")
    try:
        kind, clean = cleaned(name, data)
    except Unfit as error:
        raise FileRefused(str(error), field="file") from None
    with deciding(act) as decision:
        report = locked(Report, number)
        if report.erased_at is not None:
            raise NotKept("this report was erased")
        if report.files.count() >= MOST:
            raise FactsWrong(f"a report has at most {MOST} files", field="file")
        key, place = key_of(report), secrets.token_hex(24)
        _write(_path(place), key.seal(f"file/{place}", clean))
        file = ReportFile.objects.create(
            report=report,
            kind=kind,
            size=len(clean),
            place=place,
            sealed_name=key.seal(f"name/{place}", _plain(name).encode()),
            sent_at=act.at,
        )
        decision.enter("add", file, after={"report": number, "kind": kind, "size": len(clean)})
    return file


def open_file(file: ReportFile) -> tuple[str, bytes]:
    """Its name and bytes. Whoever calls this let the reader in, and wrote it down. Raises JournalError."""
    return file_name(file), key_of(file.report).open(f"file/{file.place}", _path(file.place).read_bytes())


def file_name(file: ReportFile) -> str:
    """The name that it had with the reporter, without any folder."""
    return key_of(file.report).open(f"name/{file.place}", bytes(file.sealed_name)).decode()


def delete_files(report: Report) -> None:
    """Forgets a report's files, within a decision; their bytes go once that is committed."""
    paths = [_path(file.place) for file in report.files.all()]
    report.files.all().delete()

    def unlink() -> None:
        for path in paths:
            path.unlink(missing_ok=True)

    transaction.on_commit(unlink)


def _path(place: str) -> Path:
    folder: Path = settings.CLAWBACK_FOLDER.path
    return folder / "files" / place[:2] / place


def _plain(name: str) -> str:
    """The last part of a name, of characters that can be printed."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(each for each in last if each.isprintable()).strip(". ")[-_LONGEST_NAME:] or "file"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
