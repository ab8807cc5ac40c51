"""What every finder of identifiers is given: the folded text, its runs of digits, and the words around a place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from clawback.identifiers.places import regions
from clawback.identifiers.runs import Run, runs
from clawback.identifiers.view import View
from clawback.identifiers.words import Phrases, Said, listed, table

__all__ = ["NOT_IDENTIFIERS", "Cue", "Reading"]

NOT_IDENTIFIERS = {"order", "tracking", "code"}
_REACH = 45
_END = re.compile(r"[。！？!?\n；;।]|(?<=[^\W\d_]{4})\. ")
_JOINS = re.compile(r"[\s,，、/&和及与與y e]{1,3}|\s?(?:and|or|dan|và|และ|और|및)\s")
_NUMBERS = {"nomor", "नंबर", "番号", "번호", "number is"}
"""Words for a number of any kind, of which a telephone's is the commonest."""
_STEP = re.compile(r"[,，、:：(（]")


@dataclass(frozen=True, slots=True)
class Cue:
    """The word that says what follows: its meanings, and the text between."""

    means: tuple[str, ...]
    gap: str

    @property
    def near(self) -> bool:
        """Nothing but a few words stands between."""
        return len(self.gap) <= 14 and not re.search("[,，、]", self.gap)


@cache
def _cues() -> Phrases:
    own = {kind: listed(text) for kind, text in table("cues").items() if kind not in ("paid", "genuine")}
    return Phrases({**own, **{f"@{name}": listed(each["cues"]) for name, each in table("services").items()}})


@cache
def _paid() -> Phrases:
    return Phrases({"paid": listed(table("cues")["paid"])})


@cache
def _banks() -> Phrases:
    return Phrases(
        {
            f"{country} {code if not code.endswith('?') else ''}".strip(): listed(names)
            for country, banks in table("banks").items()
            for code, names in banks.items()
        }
    )


@dataclass(frozen=True)
class Reading:
    """A text to be read, with the report's country and language; `taken` are places read as amounts or times."""

    view: View
    language: str
    country: str | None
    taken: tuple[tuple[int, int], ...] = ()
    _cue_at: dict[int, Cue | None] = field(default_factory=dict)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Countries whose national numbers are tried, in order."""
        return regions(self.language, self.country)

    @cached_property
    def runs(self) -> list[Run]:
        """Runs of digits that are no amount and no time."""
        return [
            part
            for run in runs(self.view)
            for part in ([run] if not self.is_taken(run.start, run.end) else self._rests(run))
        ]

    def _rests(self, run: Run) -> Iterator[Run]:
        """What stands before a date or amount that a run of digits has run into: 678-1-23456-0 12 November."""
        place = bisect_left(self.taken, (run.start, 0))
        for left, right in self.taken[place : place + 1]:
            text = self.view.plain[run.start : left].rstrip(" .-(")
            digits = re.sub("[^0-9]", "", text)
            if run.start < left < run.end <= right and not run.spelled and len(digits) >= 6:
                yield Run(digits, run.start, run.start + len(text), text, plus=run.plus)

    def is_taken(self, start: int, end: int) -> bool:
        """Whether an amount or a time stands there."""
        place = bisect_left(self.taken, (start, 0))
        near = self.taken[max(place - 1, 0) : place + 2]
        return any(left < end and start < right for left, right in near)

    def clause(self, start: int) -> int:
        """Where the reach of words before `start` begins: at a sentence's end, or the reach's."""
        left = max(start - _REACH, 0)
        for match in _END.finditer(self.view.lower, left, start):
            left = match.end()
        return left

    def cue(self, start: int) -> Cue | None:
        """The nearest word before `start` that says what stands there; numbers between end its reach."""
        if start not in self._cue_at:
            self._cue_at[start] = self._find_cue(start)
        return self._cue_at[start]

    def _find_cue(self, start: int) -> Cue | None:
        left = self.clause(start)
        place = bisect_left(self._starts, start)
        if place and self.runs[place - 1].end > left:
            before = self.runs[place - 1]
            gap = self.view.lower[before.end : start]
            if _JOINS.fullmatch(gap):
                return self.cue(before.start)
            left = max(before.end, left)
        earlier: Said | None = None
        nearest: Said | None = None
        for said in _cues().within(self.view.lower, left, start):
            earlier, nearest = nearest, said
        if nearest is None:
            return None
        means = nearest.means
        if earlier is not None and self._is_number_of(earlier, nearest):
            means = earlier.means
        return Cue(means, self.view.lower[nearest.end : start])

    def _is_number_of(self, account: Said, number: Said) -> bool:
        """Whether a word for any number stands behind a word for an account and its bank: rekening BCA nomor."""
        lower = self.view.lower
        between = lower[account.end : number.start]
        return (
            lower[number.start : number.end].strip() in _NUMBERS
            and "account" in account.means
            and len(between) <= 20
            and not re.search(r"[,;:(\n]", between)
            and any(True for _ in _banks().within(lower, account.end, number.start))
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [run.start for run in self.runs]

    def bank(self, start: int, end: int) -> tuple[str, str | None] | None:
        """Country and BIC8 (None where not stated) of the bank named nearest before, or else just after."""
        said = list(_banks().within(self.view.lower, self.clause(start), start))
        after = list(_banks().within(self.view.lower, end, min(end + 22, len(self.view.lower))))
        for each in [*reversed(said), *after[:1]]:
            own = [means for means in each.means if means[:2] == self.country]
            if (
                not own
                and self.country
                and each.end - each.start <= 3
                and self.view.lower[each.start].isascii()
            ):
                continue  # three letters are a bank's only at home: MB is one of Viet Nam, MB Way is not
            country, _, code = (own or list(each.means))[0].partition(" ")
            return country, code or None
        return None

    def is_paid_to(self, start: int) -> bool:
        """Whether the words just before say that money went there."""
        lower = self.view.lower
        said = list(_paid().within(lower, self.clause(start), start))
        return bool(said) and re.fullmatch(r"[\s:：]{0,3}", lower[said[-1].end : start]) is not None

    def bank_follows(self, end: int) -> bool:
        """Whether a bank's name stands just after, at most a comma between."""
        lower = self.view.lower
        return any(
            re.fullmatch(r"[\s,，(（]{0,2}", lower[end : each.start])
            for each in _banks().within(lower, end, min(end + 14, len(lower)))
        )

    def bank_gap(self, start: int) -> str | None:
        """What stands between the nearest bank's name before and `start`."""
        said = list(_banks().within(self.view.lower, self.clause(start), start))
        return self.view.lower[said[-1].end : start] if said else None
