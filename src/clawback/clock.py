"""The one way to know the time, and to read and write times: aware UTC instants, microseconds since 1970.

Tests pass a clock of their own; nothing else in the package asks the machine for the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from clawback.errors import TimeError

__all__ = [
    "Clock",
    "format_time",
    "from_micros",
    "now",
    "parse_duration",
    "parse_time",
    "parse_zone",
    "to_micros",
]

Clock = Callable[[], datetime]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FINER = re.compile(r"[.,][0-9]{6}[0-9]*[1-9]")
_SHORT = re.compile(r"([0-9]{1,9})([smhd])")
_ISO = re.compile(
    r"P(?:([0-9]{1,6})W|(?=.)(?:([0-9]{1,6})D)?(?:T(?=.)(?:([0-9]{1,7})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})S)?)?)"
)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def now() -> datetime:
    """The present instant, aware, UTC."""
    return datetime.now(UTC)


def to_micros(time: datetime) -> int:
    """Microseconds since 1970-01-01T00:00:00Z. Raises TimeError for a naive time."""
    if time.tzinfo is None:
        raise TimeError(f"{time.isoformat()} has no time zone", remedy="write it with Z or an offset")
    return (time - _EPOCH) // timedelta(microseconds=1)


def from_micros(micros: int) -> datetime:
    """The aware UTC instant of so many microseconds since 1970. Raises TimeError outside years 1 to 9999."""
    try:
        return _EPOCH + timedelta(microseconds=micros)
    except OverflowError:
        raise TimeError(f"{micros} microseconds is outside the years 1 to 9999") from None


def format_time(micros: int) -> str:
    """RFC 3339 text in UTC; the fraction only where there is one: `2026-01-01T00:00:00Z`."""
    return from_micros(micros).isoformat().replace("+00:00", "Z")


def parse_zone(name: str) -> ZoneInfo:
    """The time zone of an IANA name such as `Asia/Shanghai`. Raises TimeError."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise TimeError(
            f"{name!r} is not a time zone", remedy="write an IANA name such as Asia/Shanghai"
        ) from None


def parse_time(text: str, zone: tzinfo | None = None) -> int:
    """Microseconds since 1970 of an ISO 8601 text with date and time.

    A time without an offset is read in `zone` (the earlier reading of a repeated hour), and refused where
    there is none. Bare dates and times finer than a microsecond are refused. Raises TimeError.
    """
    try:
        if _FINER.search(text):
            raise TimeError(
                f"{text!r} is finer than a microsecond", remedy="cut it to six decimals of a second"
            )
        found = datetime.fromisoformat(text)
    except (ValueError, TypeError):
        raise TimeError(f"{text!r} is not a time", remedy="write it as 2026-01-31T09:30:00Z") from None
    if _is_bare_date(text):
        raise TimeError(f"{text!r} is a date without a time", remedy="write it as 2026-01-31T09:30:00Z")
    if found.tzinfo is None:
        if zone is None:
            raise TimeError(
                f"{text!r} has no time zone", remedy="write it with Z or an offset, or give --timezone"
            )
        found = found.replace(tzinfo=zone, fold=0)
    return _in_range(text, found)


def _is_bare_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _in_range(text: str, time: datetime) -> int:
    try:
        micros = to_micros(time)
        from_micros(micros)
    except (OverflowError, TimeError):
        raise TimeError(f"{text!r} is outside the years 1 to 9999") from None
    return micros


def parse_duration(text: str) -> int:
    """Microseconds of `60s`, `90m`, `24h`, `5d` or ISO 8601 (`PT24H`, `P5D`, `P1W`); months and years are
    refused, for they have no fixed length. Raises TimeError."""
    short = _SHORT.fullmatch(text)
    if short:
        return int(short[1]) * _SECONDS[short[2]] * 1_000_000
    iso = _ISO.fullmatch(text)
    if iso is None:
        raise TimeError(
            f"{text!r} is not a duration", remedy="write 60s, 90m, 24h, 5d or ISO 8601 such as PT24H"
        )
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in iso.groups())
    return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000_000 + seconds * 1_000_000
