"""What is read in a report's files: taken out apart, sealed with the report's key, and proposed to a person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from clawback.reports.document import Document
from clawback.server.casework.facts.reading import IDENTIFIERS, Proposed, country_of, placed
from clawback.server.casework.models import Report, ReportFile
from clawback.server.casework.sealing import key_of
from clawback.server.casework.victims.files import open_file
from clawback.server.files.apart import read_apart, text_of

__all__ = ["FileFacts", "facts_of_files", "read_in"]

_AROUND: Final = 80
_MOST: Final = {"identifier": 120, "amount": 50, "time": 30}


@dataclass(frozen=True, kw_only=True, slots=True)
class FileFacts:
    """What was read in a file: each value once, where it stands first. `more` were left out, as too many to judge;
    `whole` is False where the file is longer than what is read."""

    language: str
    proposed: tuple[Proposed, ...]
    more: int
    whole: bool

    def to_json(self) -> bytes:
        """As it is sealed."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def of_json(cls, data: bytes) -> FileFacts:
        """The way back."""
        told = json.loads(data)
        return cls(**{**told, "proposed": tuple(Proposed(**each) for each in told["proposed"])})


def read_in(file: ReportFile) -> FileFacts:
    """Reads the file, which takes seconds, in processes of their own.

    Raises Unfit for one that cannot be read, JournalError where its report was erased, OSError where its bytes are
    gone.
    """
    _name, data = open_file(file)
    document, whole = text_of(file.kind, data)
    told = read_apart(document, country_of(file.report.organisation), file.sent_at)
    proposed, more = _chosen(told, document, file.pk)
    return FileFacts(
        language=str(told["language"]),
        proposed=tuple(proposed),
        more=more,
        whole=whole and told["read_to"] == len(document.text),
    )


def facts_of_files(report: Report) -> Iterator[tuple[ReportFile, FileFacts | None]]:
    """The report's files, each with what was read in it, None where nothing was yet, or can be.

    Whoever calls this let the reader in, and wrote it down.
    """
    files = list(report.files.order_by("pk"))
    key = key_of(report) if files else None
    for file in files:
        if key is None or file.reading != "read":
            yield file, None
        else:
            yield file, FileFacts.of_json(key.open(f"facts/{file.place}", bytes(file.sealed_facts)))


def _chosen(told: dict[str, Any], document: Document, number: int) -> tuple[list[Proposed], int]:
    """What is proposed, and how much is left out: identifiers, amounts and times, no more of each than one judges."""
    stamps = {each.start + skipped for each in document.pieces for skipped in (0, 1, 2)}
    kept: list[Proposed] = []
    count = dict.fromkeys(_MOST, 0)
    for each in _once(placed(told)):
        of = "identifier" if each.kind in IDENTIFIERS else each.kind
        if of == "time" and each.start in stamps and document.place_of(each.start).startswith("message"):
            continue  # when somebody wrote stands beside what they wrote
        count[of] += 1
        if count[of] <= _MOST[of]:
            kept.append(_around(each, document, number))
    return kept, sum(max(count[of] - _MOST[of], 0) for of in _MOST)


def _once(found: Iterable[Proposed]) -> Iterable[Proposed]:
    first: dict[tuple[str, str, str], Proposed] = {}
    for each in found:
        first.setdefault((each.kind, each.value, each.agent), each)
    return first.values()


def _around(each: Proposed, document: Document, number: int) -> Proposed:
    text = document.text
    return replace(
        each,
        in_file=number,
        where=document.place_of(each.start),
        before=text[max(each.start - _AROUND, 0) : each.start],
        after=text[each.end : each.end + _AROUND],
    )
