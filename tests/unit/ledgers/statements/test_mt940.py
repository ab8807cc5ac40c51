"""SWIFT MT940."""

from __future__ import annotations

import gzip
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from clawback.errors import LedgerError
from clawback.ledgers.reading import Opening
from tests.unit.ledgers.statements.build import A, B, Result, detail, entry, one, read

OWN = ("ALFADEFF", A)
SEPA = "177?00TRANSFER?20EREF+{e2e}?21SVWZ+RENT?30BETADEFF?31{number}?32SOMEBODY"


def mt940(
    *lines: str,
    opening: str = "C260130EUR100,00",
    closing: str = "C260131EUR100,00",
    account: str = f":25:{A}",
    number: str = "7/1",
    tags: tuple[str, str] = ("60F", "62F"),
) -> str:
    """One message of a statement, lines as they come."""
    head = [":20:STARTUMS", account, f":28C:{number}", f":{tags[0]}:{opening}"]
    return "\r\n".join([*head, *lines, f":{tags[1]}:{closing}", "-", ""])


def line(
    mark: str = "D",
    text: str = "5,00",
    dates: str = "2601310131",
    refs: str = "NONREF//BANK1",
    code: str = "NTRF",
) -> str:
    return f":61:{dates}{mark}{text}{code}{refs}"


def enveloped(*messages: str, block: str = "{2:O9401200260131ALFADEFFAXXX00000000002601311200N}") -> str:
    return "".join(
        "{1:F01CUSTDEFFAXXX0000000000}" + block + "{4:\r\n" + one_.rstrip() + "}\r\n" for one_ in messages
    )


def only(folder: Path, *lines: str, **more: str) -> Result:
    """Read under the agent ALFADEFF."""
    return read(folder, enveloped(mt940(*lines, **more)))


def test_a_statement(tmp_path: Path) -> None:
    lines = [
        line("DR", "5,00"),
        ":86:" + SEPA.format(e2e="E1", number=B),
        line("C", "7,5", refs="CUST2"),
        ":86:166?00CREDIT?20EREF+NOTPROVIDED",
    ]
    found = only(tmp_path, *lines, closing="C260131EUR102,5")
    first, second = found.rows
    assert (first["transfer_id"], first["debtor"], first["creditor"]) == ("BANK1", OWN, ("BETADEFF", B))
    assert (first["amount"], first["currency"], first["end_to_end_id"], first["reference"]) == (
        500,
        "EUR",
        "E1",
        "BANK1",
    )
    assert (second["transfer_id"], second["debtor"], second["amount"]) == ("CUST2", ("", "outside"), 750)
    assert second["end_to_end_id"] is None
    assert found.notes.openings == [Opening(*OWN, "EUR", 10000)]


def test_id_is_the_banks_reference_else_the_customers_else_the_number(tmp_path: Path) -> None:
    refs = ["CUST//BANK", "CUST", "NONREF", "NONREF//NONREF", "NONREF//BANK"]
    found = only(tmp_path, *(line("C", "1,", refs=one_) for one_ in refs), closing="C260131EUR105,")
    assert found.ids == ["BANK", "CUST", "STARTUMS/7/1:3", "STARTUMS/7/1:4", "BANK#2"]


@pytest.mark.parametrize(
    ("mark", "closing", "out", "kind"),
    [
        ("D", "C260131EUR95,00", True, "transfer"),
        ("C", "C260131EUR105,00", False, "transfer"),
        ("RC", "C260131EUR95,00", True, "reversal"),
        ("RD", "C260131EUR105,00", False, "reversal"),
        ("RCR", "C260131EUR95,00", True, "reversal"),
        ("CR", "C260131EUR105,00", False, "transfer"),
    ],
)
def test_marks(tmp_path: Path, mark: str, closing: str, out: bool, kind: str) -> None:
    row = only(tmp_path, line(mark), closing=closing).rows[0]
    assert (row["debtor"] == OWN, row["creditor"] == OWN, row["kind"]) == (out, not out, kind)


def test_expected_entries_do_not_count(tmp_path: Path) -> None:
    found = only(tmp_path, line("EC"), line("ED"), line("C", "0,00"))
    assert found.rows == []
    assert "entries left out, for they are not booked (status other than BOOK): 2" in found.notes.texts


@pytest.mark.parametrize(
    ("dates", "booked"),
    [
        ("260131", "2026-01-31"),
        ("2601310131", "2026-01-31"),
        ("2512311230", "2025-12-30"),
        ("2512310102", "2026-01-02"),
        ("2601021231", "2025-12-31"),
        ("2402280229", "2024-02-29"),
        ("9912310102", "2000-01-02"),
        ("7912310101", "2080-01-01"),
    ],
)
def test_the_booking_date_is_the_nearest_to_the_value_date(tmp_path: Path, dates: str, booked: str) -> None:
    found = only(tmp_path, line("C", dates=dates), closing="C260131EUR105,00")
    assert found.times() == [f"{booked}T00:00:00Z"]


def test_dates_are_midnight_of_the_zone(tmp_path: Path) -> None:
    text = mt940(line("C"), closing="C260131EUR105,00")
    found = read(tmp_path, text, zone=ZoneInfo("Europe/Berlin"))
    assert found.times() == ["2026-01-30T23:00:00Z"]
    assert (
        "transfers that have a date without a time, read as midnight of Europe/Berlin: 1" in found.notes.texts
    )


@pytest.mark.parametrize(
    ("code", "info", "kind"),
    [
        ("NTRF", "", "transfer"),
        ("NCHG", "", "fee"),
        ("NCOM", "", "fee"),
        ("NFEX", "", "exchange"),
        ("S103", "", "transfer"),
        ("NMSC", ":86:083?00CASH", "cash"),
        ("NMSC", ":86:808?00CHARGES", "fee"),
    ],
)
def test_kinds(tmp_path: Path, code: str, info: str, kind: str) -> None:
    lines = [line(code=code), *([info] if info else [])]
    assert only(tmp_path, *lines, closing="C260131EUR95,00").column("kind") == [kind]


@pytest.mark.parametrize(
    ("account", "own"),
    [
        (f":25:{A}", ("ALFADEFF", A)),
        (":25:10020030/1234567", ("ALFADEFF", "1234567")),
        (":25:10020030/1234567EUR", ("ALFADEFF", "1234567")),
        (f":25:{A}EUR", ("ALFADEFF", A)),
        (":25:BETADEFFXXX/1234567", ("BETADEFFXXX", "1234567")),
        (":25P:1234567\r\nGAMADEFF", ("GAMADEFF", "1234567")),
        (":25:ACC-7", ("ALFADEFF", "ACC-7")),
    ],
)
def test_own_account(tmp_path: Path, account: str, own: tuple[str, str]) -> None:
    found = only(tmp_path, line("C"), account=account, closing="C260131EUR105,00")
    assert found.rows[0]["creditor"] == own


def test_own_agent_without_an_envelope(tmp_path: Path) -> None:
    for account, agent in ((":25:10020030/1234567", "10020030"), (":25:1234567", "")):
        found = read(tmp_path, mt940(line("C"), account=account, closing="C260131EUR105,00"))
        assert found.rows[0]["creditor"] == (agent, "1234567")


def test_an_input_message_is_sent_by_its_first_block(tmp_path: Path) -> None:
    text = enveloped(mt940(), block="{2:I940CUSTDEFFXXXXN}").replace("F01CUSTDEFFAXXX", "F01ALFADEFFAXXX")
    assert read(tmp_path, text).notes.openings[0].agent == "ALFADEFF"


@pytest.mark.parametrize("way", ["\r\n", "\n"])
def test_messages_without_an_envelope(tmp_path: Path, way: str) -> None:
    first = mt940(line("C"), closing="C260131EUR105,00")
    second = mt940(line("D"), opening="C260131EUR105,00", closing="C260201EUR100,00", number="8/1")
    for between in ("", "\r\n", "ALFANL2A\r\n940 00\r\n"):
        assert len(read(tmp_path, (between + first + between + second).replace("\r\n", way)).rows) == 2
    assert len(read(tmp_path, (first + second).replace("-\r\n", "")).rows) == 2


PAGES = [
    mt940(line("C", "1,00", refs="P1"), closing="C260131EUR101,00", number="7/1", tags=("60F", "62M")),
    mt940(line("C", "2,00", refs="P2"), opening="C260131EUR101,00", closing="C260131EUR103,00", number="7/2",
          tags=("60M", "62M")),
    mt940(line("C", "3,00", refs="P3"), opening="C260131EUR103,00", closing="C260131EUR106,00", number="7/3",
          tags=("60M", "62F")),
]  # fmt: skip


def test_pages_join(tmp_path: Path) -> None:
    for pages in (["".join(PAGES)], PAGES[::-1], [enveloped(*PAGES)]):
        found = read(tmp_path, *pages)
        assert found.ids == ["P1", "P2", "P3"]
        assert [opening.units for opening in found.notes.openings] == [10000]


def test_a_missing_page_is_named(tmp_path: Path) -> None:
    for pages, message in (
        ([PAGES[0], PAGES[2]], r"a gap between STARTUMS/7/1 .* and STARTUMS/7/3"),
        (PAGES[:2], r"the page after STARTUMS/7/2 .* is missing"),
        (PAGES[1:], r"the page before STARTUMS/7/2 .* is missing"),
    ):
        with pytest.raises(LedgerError, match=message):
            read(tmp_path, *pages)


def test_statements_join_over_the_turn_of_a_year(tmp_path: Path) -> None:
    old = mt940(line("C", refs="R1"), opening="C251230EUR1,00", closing="C251231EUR6,00", number="250/1")
    new = mt940(line("D", refs="R2"), opening="C251231EUR6,00", closing="C260102EUR1,00", number="1/1")
    assert read(tmp_path, new, old).ids == ["R1", "R2"]


def test_balances_must_add_up(tmp_path: Path) -> None:
    with pytest.raises(
        LedgerError, match=r":62F:.*opening balance 100\.00 .*make 95\.00, .*closing balance is 96\.00"
    ):
        only(tmp_path, line("D"), closing="C260131EUR96,00")
    assert only(tmp_path, line("D", "105,00"), closing="D260131EUR5,00").column("amount") == [10500]


@pytest.mark.parametrize(
    ("info", "other", "e2e"),
    [
        (f":86:177?00X?30BETADEFF?31{B}?20EREF+E 1?21", ("BETADEFF", B), "E 1"),
        (f":86:177?20EREF+LONG-REF-?21OVER-TWO SVWZ+X?31{B}", ("", B), "LONG-REF-OVER-TWO"),
        (":86:177?00X?3020020030?311234567", ("20020030", "1234567"), None),
        (f":86:177?20EREF+E1?21IBAN+{B} BIC+BETADEFF", ("BETADEFF", B), "E1"),
        (":86:177?00X?30BETADEFF", ("BETADEFF", "outside"), None),
        (f":86:177~00X~30BETADEFF~31{B}", ("BETADEFF", B), None),
        (f":86:/EREF/E1//BENM//{B}/NAME/SOMEBODY/REMI/RENT", ("", B), "E1"),
        (f":86:/ORDP//{A}/NAME/ME//BENM//{B}/BETADEFF/NAME/YOU", ("BETADEFF", B), None),
        (f":86:/TRTP/SEPA/IBAN/{B}/BIC/BETADEFF/NAME/X/EREF/E1", ("BETADEFF", B), "E1"),
        (f":86:/EREF/E1//CNTP/{B}/BETADEFF/SOMEBODY/TOWN//REMI/USTD//TEXT/", ("BETADEFF", B), "E1"),
        (":86:/BENM//NAME/SOMEBODY/ACCT/1234567/EREF/NOTPROVIDED", ("", "1234567"), None),
        (f":86:/EREF/E1/BENM/\r\n/{B[:10]}\r\n{B[10:]}/NAME/X", ("", B), "E1"),
        (":86:Rent for January, 1234567", ("", "outside"), None),
        (":86:", ("", "outside"), None),
        ("", ("", "outside"), None),
    ],
)  # fmt: skip
def test_what_86_says(tmp_path: Path, info: str, other: tuple[str, str], e2e: str | None) -> None:
    lines = [line("D"), *([info] if info else [])]
    row = only(tmp_path, *lines, closing="C260131EUR95,00").rows[0]
    assert (row["creditor"], row["end_to_end_id"]) == (other, e2e)


def test_of_two_parties_a_credit_has_the_ordering_one(tmp_path: Path) -> None:
    lines = [line("C"), f":86:/ORDP//{B}/NAME/YOU//BENM//{A}/NAME/ME"]
    assert only(tmp_path, *lines, closing="C260131EUR105,00").rows[0]["debtor"] == ("", B)


def test_86_of_the_whole_statement_and_other_fields_are_passed_over(tmp_path: Path) -> None:
    text = mt940(line("C"), ":86:166?31123456", ":86:more", closing="C260131EUR105,00").replace(
        "-\r\n", ":64:C260131EUR105,00\r\n:65:C260201EUR105,00\r\n:86:closing words\r\n-\r\n"
    )
    assert read(tmp_path, text).rows[0]["debtor"] == ("", "123456")


def test_supplementary_details_do_not_disturb(tmp_path: Path) -> None:
    lines = [line("C") + "\r\nSUPPLEMENTARY", ":86:166?31123456"]
    assert only(tmp_path, *lines, closing="C260131EUR105,00").rows[0]["debtor"] == ("", "123456")


def test_letters_may_be_utf_8_or_latin_1(tmp_path: Path) -> None:
    text = mt940(line("C", refs="Größe"), closing="C260131EUR105,00")
    for content in (
        text.encode(),
        text.encode("latin-1"),
        text.encode("utf-8-sig"),
        gzip.compress(text.encode()),
    ):
        assert read(tmp_path, content).ids == ["Größe"]


def test_an_mt940_and_a_camt_053_become_one_ledger(tmp_path: Path) -> None:
    here = enveloped(mt940(line("D"), ":86:" + SEPA.format(e2e="E1", number=B), closing="C260131EUR95,00"))
    told = detail(of=OWN, e2e="E1")
    there = one(B, entry("5.00", "CRDT", told, ref="RB", value="2026-01-31"), closing="5.00")
    for texts in ((here, there), (there, here)):
        found = read(tmp_path, *texts)
        assert [(row["transfer_id"], row["alias"]) for row in found.rows] == [("BANK1", "RB")]
        assert len(found.notes.openings) == 2


def test_one_account_in_both_formats_joins(tmp_path: Path) -> None:
    first = enveloped(mt940(line("D"), closing="C260131EUR95,00"))
    second = one(A, opening="95.00", closing="95.00", first="2026-02-01", last="2026-02-01")
    assert len(read(tmp_path, first, second).notes.openings) == 1


def test_a_reversal_names_the_entry_with_its_reference(tmp_path: Path) -> None:
    found = only(tmp_path, line("D"), line("RD", refs="NONREF//BANK1"))
    assert [(row["transfer_id"], row["reverses"]) for row in found.rows] == [
        ("BANK1", None),
        ("BANK1#2", "BANK1"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (mt940(line(text="5.00")), r"row 1, line 5, field :61:: .* is no statement line"),
        (mt940(line(text="5")), r"line 5.*is no statement line"),
        (mt940(line(dates="261331")), r"line 5.*261331 is not a date"),
        (mt940(line(dates="2601311331")), r"line 5.*1331 is not a date"),
        (mt940(line(text="5,001")), r"line 5.*more decimals"),
        (mt940(opening="C260130EUR100"), r"line 4, field :60F:: .* is no balance"),
        (mt940(opening="C260130ZZZ100,00"), r"line 4.*decimals of ZZZ"),
        (mt940(closing="C260131USD100,00"), r"line 5, field :62F:: the balance is in USD, the statement in EUR"),
        (mt940().replace(":62F:", ":64:"), r"line 5, field :62F:: the message STARTUMS/7/1 ends without :62F:"),
        (mt940().replace(":25:", ":21:"), r"ends without :25:"),
        (mt940().replace(":60F:", ":13D:"), r"ends without :60F:"),
        (mt940(line("C")).replace(":60F:", ":13D:"), r"an entry stands before :60F:"),
        (mt940().replace("-\r\n", line() + "\r\n"), r"an entry stands after :62F:"),
        (mt940()[:70], r"ends without|is no balance"),
        ("hello\r\n" + mt940(), r"line 1: 'hello' is no MT940 field"),
        (mt940().replace(":28C:", "hello\0:28C:"), r"line 3: the line holds a NUL byte"),
        ("ALFANL2A\r\n940\r\n", r"holds no :20:"),
        (mt940(line(), ":86:" + "\r\n".join(["x" * 65] * 1100)), r"line 6: field :86: is longer than 64 KiB"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    from clawback.ledgers.statements import MT940
    from tests.unit.ledgers.statements.build import read_paths, save

    with pytest.raises(LedgerError, match=message):
        read_paths(save(tmp_path, [text]), format_=MT940)


def test_bad_entries_are_set_aside_when_asked_for(tmp_path: Path) -> None:
    aside = tmp_path / "aside" / "bad.csv"
    aside.parent.mkdir()
    text = mt940(line("C", "1,00"), line("C", "1.00", refs="R7"), closing="C260131EUR103,00")
    found = read(tmp_path, text, skip_bad=aside)
    assert found.ids == ["BANK1"]
    assert "R7" in aside.read_text()
