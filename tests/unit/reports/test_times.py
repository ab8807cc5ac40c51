"""Times as ranges, counted from Tuesday, 24 November 2026."""

from __future__ import annotations

from datetime import datetime

import pytest

from clawback.identifiers.view import View
from clawback.reports.times import find_times, zone_of

WRITTEN = [
    ("zh", "CN", "11月20日", "2026-11-20T00:00", "2026-11-21T00:00"),
    ("zh", "CN", "昨天下午", "2026-11-23T12:00", "2026-11-23T18:00"),
    ("zh", "CN", "昨晚9点", "2026-11-23T21:00", "2026-11-23T22:00"),
    ("zh", "CN", "上周三", "2026-11-18T00:00", "2026-11-19T00:00"),
    ("zh", "CN", "凌晨", None, None),
    ("zh", "TW", "民國115年10月", "2026-10-01T00:00", "2026-11-01T00:00"),
    ("en", "GB", "11/12/2026", "2026-12-11T00:00", "2026-12-12T00:00"),
    ("en", "US", "11/12/2026", "2026-11-12T00:00", "2026-11-13T00:00"),
    ("en", "GB", "last Tuesday", "2026-11-17T00:00", "2026-11-18T00:00"),
    ("en", "GB", "last week", "2026-11-16T00:00", "2026-11-23T00:00"),
    ("en", "GB", "last night", "2026-11-23T18:00", "2026-11-24T00:00"),
    ("en", "GB", "14:20 yesterday", "2026-11-23T14:20", "2026-11-23T14:21"),
    ("en", "GB", "in December", "2026-12-01T00:00", "2027-01-01T00:00"),
    ("en", "GB", "two days ago", "2026-11-22T00:00", "2026-11-23T00:00"),
    ("es", "MX", "ayer a las 5:30 de la tarde", "2026-11-23T17:30", "2026-11-23T17:31"),
    ("es", "MX", "desde 2025", "2025-01-01T00:00", "2026-01-01T00:00"),
    ("pt", "BR", "anteontem às 10h15", "2026-11-22T10:15", "2026-11-22T10:16"),
    ("vi", "VN", "hôm qua", "2026-11-23T00:00", "2026-11-24T00:00"),
    ("vi", "VN", "9h45 ngày 21/11", "2026-11-21T09:45", "2026-11-21T09:46"),
    ("th", "TH", "20 พ.ย. 2569", "2026-11-20T00:00", "2026-11-21T00:00"),
    ("id", "ID", "Selasa lalu", "2026-11-17T00:00", "2026-11-18T00:00"),
    ("ms", "MY", "semalam pukul 4 petang", "2026-11-23T16:00", "2026-11-23T17:00"),
    ("hi", "IN", "kal raat", "2026-11-23T18:00", "2026-11-24T00:00"),
    ("ja", "JP", "令和8年11月10日", "2026-11-10T00:00", "2026-11-11T00:00"),
    ("ko", "KR", "지난주 목요일", "2026-11-19T00:00", "2026-11-20T00:00"),
    ("en", "GB", "from 17 to 19 November", "2026-11-17T00:00", "2026-11-20T00:00"),
    ("pt", "BR", "de 17 a 20 de novembro", "2026-11-17T00:00", "2026-11-21T00:00"),
    ("zh", "CN", "11月3日至5日", "2026-11-03T00:00", "2026-11-06T00:00"),
    ("id", "ID", "Jumat tanggal 13", "2026-11-13T00:00", "2026-11-14T00:00"),
    ("en", "GB", "at 0940hrs on 16/11/2026", "2026-11-16T09:40", "2026-11-16T09:41"),
    ("en", "SG", "at 11.47pm on 22 Nov", "2026-11-22T23:47", "2026-11-22T23:48"),
    ("pt", "BR", "ontem a noite", "2026-11-23T18:00", "2026-11-24T00:00"),
    ("vi", "VN", "hom qua", "2026-11-23T00:00", "2026-11-24T00:00"),
    ("pt", "BR", "na segunda-feira da semana passada", "2026-11-16T00:00", "2026-11-17T00:00"),
    ("zh", "CN", "我爸今年七十一", None, None),
    ("en", "GB", "[2026-11-20 20:31] Amy: hi", "2026-11-20T20:31", "2026-11-20T20:32"),
]  # fmt: skip


def ranges(language: str, country: str, text: str) -> list[tuple[datetime, datetime]]:
    received = datetime(2026, 11, 24, 9, tzinfo=zone_of(country))
    return [(each.begins, each.ends) for each in find_times(View(text), language, country, received)]


@pytest.mark.parametrize(("language", "country", "text", "begins", "ends"), WRITTEN)
def test_a_range(language: str, country: str, text: str, begins: str | None, ends: str | None) -> None:
    zone = zone_of(country)
    wanted = [
        (datetime.fromisoformat(begins).replace(tzinfo=zone), datetime.fromisoformat(ends).replace(tzinfo=zone))
    ] if begins and ends else []  # fmt: skip
    assert ranges(language, country, text) == wanted


def test_a_time_without_a_date_takes_the_date_said_before() -> None:
    first, second = ranges("en", "GB", "On 20 November 2026 he rang. At 14:20 I paid.")
    assert (first[0].day, second[0].isoformat()) == (20, "2026-11-20T14:20:00+00:00")


@pytest.mark.parametrize("text", ["24/7", "I may march on", "3-15-20", "1/2 of it"])
def test_no_time(text: str) -> None:
    assert ranges("en", "GB", text) == []
