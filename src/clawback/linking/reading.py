"""Reports as JSON lines: what `clawback extract --output json` prints, with an id and the time of arrival.

    {"id": "A-17", "received": "2026-11-24T09:00:00+08:00", "text": "...", "positions": [{"kind": ..., "value": ...}],
     "identifiers": [{"kind": "phone", "value": "+8613800138000", "role": "other", "certain": true}],
     "scam_types": [{"type": "task", "p": 0.81}]}

A file may also be one such object over many lines. `text`, `positions` and `scam_types` may be left out.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from itertools import chain
from pathlib import Path

import msgspec

from clawback.clock import from_micros, parse_time
from clawback.errors import InputError, ReportError
from clawback.linking.facts import Named, ReportFacts, Thing

__all__ = ["read_reports"]

_SURE = 0.5


class _Position(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    value: str
    agent: str | None = None


class _Type(msgspec.Struct, frozen=True):
    type: str
    p: float = 1.0


class _Identifier(msgspec.Struct, frozen=True):
    kind: str
    value: str | None
    role: str = "unknown"
    certain: bool = True
    agent: str | None = None


class _Report(msgspec.Struct, frozen=True):
    id: str | int
    received: str
    identifiers: tuple[_Identifier, ...]
    text: str = ""
    positions: tuple[_Position, ...] = ()
    scam_types: tuple[_Type, ...] = ()


def read_reports(paths: list[Path]) -> tuple[Iterator[ReportFacts], dict[int, str]]:
    """The reports, read as they are asked for, and each number's id: numbers follow the order of ids, not of lines.

    Every line is looked at first, so that what is wrong is said before anything is linked. Raises ReportError.
    """
    files = [_File(path) for path in paths]
    ids: set[str] = set()
    for file in files:
        for line, report in file.reports():
            if str(report.id) in ids:
                raise ReportError(
                    f"the id {report.id} stands twice", file=str(file.path), line=line, field="id"
                )
            ids.add(str(report.id))
    named = dict(enumerate(sorted(ids, key=lambda each: (len(each) if each.isdigit() else 0, each)), 1))
    numbers = {name: number for number, name in named.items()}
    return (_facts(numbers[str(report.id)], report) for file in files for _, report in file.reports()), named


class _File:
    """One of the files, a line at a time, as often as it is asked for; what comes through a pipe is kept meanwhile."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._piped = None if path.is_file() else path.read_bytes()

    def reports(self) -> Iterator[tuple[int, _Report]]:
        """With the line where each stands."""
        with self.path.open("rb") if self._piped is None else BytesIO(self._piped) as lines:
            first = lines.readline().removeprefix(BOM_UTF8)
            if not _is_json(first):
                yield 1, _report(first + lines.read(), self.path, 1)
                return
            for line, text in enumerate(chain([first], lines), 1):
                if text.strip():
                    yield line, _report(text, self.path, line)


def _is_json(line: bytes) -> bool:
    """Whether it is whole: the first line of one object over many lines is not."""
    try:
        msgspec.json.decode(line.strip() or b"0")
    except ValueError:
        return False
    return True


def _report(text: bytes, path: Path, line: int) -> _Report:
    try:
        report = msgspec.json.decode(text, type=_Report)
        parse_time(report.received)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        reason = str(error)[:1].lower() + str(error)[1:]
        raise ReportError(
            f"no report: {reason}", file=str(path), line=line, remedy="see clawback link --help"
        ) from None
    except InputError as error:
        raise ReportError(error.reason, file=str(path), line=line, field="received") from None
    return report


def _facts(number: int, report: _Report) -> ReportFacts:
    likely = max(report.scam_types, key=lambda each: each.p, default=None)
    return ReportFacts(
        number=number,
        received=_time(report.received),
        identifiers=tuple(
            Named(kind=each.kind, value=each.value, agent=each.agent, role=each.role, certain=each.certain)
            for each in report.identifiers
            if each.value is not None
        ),
        positions=tuple(Thing(each.kind, each.value, each.agent or "") for each in report.positions),
        text=report.text,
        scam_type=likely.type if likely is not None and likely.p >= _SURE else None,
    )


def _time(text: str) -> datetime:
    return from_micros(parse_time(text))
