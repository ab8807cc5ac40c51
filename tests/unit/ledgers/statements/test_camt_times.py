"""When an entry settled, and in which zone."""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from clawback.errors import LedgerError
from tests.unit.ledgers.statements.build import A, entry, one, read

BERLIN = ZoneInfo("Europe/Berlin")


def settled(
    folder: Path, booked: str | None, value: str | None = None, zone: tzinfo | None = None
) -> list[str]:
    return read(
        folder, one(A, entry("1.00", "CRDT", booked=booked, value=value), closing="1.00"), zone=zone
    ).times()


@pytest.mark.parametrize(
    ("booked", "value", "at"),
    [
        ("2026-01-31T10:00:00Z", "2026-02-02T09:00:00Z", "2026-01-31T10:00:00Z"),
        ("2026-01-31", "2026-02-02T09:00:00Z", "2026-02-02T09:00:00Z"),
        ("2026-01-31", "2026-02-02", "2026-01-31T00:00:00Z"),
        (None, "2026-02-02", "2026-02-02T00:00:00Z"),
        ("2026-01-31T10:00:00.123456+05:30", None, "2026-01-31T04:30:00.123456Z"),
        ("2026-01-31+02:00", None, "2026-01-30T22:00:00Z"),
        ("2026-01-31Z", None, "2026-01-31T00:00:00Z"),
    ],
)
def test_booking_time_else_value_time_else_date(
    tmp_path: Path, booked: str | None, value: str | None, at: str
) -> None:
    assert settled(tmp_path, booked, value) == [at]


def test_a_naive_time_needs_a_zone(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"row 1.*has no time zone; .*--timezone"):
        settled(tmp_path, "2026-01-31T10:00:00")
    assert settled(tmp_path, "2026-01-31T10:00:00", zone=BERLIN) == ["2026-01-31T09:00:00Z"]


def test_a_written_offset_wins_over_the_zone(tmp_path: Path) -> None:
    assert settled(tmp_path, "2026-01-31T10:00:00Z", zone=BERLIN) == ["2026-01-31T10:00:00Z"]


def test_of_a_repeated_hour_the_earlier_reading(tmp_path: Path) -> None:
    assert settled(tmp_path, "2026-10-25T02:30:00", zone=BERLIN) == ["2026-10-25T00:30:00Z"]


def test_a_bare_date_is_midnight_of_the_zone_and_the_notes_say_so(tmp_path: Path) -> None:
    content = one(A, entry("1.00", "CRDT", booked="2026-06-30"), closing="1.00")
    there = read(tmp_path, content, zone=BERLIN)
    assert there.times() == ["2026-06-29T22:00:00Z"]
    assert (
        "transfers that have a date without a time, read as midnight of Europe/Berlin: 1" in there.notes.texts
    )
    here = read(tmp_path, content)
    assert here.times() == ["2026-06-30T00:00:00Z"]
    assert "transfers that have a date without a time, read as midnight of UTC: 1" in here.notes.texts


def test_timed_entries_need_no_note(tmp_path: Path) -> None:
    assert read(tmp_path, one(A, entry("1.00", "CRDT"), closing="1.00")).notes.texts == []


@pytest.mark.parametrize(
    "bad",
    ["2026-02-30", "31.01.2026", "2026-01-31T25:00:00Z", "2026-01-31T10:00:00.1234567Z", "0001-01-01+12:00"],
)
def test_a_bad_time_is_refused_with_its_row(tmp_path: Path, bad: str) -> None:
    with pytest.raises(LedgerError, match="row 1, line 2"):
        settled(tmp_path, bad)


def test_the_order_within_a_statement_is_the_statements(tmp_path: Path) -> None:
    entries = [
        entry("3.00", "CRDT", booked="2026-01-31T12:00:00Z", ref="late"),
        entry("1.00", "DBIT", booked="2026-01-31T09:00:00Z", ref="early"),
        entry("1.00", "DBIT", booked="2026-01-31T13:00:00Z", ref="last"),
    ]
    found = read(tmp_path, one(A, *entries, closing="1.00"))
    assert found.ids == ["late", "early", "last"]
    noon = found.rows[0]["settled_at"]
    assert found.column("order_at") == [noon, noon, found.rows[2]["settled_at"]]
    assert found.column("booked_at") == found.column("settled_at")
