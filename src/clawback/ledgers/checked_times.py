"""Columns of times into microseconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clawback.clock import parse_time, to_micros
from clawback.errors import LedgerError, TimeError
from clawback.ledgers.checked import Checked, as_texts, one_by_one, text_like
from clawback.ledgers.ledger import Int64s

__all__ = ["FIRST", "LAST", "checked_times", "exact_times", "fast_times"]

FIRST, LAST = -62_135_596_800_000_000, 253_402_300_799_999_999
"""The years 1 to 9999, in microseconds since 1970."""

_NAIVE = datetime(1970, 1, 1)  # noqa: DTZ001 - naive stamps count from here, in whatever zone they are meant
_MICROS = {"s": 1_000_000, "ms": 1000, "us": 1}


def checked_times(given: Any, zone: tzinfo | None) -> Checked:
    """Texts of ISO 8601, or Arrow timestamps; nulls stay. Naive ones are read in `zone`, the earlier reading
    of a repeated hour. Raises LedgerError where the column's type cannot hold an instant."""
    if text_like(given.type):
        texts = as_texts(given)
        fast = fast_times(texts, zone)
        return exact_times(texts, zone) if fast is None else Checked(values=fast)
    if not pa.types.is_timestamp(given.type):
        raise LedgerError(
            f"the column has type {given.type}", remedy="make it a timestamp with a zone, or ISO 8601 text"
        )
    if given.type.tz is None and zone is None:
        raise LedgerError("the times have no time zone", remedy="store them with one, or give --timezone")
    return _stamps(given, zone)


def fast_times(texts: Any, zone: tzinfo | None) -> Any | None:
    """All of a column of texts at once (null for null), or None where that cannot be sure to say what
    `exact_times` says."""
    shortest = pc.min(pc.binary_length(texts)).as_py()
    if shortest is not None and shortest <= len("2026-01-31"):
        return None
    try:
        values = texts.cast(pa.timestamp("us", "UTC"))
    except pa.ArrowInvalid:
        values = _fast_naive(texts, zone)
    if values is None:
        return None
    values = values.cast(pa.int64())
    span = pc.min_max(values).as_py()
    in_range = span["min"] is None or (span["min"] >= FIRST and span["max"] <= LAST)
    return values if in_range else None


def exact_times(texts: Any, zone: tzinfo | None) -> Checked:
    """The same, one by one by `clock.parse_time`, with what is wrong with each."""
    return one_by_one(texts.to_pylist(), lambda text: parse_time(text, zone), pa.int64())


def _fast_naive(texts: Any, zone: tzinfo | None) -> Any | None:
    name = zone.key if isinstance(zone, ZoneInfo) else "UTC" if zone in (UTC, timezone(timedelta())) else None
    if not name:
        return None
    try:
        return pc.assume_timezone(texts.cast(pa.timestamp("us")), name, ambiguous="earliest")
    except pa.ArrowInvalid:
        return None


def _stamps(given: Any, zone: tzinfo | None) -> Checked:
    unit, nulls = given.type.unit, given.null_count > 0
    is_null = given.is_null().to_numpy(zero_copy_only=False) if nulls else np.zeros(len(given), bool)
    raw = pc.fill_null(given.cast(pa.int64()), 0).to_numpy()
    micros, finer, far = _micros(raw, unit)
    finer, far = finer & ~is_null, far & ~is_null
    wrong = {int(p): LedgerError("the time is finer than a microsecond") for p in np.flatnonzero(finer)}
    wrong |= {int(p): LedgerError("the time is outside the years 1 to 9999") for p in np.flatnonzero(far)}
    values = pa.array(np.where(far, 0, micros), pa.int64(), mask=is_null)
    if given.type.tz is not None:
        return Checked(values=values, wrong=wrong)
    zoned = _in_zone(values, zone)
    return Checked(values=zoned.values, wrong=zoned.wrong | wrong)


def _micros(raw: Int64s, unit: str) -> tuple[Int64s, Any, Any]:
    if unit == "ns":
        return raw // 1000, raw % 1000 != 0, np.zeros(len(raw), bool)
    factor = _MICROS[unit]
    far = (raw < -(-FIRST // factor)) | (raw > LAST // factor)
    return np.where(far, 0, raw) * factor, np.zeros(len(raw), bool), far


def _in_zone(values: Any, zone: tzinfo | None) -> Checked:
    def one(micros: int) -> int:
        try:
            found = to_micros((_NAIVE + timedelta(microseconds=micros)).replace(tzinfo=zone))
        except OverflowError:
            found = LAST + 1
        if not FIRST <= found <= LAST:
            raise TimeError("the time is outside the years 1 to 9999")
        return found

    if isinstance(zone, ZoneInfo) and zone.key:
        try:
            stamps = pc.assume_timezone(values.cast(pa.timestamp("us")), zone.key, ambiguous="earliest")
            found = stamps.cast(pa.int64())
            span = pc.min_max(found).as_py()
            if span["min"] is None or (span["min"] >= FIRST and span["max"] <= LAST):
                return Checked(values=found)
        except pa.ArrowInvalid:
            pass
    return one_by_one(values.to_pylist(), one, pa.int64())
