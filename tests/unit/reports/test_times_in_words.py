"""Times that words say, counted from Wednesday, 2 December 2026 at half past ten."""

from __future__ import annotations

from datetime import datetime

import pytest

from clawback.identifiers.view import View
from clawback.reports.times import find_times, zone_of

TOLD = [
    ("zh", "CN", "今年九月对方打来电话", "2026-09-01/2026-10-01"),
    ("zh", "CN", "去年12月3日被骗了钱", "2025-12-03/2025-12-04"),
    ("zh", "CN", "上个月5号他加我微信", "2026-11-05/2026-11-06"),
    (
        "zh",
        "CN",
        "昨晚十一点我转了钱，零点二十分他又要",
        "2026-12-01T23:00/2026-12-02T00:00 2026-12-02T00:20/2026-12-02T00:21",
    ),
    (
        "zh",
        "CN",
        "11月20日我付了款，第二天早上他就不见了",
        "2026-11-20/2026-11-21 2026-11-21T06:00/2026-11-21T12:00",
    ),
    (
        "en",
        "GB",
        "He rang last Friday. The next morning at 9.15 he rang again",
        "2026-11-27/2026-11-28 2026-11-28T09:15/2026-11-28T09:16",
    ),
    ("en", "GB", "I paid him in March last year", "2025-03-01/2025-04-01"),
    ("en", "GB", "He called at seven in the morning yesterday", "2026-12-01T07:00/2026-12-01T08:00"),
    ("en", "GB", "yesterday at half past nine he called", "2026-12-01T09:30/2026-12-01T09:31"),
    ("en", "GB", "sent it on the 24th, then again", "2026-11-24/2026-11-25"),
    ("en", "GB", "the 5th of last month he wrote", "2026-11-05/2026-11-06"),
    ("en", "GB", "at one point two men came", ""),
    ("es", "MX", "Ayer a las tres y media de la tarde me llamaron", "2026-12-01T15:30/2026-12-01T15:31"),
    ("es", "MX", "el 5 del mes pasado deposité", "2026-11-05/2026-11-06"),
    ("es", "MX", "me llamó el lunes; al día siguiente pagué", "2026-11-30/2026-12-01 2026-12-01/2026-12-02"),
    ("es", "MX", "en marzo del año pasado", "2025-03-01/2025-04-01"),
    ("es", "MX", "ayer a las ocho de la noche", "2026-12-01T20:00/2026-12-01T21:00"),
    ("es", "MX", "a las dos semanas me bloqueó", ""),
    ("pt", "BR", "segunda à noite mandei o pix", "2026-11-30T18:00/2026-12-01T00:00"),
    ("pt", "BR", "sexta-feira por volta das sete da manhã", "2026-11-27T07:00/2026-11-27T08:00"),
    ("pt", "BR", "em maio ele me ligou", "2026-05-01/2026-06-01"),
    ("pt", "BR", "ontem às duas e meia da tarde", "2026-12-01T14:30/2026-12-01T14:31"),
    ("pt", "BR", "comprei de segunda mão o celular", ""),
    ("pt", "BR", "no dia 24 eu paguei", "2026-11-24/2026-11-25"),
    ("vi", "VN", "hôm qua lúc hai giờ rưỡi chiều", "2026-12-01T14:30/2026-12-01T14:31"),
    ("vi", "VN", "ngày 5 tháng trước", "2026-11-05/2026-11-06"),
    ("vi", "VN", "tháng 3 năm ngoái", "2025-03-01/2025-04-01"),
    (
        "vi",
        "VN",
        "hôm thứ hai họ gọi, sáng hôm sau tôi chuyển",
        "2026-11-30/2026-12-01 2026-12-01T06:00/2026-12-01T12:00",
    ),
    ("th", "TH", "เมื่อวานตอนบ่ายสองสามสิบห้าโอนไป", "2026-12-01T14:35/2026-12-01T14:36"),
    ("th", "TH", "เมื่อวานตีสอง", "2026-12-01T02:00/2026-12-01T03:00"),
    ("th", "TH", "เมื่อคืนสามทุ่มครึ่ง", "2026-12-01T21:30/2026-12-01T21:31"),
    ("th", "TH", "เมื่อเช้าวันศุกร์โอนไป", "2026-11-27T06:00/2026-11-27T12:00"),
    ("th", "TH", "วันที่ 5 เดือนที่แล้ว", "2026-11-05/2026-11-06"),
    ("th", "TH", "เมื่อวานเก้าโมงเช้า", "2026-12-01T09:00/2026-12-01T10:00"),
    ("th", "TH", "เมื่อวานห้าโมงเย็น", "2026-12-01T17:00/2026-12-01T18:00"),
    ("id", "ID", "Minggu jam 8 malam saya transfer", "2026-11-29T20:00/2026-11-29T21:00"),
    (
        "id",
        "ID",
        "Senin kemarin saya klik. Besoknya jam 5 subuh saldo habis",
        "2026-11-30/2026-12-01 2026-12-01T05:00/2026-12-01T06:00",
    ),
    ("id", "ID", "kemarin jam dua siang", "2026-12-01T14:00/2026-12-01T15:00"),
    ("id", "ID", "tanggal 5 bulan lalu", "2026-11-05/2026-11-06"),
    ("id", "ID", "sudah dua minggu lalu hilang", "2026-11-18/2026-11-19"),
    ("ms", "MY", "pukul dua pagi tadi", "2026-12-02T02:00/2026-12-02T03:00"),
    ("ms", "MY", "5hb bulan lepas saya bayar", "2026-11-05/2026-11-06"),
    ("ms", "MY", "semalam pukul lapan setengah malam", "2026-12-01T20:30/2026-12-01T20:31"),
    ("hi", "IN", "कल रात साढ़े नौ बजे कॉल आया", "2026-12-01T21:30/2026-12-01T21:31"),
    ("hi", "IN", "kal raat saadhe nau baje call aaya tha mujhe", "2026-12-01T21:30/2026-12-01T21:31"),
    ("hi", "IN", "March me crypto wale ne paisa liya mera", "2026-03-01/2026-04-01"),
    ("hi", "IN", "पिछले महीने 5 तारीख को", "2026-11-05/2026-11-06"),
    ("ja", "JP", "十月五日に払い、同月22日にまた払いました", "2026-10-05/2026-10-06 2026-10-22/2026-10-23"),
    (
        "ja",
        "JP",
        "11月20日に電話があり、翌朝9時に振り込んだ",
        "2026-11-20/2026-11-21 2026-11-21T09:00/2026-11-21T10:00",
    ),
    ("ja", "JP", "先月5日に", "2026-11-05/2026-11-06"),
    ("ko", "KR", "[2026. 11. 28. 오후 3:12] 딸: 엄마", "2026-11-28T15:12/2026-11-28T15:13"),
    ("ko", "KR", "어제 오후 세 시 반에 전화가 왔어요", "2026-12-01T15:30/2026-12-01T15:31"),
    ("ko", "KR", "지난달 5일에 입금했습니다", "2026-11-05/2026-11-06"),
    ("ko", "KR", "작년 3월에 시작했습니다", "2025-03-01/2025-04-01"),
    ("ko", "KR", "아침 아홉시에 전화", "2026-12-02T09:00/2026-12-02T10:00"),
    ("ko", "KR", "두 시간 동안 통화", ""),
    ("en", "GB", "he rang next Friday", "2026-12-04/2026-12-05"),
    ("en", "GB", "that night he wrote, and the next day too", ""),
    ("ja", "JP", "12月1日午後9時30分に振り込んだ", "2026-12-01T21:30/2026-12-01T21:31"),
    ("ko", "KR", "2026년 12월 1일 오후 8:13, 나 : 네", "2026-12-01T20:13/2026-12-01T20:14"),
    ("zh", "CN", "昨天下午8点他打电话", "2026-12-01T20:00/2026-12-01T21:00"),
    ("es", "ES", "ayer a las 8 de la tarde", "2026-12-01T20:00/2026-12-01T21:00"),
    (
        "es",
        "ES",
        "ayer pagué; más tarde, a las 10",
        "2026-12-01/2026-12-02 2026-12-01T10:00/2026-12-01T11:00",
    ),
    ("th", "TH", "วันที่ 1 ธ.ค. 69 เวลาประมาณ 09.15 น.", "2026-12-01T09:15/2026-12-01T09:16"),
    ("en", "GB", "on 30 November at approx. 10:40 AM", "2026-11-30T10:40/2026-11-30T10:41"),
    ("pt", "BR", "ontem umas 11h me chamou", "2026-12-01T11:00/2026-12-01T12:00"),
    ("vi", "VN", "hôm kia tầm 9h tối", "2026-11-30T21:00/2026-11-30T22:00"),
    ("vi", "VN", "Ghi nhận 01/12 - 14:47", "2026-12-01T14:47/2026-12-01T14:48"),
    ("id", "ID", "tanggal 27 November 2026 sekira pukul 13.05 WIB", "2026-11-27T13:05/2026-11-27T13:06"),
    ("id", "ID", "bln lalu kena tipu", "2026-11-01/2026-12-01"),
    ("ms", "MY", "mula bulan 9 aku labur", "2026-09-01/2026-10-01"),
    (
        "en",
        "GB",
        "on 20 November he rang, three days later I paid",
        "2026-11-20/2026-11-21 2026-11-23/2026-11-24",
    ),
    (
        "es",
        "MX",
        "el 20 de noviembre llamó; una semana después pagué",
        "2026-11-20/2026-11-21 2026-11-27/2026-11-28",
    ),
    ("zh", "CN", "11月20日加我，三天后转钱", "2026-11-20/2026-11-21 2026-11-23/2026-11-24"),
    ("hi", "IN", "20 नवंबर को लिया, सात दिन बाद फोन आया", "2026-11-20/2026-11-21 2026-11-27/2026-11-28"),
    ("en", "GB", "three days later he wrote", ""),
    ("vi", "VN", "Em khóc mấy hôm nay", ""),
    ("th", "TH", "กดเมื่อเช้าวานนี้", "2026-12-01T06:00/2026-12-01T12:00"),
    ("id", "ID", "10/11/26 22.14 - Raka: halo, Rp 22.140", "2026-11-10T22:14/2026-11-10T22:15"),
    (
        "ja",
        "JP",
        "[2026/11/14 13:05] 息子: 今日中に\n[2026/11/15 09:10] 私: 昨日振り込んだ\n今日、嘘と分かった",
        "2026-11-14T13:05/2026-11-14T13:06 2026-11-14/2026-11-15 2026-11-15T09:10/2026-11-15T09:11"
        " 2026-11-14/2026-11-15 2026-12-02/2026-12-03",
    ),
    (
        "zh",
        "CN",
        "2026-11-14 13:05 报警人称，今天被骗",
        "2026-11-14T13:05/2026-11-14T13:06 2026-12-02/2026-12-03",
    ),
    ("ja", "JP", "受付番号R8-11-2041", ""),
]


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}".removesuffix("T00:00")


@pytest.mark.parametrize(("language", "country", "text", "wanted"), TOLD)
def test_times_in_words(language: str, country: str, text: str, wanted: str) -> None:
    received = datetime(2026, 12, 2, 10, 30, tzinfo=zone_of(country))
    found = find_times(View(text), language, country, received)
    days = [f"{_written(each.begins)}/{_written(each.ends)}" for each in found]
    assert " ".join(days) == wanted.replace("T00:00", "")
