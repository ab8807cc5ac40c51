"""Telephone numbers: E.164, the region inferred from prefix, language and the report's country, in that order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import phonenumbers
from phonenumbers import PhoneNumberType as Kinds

from clawback.identifiers.found import CUED, GUESS, SHAPE, Candidate
from clawback.identifiers.reading import NOT_IDENTIFIERS, Cue, Reading
from clawback.identifiers.runs import Run
from clawback.identifiers.words import Phrases, listed, table

__all__ = ["MOBILE", "find", "is_hotline", "mobile_of", "number_of"]

_OTHERS = NOT_IDENTIFIERS | {"account", "card", "clabe", "sort", "routing", "upi", "@qq"}
_SERVICE = {Kinds.TOLL_FREE, Kinds.SHARED_COST, Kinds.PREMIUM_RATE, Kinds.UAN}
_GENUINE = 30
"""So far before a service's number a word says that it is the true one."""
MOBILE = {Kinds.MOBILE, Kinds.FIXED_LINE_OR_MOBILE}


def find(reading: Reading) -> Iterator[Candidate]:
    """Every run of digits that is a telephone number, and as no identifier those that are hotlines."""
    for run in reading.runs:
        if is_hotline(run.digits, reading.regions):
            yield _nothing(run, "a hotline or a service's own number")
        elif 7 <= len(run.digits) <= 17:
            yield from _read(run, reading.cue(run.start), reading)


def _read(run: Run, cue: Cue | None, reading: Reading) -> Iterator[Candidate]:
    means = set(cue.means) if cue else set()
    if len(run.digits) < 12 and "account" not in means:
        means.discard("card")
    if means & _OTHERS and not run.plus and "phone" not in means:
        return
    cued = run.spelled or bool(
        means & {"phone", "promptpay", "paynow", "wallet"} or any(each.startswith("@") for each in means)
    )
    found = number_of(run.digits, run.plus, reading.regions, cued)
    if found is None:
        return
    value, region, why, kind = found
    if region == "AR" and not run.plus and _of_mobile(reading, run):
        value = mobile_of(value)
    if kind == Kinds.UAN or (kind in _SERVICE and not (cued and _came(reading, run)) and not run.plus):
        yield _nothing(run, "a service's number that anybody may call")
        return
    strength = CUED if cued or run.plus else SHAPE if run.spelled or kind in MOBILE or run.grouped else GUESS
    if strength == GUESS and not run.digits.startswith("0"):
        return
    how = "after a word for a telephone" if cued else "its form"
    yield Candidate(
        kind="phone", value=value, start=run.start, end=run.end, strength=strength,
        because=f"{why}, {_named(kind)} of {region}; {how}", certain=strength > GUESS,
    )  # fmt: skip


_MOBILE_WORD = re.compile(
    r"(?<!\w)(?:celular|celu|cel|móvil|movil|whats?app|wsp|wasap|wpp)(?!\w)[^\n0-9,.;]{0,12}$"
)


def _of_mobile(reading: Reading, run: Run) -> bool:
    return _MOBILE_WORD.search(reading.view.lower, max(run.start - 24, 0), run.start) is not None


def mobile_of(value: str) -> str:
    """An Argentine number as a mobile's: at home it is written like a fixed line's, abroad with a 9."""
    return f"+549{value[3:]}" if value.startswith("+54") and len(value) == 13 and value[3] != "9" else value


def _came(reading: Reading, run: Run) -> bool:
    """A service's number counts where it called the reporter, or an ordinary word says it is a telephone."""
    lower = reading.view.lower
    if any(word in lower[max(run.start - 16, 0) : run.start] for word in _dialled()):
        return False
    left = max(reading.clause(run.start), run.start - _GENUINE)
    return next(_genuine().within(lower, left, run.start), None) is None


@cache
def _dialled() -> tuple[str, ...]:
    return tuple(each for each in listed(table("cues")["hotline"]) if len(each) > 1 or not each.isascii())


@cache
def _genuine() -> Phrases:
    return Phrases({"genuine": listed(table("cues")["genuine"])})


def _nothing(run: Run, why: str) -> Candidate:
    return Candidate(kind="", value=None, start=run.start, end=run.end, strength=CUED, because=why)


def _named(kind: int) -> str:
    if kind in MOBILE:
        return "mobile range"
    return "fixed line" if kind == Kinds.FIXED_LINE else "number"


@cache
def _hotlines(country: str) -> frozenset[str]:
    return frozenset(listed(table("hotlines").get(country, "")))


def is_hotline(digits: str, countries: tuple[str, ...]) -> bool:
    """Whether the digits are a number of one of these countries that anybody may call."""
    return any(digits in _hotlines(country) for country in countries)


@lru_cache(4096)
def number_of(
    digits: str, plus: bool, countries: tuple[str, ...], cued: bool
) -> tuple[str, str, str, int] | None:
    """E.164, region, why, and type of the first reading that is a valid number; None where none is.

    A number with a plus, or that a word calls a telephone, needs only be possible: a new range, or one that is kept
    for stories, is not valid in the tables.
    """
    if plus or digits.startswith("00"):
        return _parsed("+" + digits.removeprefix("00"), None, "its prefix", plus or cued)
    for country in countries:
        why = f"{len(digits)} digits"
        found = _parsed(digits, country, why, False)
        if found is not None and country != countries[0] and _untrunked(digits, country, found[3]):
            found = None
        if found is None and digits.startswith(str(phonenumbers.country_code_for_region(country))):
            found = _parsed("+" + digits, None, "its prefix", False)
        if found is not None:
            return found
    if cued and countries and len(digits) >= 8:
        return _parsed(
            digits, countries[-1] if len(countries) == 2 else countries[0], f"{len(digits)} digits", True
        )
    return None


def _untrunked(digits: str, country: str, kind: int) -> bool:
    """A fixed line of a country that is not the report's, without the 0 that its own writers put before it."""
    return kind not in MOBILE and not digits.startswith(
        phonenumbers.ndd_prefix_for_region(country, True) or ""
    )


def _is_possible(number: phonenumbers.PhoneNumber, *, whole: bool) -> bool:
    """Whether its length is one of the region's; a `whole` number is none that only its own town would dial."""
    found = phonenumbers.is_possible_number_with_reason(number)
    local = phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY
    return found == phonenumbers.ValidationResult.IS_POSSIBLE or (found == local and not whole)


def _parsed(text: str, country: str | None, why: str, loose: bool) -> tuple[str, str, str, int] | None:
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    valid = phonenumbers.is_valid_number(number)
    if not valid and not (loose and _is_possible(number, whole=text.startswith("+"))):
        return None
    region = phonenumbers.region_code_for_number(number) or country or f"+{number.country_code}"
    if (
        country
        and valid
        and region not in (country, "001")
        and number.country_code != phonenumbers.country_code_for_region(country)
    ):
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return written, region, why, phonenumbers.number_type(number)
