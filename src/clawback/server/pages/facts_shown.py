"""A story with what is read in it: the words marked, and a row for each fact; and what is read in the files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clawback.server.casework.facts.deciding import ROLES
from clawback.server.casework.facts.in_files import FileFacts, facts_of_files
from clawback.server.casework.facts.reading import SCAM_TYPE, Proposed, facts_in, proposed_in
from clawback.server.casework.models import Report, ReportFile
from clawback.server.casework.victims.files import file_name
from clawback.server.pages.places_in_files import place_in_words
from clawback.server.pages.reasons import in_words
from clawback.server.shown.report_form.kinds import SCAM_TYPES

__all__ = ["InFile", "Read", "Row", "read_of"]

_FEW = 12
_ROLES: dict[str, str | Promise] = {
    "other": gettext_lazy("the other side's"),
    "victim": gettext_lazy("the victim's own"),
    "unknown": gettext_lazy("nobody knows"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A fact as it is asked about; `typed` is what was written of it in a form that was refused, `wrong` marks it."""

    place: int
    fact: Proposed
    decided: str
    typed: Mapping[str, str]
    wrong: bool
    first: bool

    @property
    def because(self) -> str:
        """Why it is read so, in the reader's language."""
        return self.fact.because if self.fact.kind == SCAM_TYPE else in_words(self.fact.because)

    @property
    def where(self) -> str:
        """The page or message that it stands in."""
        return place_in_words(self.fact.where)

    @property
    def value(self) -> str:
        """What stands in the field of a correction: the words as they stand in the story."""
        return self.typed.get(f"{self.fact.key}-value") or self.fact.text or self.fact.value

    @property
    def said(self) -> str:
        """What was chosen before the form was refused."""
        return self.typed.get(f"{self.fact.key}-said", "")

    @property
    def roles(self) -> list[tuple[str, str, bool]]:
        """(value, words, chosen), nothing where the fact is nobody's."""
        chosen = self.typed.get(f"{self.fact.key}-role") or self.fact.role
        return [(each, str(_ROLES[each]), each == chosen) for each in ROLES] if self.fact.role else []

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of scam to choose from, where this is one."""
        return [(name, str(words)) for name, words in SCAM_TYPES] if self.fact.kind == SCAM_TYPE else []

    @property
    def shown(self) -> str:
        """Its value as people read it."""
        if self.fact.kind == "time":
            begins, ends = (datetime.fromisoformat(each) for each in self.fact.value.split("/"))
            return _("%(begins)s until %(ends)s") % {
                "begins": f"{begins:%Y-%m-%d %H:%M}",
                "ends": f"{ends:%Y-%m-%d %H:%M}",
            }
        return dict(self.kinds).get(self.fact.value, self.fact.value)


@dataclass(frozen=True, kw_only=True)
class InFile:
    """A file, the name it had with the reporter, and what is read in it; `facts` is None where nothing was."""

    file: ReportFile
    name: str
    facts: FileFacts | None
    rows: Sequence[Row]

    @property
    def is_open(self) -> bool:
        """Whether its rows are shown at once: they are few, or one of them was refused."""
        return len(self.rows) <= _FEW or any(row.wrong for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class Read:
    """The story, its facts, those of the files, and whether one waits for a word."""

    story: SafeString
    rows: Sequence[Row]
    files: Sequence[InFile]

    @property
    def any(self) -> bool:
        """Whether there is anything to say a word of."""
        return bool(self.rows) or any(each.rows for each in self.files)

    @property
    def waits(self) -> bool:
        """Whether something is left to say."""
        rows = chain(self.rows, *(each.rows for each in self.files))
        return any(not row.decided for row in rows)


def read_of(report: Report, story: str, typed: Mapping[str, str], wrong: str = "") -> Read:
    """What is read in the story and the files, with what was decided of it before."""
    said = {(each.kind, each.in_file, each.start): each.verdict for each in report.facts.all()}
    own = proposed_in(facts_in(report, story))
    files = list(facts_of_files(report))
    every = [*own, *(each for _file, found in files if found is not None for each in found.proposed)]
    decided = [said.get((each.kind, each.in_file, each.start), "") for each in every]
    first = next((place for place, verdict in enumerate(decided, 1) if not verdict), 0)
    rows = [
        Row(
            place=place,
            fact=fact,
            decided=verdict,
            typed=typed,
            wrong=fact.key == wrong,
            first=place == first,
        )
        for place, (fact, verdict) in enumerate(zip(every, decided, strict=True), 1)
    ]
    shown = [
        InFile(
            file=file,
            name=file_name(file),
            facts=found,
            rows=[row for row in rows if row.fact.in_file == file.pk],
        )
        for file, found in files
    ]
    in_story = rows[: len(own)]
    return Read(story=_marked(story, in_story), rows=in_story, files=shown)


def _marked(story: str, rows: Sequence[Row]) -> SafeString:
    """The story with each fact's words marked by its number; one that shares words with an earlier mark has none."""
    pieces: list[tuple[SafeString | str]] = []
    read_to = 0
    for row in rows:
        if row.fact.start >= read_to and row.fact.end > row.fact.start:
            pieces.append((story[read_to : row.fact.start],))
            words = story[row.fact.start : row.fact.end]
            pieces.append((format_html("<mark>{}<sup>{}</sup></mark>", words, row.place),))
            read_to = row.fact.end
    pieces.append((story[read_to:],))
    return format_html_join("", "{}", pieces)
