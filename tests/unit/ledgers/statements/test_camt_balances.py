"""Openings, closings, and statements that follow on."""

from __future__ import annotations

from pathlib import Path

import pytest

from clawback.errors import LedgerError
from clawback.ledgers.reading import Opening
from tests.unit.ledgers.statements.build import A, B, balance, document, element, entry, one, read, statement

AT = {"booked": "2026-01-31T10:00:00Z"}


def day(n: int, opening: str, closing: str, *entries: str, id: str = "", seq: int | None = None) -> str:  # noqa: A002
    date = f"2026-01-{n:02d}"
    return one(
        A, *entries, opening=opening, closing=closing, first=date, last=date, id=id or f"D{n}", seq=seq
    )


def moved(n: int, text: str, direction: str = "CRDT") -> str:
    return entry(text, direction, booked=f"2026-01-{n:02d}T10:00:00Z", ref=f"R{n}")


def test_the_opening_balance_is_given(tmp_path: Path) -> None:
    found = read(tmp_path, one(A, entry("1.00", "DBIT"), opening="-5.00", closing="-6.00"))
    assert found.notes.openings == [Opening("ALFADEFF", A, "EUR", -500)]


def test_opbd_comes_before_prcd(tmp_path: Path) -> None:
    both = balance("PRCD", "9.00", "2026-01-30") + balance("OPBD", "7.00") + balance("CLBD", "7.00")
    only = balance("PRCD", "9.00", "2026-01-30") + balance("CLBD", "9.00")
    for balances, units in ((both, 700), (only, 900)):
        found = read(tmp_path, document(statement(A, opening=None, balances=balances)))
        assert [opening.units for opening in found.notes.openings] == [units]


def test_other_kinds_of_balance_do_not_count(tmp_path: Path) -> None:
    balances = balance("OPAV", "50.00") + balance("CLAV", "60.00") + balance("FWAV", "70.00")
    found = read(tmp_path, document(statement(A, opening="1.00", closing="1.00", balances=balances)))
    assert [opening.units for opening in found.notes.openings] == [100]


def test_a_credit_line_included_in_a_balance_is_no_money(tmp_path: Path) -> None:
    line = element("CdtLine", element("Incl", "true"), '<Amt Ccy="EUR">100.00</Amt>')
    text = one(A, opening="107.00", closing="107.00").replace("</Tp><Amt", f"</Tp>{line}<Amt")
    assert [opening.units for opening in read(tmp_path, text).notes.openings] == [700]


def test_balances_that_do_not_add_up_are_refused_naming_both(tmp_path: Path) -> None:
    with pytest.raises(
        LedgerError, match=r"opening balance 10\.00 .*\(-3\.00\) make 7\.00, .*closing balance is 8\.00"
    ):
        read(tmp_path, one(A, entry("3.00", "DBIT"), opening="10.00", closing="8.00"))


def test_a_balance_that_is_missing_is_said(tmp_path: Path) -> None:
    found = read(tmp_path, document(statement(A, entry("3.00", "CRDT"), opening=None)))
    assert found.notes.openings == []
    assert found.notes.texts == [
        f"S1 of ALFADEFF/{A} gives no opening and closing balance in EUR; its entries cannot be checked"
    ]


def test_entries_in_a_currency_without_balances_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="entries in USD, its balances are in EUR"):
        read(tmp_path, one(A, entry("3.00", "CRDT", currency="USD")))


def test_an_account_of_two_currencies(tmp_path: Path) -> None:
    dollars = balance("OPBD", "1.00", currency="USD") + balance("CLBD", "4.00", currency="USD")
    entries = [entry("3.00", "CRDT", currency="USD"), entry("2.00", "CRDT")]
    found = read(tmp_path, document(statement(A, *entries, closing="2.00", balances=dollars)))
    assert [(one.currency, one.units) for one in found.notes.openings] == [("EUR", 0), ("USD", 100)]
    assert found.column("currency") == ["USD", "EUR"]


def test_statements_that_follow_on_have_the_opening_of_the_earliest(tmp_path: Path) -> None:
    days = [day(2, "5.00", "4.00", moved(2, "1.00", "DBIT")), day(1, "3.00", "5.00", moved(1, "2.00"))]
    for order in (days, days[::-1]):
        found = read(tmp_path, *order)
        assert found.ids == ["R1", "R2"]
        assert [opening.units for opening in found.notes.openings] == [300]


def test_a_gap_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        LedgerError, match=r"a gap between D1 of .*5\.00 EUR on 2026-01-01.* and D3 .*opening 7\.00 EUR"
    ):
        read(tmp_path, day(1, "3.00", "5.00", moved(1, "2.00")), day(3, "7.00", "7.00"))


def test_an_overlap_is_named(tmp_path: Path) -> None:
    long = one(
        A, moved(1, "1.00"), moved(2, "2.00"), closing="3.00", first="2026-01-01", last="2026-01-02", id="L"
    )
    with pytest.raises(LedgerError, match=r"an overlap between L of .* and D2 of"):
        read(tmp_path, long, day(2, "1.00", "3.00", moved(2, "2.00"), id="D2"))


def test_the_same_statement_twice_counts_once(tmp_path: Path) -> None:
    text = one(A, entry("1.00", "CRDT", ref="R"), closing="1.00")
    copy = text.replace(
        "<CreDtTm>2026-02-01T00:00:00Z</CreDtTm><Acct>", "<CreDtTm>2026-02-02T00:00:00Z</CreDtTm><Acct>"
    )
    assert copy != text
    found = read(tmp_path, text, copy)
    assert found.ids == ["R"]
    assert "statements given twice, counted once: 1" in found.notes.texts


def test_the_same_id_with_other_entries_is_refused(tmp_path: Path) -> None:
    texts = [one(A, entry(n, "CRDT"), closing=n) for n in ("1.00", "2.00")]
    with pytest.raises(LedgerError, match=r"between S1 of .* and S1 of"):
        read(tmp_path, *texts)


def test_statements_of_one_day_go_by_their_numbers_or_their_balances(tmp_path: Path) -> None:
    for numbers in ((1, 2, 3), (None, None, None)):
        parts = [
            day(1, "0.00", "5.00", moved(1, "5.00"), id="C", seq=numbers[0]),
            day(1, "5.00", "2.00", moved(2, "3.00", "DBIT"), id="A", seq=numbers[1]),
            day(1, "2.00", "4.00", moved(3, "2.00"), id="B", seq=numbers[2]),
        ]
        assert read(tmp_path, *parts).ids == ["R1", "R2", "R3"]


def test_a_jump_of_numbers_is_said_where_balances_join(tmp_path: Path) -> None:
    found = read(tmp_path, day(1, "3.00", "3.00", seq=4), day(2, "3.00", "3.00", seq=6))
    assert any("numbers jump from 4 to 6" in text for text in found.notes.texts)


def test_pages_with_interim_balances_join(tmp_path: Path) -> None:
    pages = [
        statement(A, entry("1.00", "CRDT", ref="P1"), opening="0.00", balances=balance("ITBD", "1.00"), page=page(1)),
        statement(A, entry("2.00", "CRDT", ref="P2"), opening=None, page=page(2),
                  balances=balance("ITBD", "1.00") + balance("ITBD", "3.00")),
        statement(A, entry("3.00", "CRDT", ref="P3"), opening=None, closing="6.00", page=page(3),
                  balances=balance("ITBD", "3.00")),
    ]  # fmt: skip
    assert read(tmp_path, document(*pages)).ids == ["P1", "P2", "P3"]
    with pytest.raises(LedgerError, match="a gap between"):
        read(tmp_path, document(pages[0], pages[2]))


def page(number: int) -> str:
    last = "true" if number == 3 else "false"
    return element("StmtPgntn", element("PgNb", str(number)), element("LastPgInd", last))


def test_several_statements_of_several_accounts_in_one_document(tmp_path: Path) -> None:
    text = document(
        statement(A, entry("1.00", "CRDT"), closing="1.00"),
        statement(B, entry("2.00", "CRDT"), closing="2.00", id="S2"),
    )
    found = read(tmp_path, text)
    assert {row["creditor"] for row in found.rows} == {("ALFADEFF", A), ("BETADEFF", B)}
    assert len(found.notes.openings) == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("<Id>S1</Id>", ""), "has no id"),
        (("<Acct><Id>", "<Acct><Xd>"), "no account number"),
        (("<CdtDbtInd>CRDT</CdtDbtInd><Dt>", "<CdtDbtInd>X</CdtDbtInd><Dt>"), "neither CRDT nor DBIT"),
        (('<Amt Ccy="EUR">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt>', "<Dt>"), "no amount"),
    ],
)
def test_a_header_that_cannot_be_read_is_refused(
    tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    text = one(A, opening="5.00", closing="5.00")
    assert change[0] in text
    changed = text.replace(*change).replace(
        "</Id><Svcr>", "</Xd><Svcr>" if "Xd" in change[1] else "</Id><Svcr>"
    )
    with pytest.raises(LedgerError, match=message):
        read(tmp_path, changed)
