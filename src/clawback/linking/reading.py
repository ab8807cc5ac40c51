"""Reports as JSON lines: what `clawback extract --output json` prints, with an id and the time of arrival.

    {"id": "A-17", "received": "2026-11-24T09:00:00+08:00", "text": "...", "positions": [{"kind": ..., "value": ...}],
     "identifiers": [{"kind": "phone", "value": "+8613800138000", "role": "other", "certain": true}],
     "scam_types": [{"type": "task", "p": 0.81}]}

A file may also be one such object over many lines. `text`, `positions` and `scam_types` may be left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
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


def read_reports(paths: list[Path]) -> tuple[list[ReportFacts], dict[int, str]]:
    """The reports, and each number's id: numbers follow the order of ids, not of lines. Raises ReportError."""
    found: dict[str, _Report] = {}
    for path in paths:
        for line, text in _texts(path):
            report = _report(text, path, line)
            if str(report.id) in found:
                raise ReportError(f"the id {report.id} stands twice", file=str(path), line=line, field="id")
            found[str(report.id)] = report
    ids = dict(enumerate(sorted(found, key=lambda each: (len(each) if each.isdigit() else 0, each)), 1))
    return [_facts(number, found[name]) for number, name in ids.items()], ids


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    whole = path.read_text("utf-8-sig")
    if _is_one(whole):
        yield 1, whole
        return
    for line, text in enumerate(whole.splitlines(), 1):
        if text.strip():
            yield line, text


def _is_one(text: str) -> bool:
    """Whether the file is one object over many lines."""
    try:
        json.loads(text.partition("\n")[0] or "0")
    except ValueError:
        return True
    return False


def _report(text: str, path: Path, line: int) -> _Report:
    try:
        report = msgspec.json.decode(text, type=_Report)
        parse_time(report.received)
    except msgspec.MsgspecError as error:
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
