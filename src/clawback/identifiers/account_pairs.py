"""Accounts that are two numbers: sort code, routing number or IFSC of the agent, and the number it keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from stdnum.us import rtn

from clawback.identifiers.found import CHECKED, CUED, Candidate
from clawback.identifiers.reading import NOT_IDENTIFIERS, Reading
from clawback.identifiers.runs import Run

__all__ = ["find"]

_APART = 45
"""Characters that may stand between the two numbers."""
_SORT = re.compile(r"[0-9]{2}[- ]?[0-9]{2}[- ]?[0-9]{2}")
_SORT_THEN = re.compile(r"(?<![0-9-])([0-9]{2})-([0-9]{2})-([0-9]{2})[ ,/:]{1,3}([0-9]{8})(?![0-9])")
_SORT_PLAIN = re.compile(r"(?<![0-9-])([0-9]{6})[ ,/]{1,3}([0-9]{8})(?![0-9])")
_JAPAN_POST = re.compile(
    r"記号[:： ]{0,2}([0-9]{5})(?:-[0-9])?[、,，/・ ]{0,3}番号[:： ]{0,2}([0-9]{6,8})(?![0-9])"
)
_IFSC = re.compile(r"(?<![a-z0-9])([a-z]{4})0([a-z0-9]{6})(?![a-z0-9])", re.IGNORECASE)


def find(reading: Reading) -> Iterator[Candidate]:
    """British, Australian, American, Indian, Brazilian and Japanese accounts."""
    yield from _sort_codes(reading)
    yield from _agencies(reading)
    yield from _signs(reading)
    yield from _bsb(reading)
    yield from _routing(reading)
    yield from _ifsc(reading)


def _pairs(reading: Reading) -> Iterator[tuple[Run, Run]]:
    """Neighbouring runs, both ways round."""
    for left, right in pairwise(reading.runs):
        if right.start - left.end <= _APART and "\n\n" not in reading.view.plain[left.end : right.start]:
            yield left, right
            yield right, left


def _sort_codes(reading: Reading) -> Iterator[Candidate]:
    for match in _SORT_THEN.finditer(reading.view.plain):
        sort, number = f"{match[1]}{match[2]}{match[3]}", match[4]
        yield _pair(
            f"GB:SORT:{sort}-{number}", sort, match.start(), match.end(), CHECKED, "a sort code and 8 digits"
        )
    for match in _SORT_PLAIN.finditer(reading.view.plain) if reading.country == "GB" else ():
        named = reading.bank(match.start(), match.end()) is not None or reading.is_paid_to(match.start())
        if named or (
            (cue := reading.cue(match.start())) is not None and {"account", "sort"} & set(cue.means)
        ):
            value, why = f"GB:SORT:{match[1]}-{match[2]}", "six digits and eight, after a word for an account"
            yield _pair(value, match[1], match.start(), match.end(), CHECKED, why)
    for first, second in _pairs(reading):
        cue = reading.cue(first.start)
        said = cue is not None and "sort" in cue.means
        written = _SORT.fullmatch(first.text) and ("-" in first.text or said)
        if len(second.digits) == 8 and written and (said or reading.country in ("GB", None)):
            start, end = min(first.start, second.start), max(first.end, second.end)
            yield _pair(
                f"GB:SORT:{first.digits}-{second.digits}",
                first.digits,
                start,
                end,
                CHECKED,
                "a sort code and 8 digits",
            )


def _bsb(reading: Reading) -> Iterator[Candidate]:
    """Australian: the Bank State Branch number, and 5 to 10 digits."""
    for first, second in _pairs(reading):
        cue = reading.cue(first.start)
        if (
            len(first.digits) == 6
            and 5 <= len(second.digits) <= 10
            and cue is not None
            and "bsb" in cue.means
            and not _is_other(second, reading)
        ):
            start, end = min(first.start, second.start), max(first.end, second.end)
            value = f"AU:BSB:{first.digits}-{second.digits}"
            yield _pair(value, first.digits, start, end, CHECKED, "a BSB and an account's number")


def _is_other(run: Run, reading: Reading) -> bool:
    """Whether a word calls it an order, a code or the like."""
    cue = reading.cue(run.start)
    return cue is not None and bool(set(cue.means) & NOT_IDENTIFIERS)


def _agencies(reading: Reading) -> Iterator[Candidate]:
    """Brazilian: the agency, and the account's number with its check digit."""
    for first, second in pairwise(reading.runs):
        cue = reading.cue(first.start)
        if (
            3 <= len(first.digits) <= 5
            and 5 <= len(second.digits) <= 13
            and second.start - first.end <= _APART
            and cue is not None
            and "agency" in cue.means
        ):
            bank = reading.bank(first.start, second.end)
            value = f"BR:BANK:{first.digits}-{second.digits}"
            agent = bank[1] if bank and bank[0] == "BR" else None
            yield _pair(value, agent, first.start, second.end, CHECKED, "an agency and an account's number")


def _signs(reading: Reading) -> Iterator[Candidate]:
    """Japan Post Bank: 記号, five digits, and 番号, up to eight."""
    for match in _JAPAN_POST.finditer(reading.view.plain):
        value = f"JP:BANK:{match[1]}-{match[2]}"
        yield _pair(
            value, "JPPSJPJ1", match.start(1), match.end(), CHECKED, "a sign and a number of Japan Post"
        )


def _routing(reading: Reading) -> Iterator[Candidate]:
    for first, second in _pairs(reading):
        cue = reading.cue(first.start)
        if len(first.digits) != 9 or not rtn.is_valid(first.digits) or not 4 <= len(second.digits) <= 17:
            continue
        other = reading.cue(second.start)
        said = cue is not None and "routing" in cue.means
        if _slashed(first, second, reading) or (
            said and other is not None and set(other.means) & {"account", "routing", "card"}
        ):
            start, end = min(first.start, second.start), max(first.end, second.end)
            yield _pair(
                f"US:ABA:{first.digits}-{second.digits}",
                first.digits,
                start,
                end,
                CHECKED,
                "a routing number whose check digit holds, and an account's",
            )


def _slashed(first: Run, second: Run, reading: Reading) -> bool:
    """Whether both are written as one account: 322271627 / 700391155."""
    cue = reading.cue(first.start)
    return (
        reading.country == "US"
        and cue is not None
        and bool({"account", "routing"} & set(cue.means))
        and re.fullmatch(" ?/ ?", reading.view.plain[first.end : second.start]) is not None
    )


def _ifsc(reading: Reading) -> Iterator[Candidate]:
    for match in _IFSC.finditer(reading.view.plain):
        code = match[0].upper()
        near = [
            run
            for run in reading.runs
            if 9 <= len(run.digits) <= 18
            and (run.start >= match.end() or run.end <= match.start())
            and min(abs(run.start - match.end()), abs(match.start() - run.end)) <= _APART
        ]
        if near:
            run = min(near, key=lambda each: _distance(each, match.start(), match.end(), reading))
            start, end = min(run.start, match.start()), max(run.end, match.end())
            yield _pair(
                f"IN:IFSC:{code}-{run.digits}", code, start, end, CHECKED, "an IFSC and an account's number"
            )


def _distance(run: Run, start: int, end: int, reading: Reading) -> tuple[bool, int]:
    cue = reading.cue(run.start)
    return (cue is None or "account" not in cue.means, min(abs(run.start - end), abs(start - run.end)))


def _pair(value: str, agent: str | None, start: int, end: int, strength: int, why: str) -> Candidate:
    return Candidate(
        kind="account",
        value=value,
        start=start,
        end=end,
        strength=max(strength, CUED) + 2,
        because=why,
        agent=agent,
    )
