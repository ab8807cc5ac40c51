"""camt.053 entries: ids, other sides, kinds, charges, details."""

from __future__ import annotations

from pathlib import Path

import pytest

from clawback.errors import LedgerError
from tests.unit.ledgers.statements.build import (
    A,
    B,
    C,
    amount,
    charge,
    code,
    detail,
    document,
    element,
    entry,
    one,
    read,
    statement,
)

OWN = ("ALFADEFF", A)
UETR = "8a562c67-ca16-48ba-b074-65581be6f001"


@pytest.mark.parametrize("version", ["02", "03", "04", "06", "08", "10", "13", "99"])
def test_every_version_reads_the_same(tmp_path: Path, version: str) -> None:
    old = {"version": "02" if version in ("02", "03") else "08"}
    paid = entry("10.00", "DBIT", detail(to=("BETADEFF", B), e2e="E", **old), ref="R", **old)
    body = statement(A, paid, opening="10.00", closing="0.00", **old)
    row = read(tmp_path, document(body, version=version)).rows[0]
    assert (row["transfer_id"], row["debtor"], row["creditor"]) == ("R", OWN, ("BETADEFF", B))
    assert (row["amount"], row["currency"], row["end_to_end_id"], row["kind"]) == (
        1000,
        "EUR",
        "E",
        "transfer",
    )


def test_id_is_uetr_else_bank_reference_else_entry_reference_else_number(tmp_path: Path) -> None:
    entries = [
        entry("1.00", "CRDT", detail(uetr=UETR), ref="BANK", own="OWN"),
        entry("1.00", "CRDT", ref="BANK", own="OWN"),
        entry("1.00", "CRDT", own="OWN"),
        entry("1.00", "CRDT"),
        entry("1.00", "CRDT", ref="BANK"),
        entry("1.00", "CRDT", ref="NOTPROVIDED"),
    ]
    found = read(tmp_path, one(A, *entries, closing="6.00"))
    assert found.ids == [UETR, "BANK", "OWN", "S1:4", "BANK#2", "S1:6"]


def test_details_have_their_own_ids_else_the_number_in_the_entry(tmp_path: Path) -> None:
    details = [
        detail(amt="1.00", uetr=UETR),
        detail(amt="2.00", ref="D2"),
        detail(amt="3.00"),
        detail(amt="4.00", ref="BATCH"),
    ]
    found = read(tmp_path, one(A, entry("10.00", "CRDT", *details, ref="BATCH"), closing="10.00"))
    assert found.ids == [UETR, "D2", "BATCH:3", "BATCH:4"]
    assert found.column("amount") == [100, 200, 300, 400]


def test_details_may_go_the_other_way(tmp_path: Path) -> None:
    details = [detail(amt="10.00"), detail(amt="4.00", direction="DBIT", to=("BETADEFF", B))]
    rows = read(tmp_path, one(A, entry("6.00", "CRDT", *details), closing="6.00")).rows
    assert [(row["creditor"], row["amount"]) for row in rows] == [(OWN, 1000), (("BETADEFF", B), 400)]


def test_details_that_do_not_sum_are_refused_naming_both(tmp_path: Path) -> None:
    details = [detail(amt="1.00"), detail(amt="2.50")]
    with pytest.raises(LedgerError, match=r"row 1, line 2, .*sum to 3\.50, the entry is 4\.00"):
        read(tmp_path, one(A, entry("4.00", "CRDT", *details), closing="4.00"))


def test_one_of_several_details_without_an_amount_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="detail 2 states no amount"):
        read(tmp_path, one(A, entry("4.00", "CRDT", detail(amt="4.00"), detail(e2e="X")), closing="4.00"))


def test_amounts_instructed_in_another_currency_do_not_count(tmp_path: Path) -> None:
    told = detail(amt="5.00", currency="USD")
    assert read(tmp_path, one(A, entry("4.00", "CRDT", told), closing="4.00")).column("amount") == [400]


@pytest.mark.parametrize(
    ("direction", "told", "other"),
    [
        ("DBIT", detail(to=("BETADEFF", B)), ("BETADEFF", B)),
        ("DBIT", detail(to=("BETADEFF", None)), ("BETADEFF", "outside")),
        ("DBIT", detail(to=(None, "12345")), ("", "12345")),
        ("DBIT", detail(to=("40020030", "12345")), ("40020030", "12345")),
        ("DBIT", detail(of=("BETADEFF", B)), ("", "outside")),
        ("DBIT", "", ("", "outside")),
        ("CRDT", detail(of=("BETADEFF", B), to=("ALFADEFF", A)), ("BETADEFF", B)),
        ("CRDT", detail(of=("ALFADEFF", A), to=("BETADEFF", B)), ("BETADEFF", B)),
        ("CRDT", detail(of=("ALFADEFF", A), to=("ALFADEFF", A)), ("ALFADEFF", A)),
    ],
)
def test_the_other_side_is_what_related_parties_say(
    tmp_path: Path, direction: str, told: str, other: tuple[str, str]
) -> None:
    ends = ("0.00", "4.00") if direction == "CRDT" else ("4.00", "0.00")
    row = read(tmp_path, one(A, entry("4.00", direction, told), opening=ends[0], closing=ends[1])).rows[0]
    assert (row["debtor"], row["creditor"]) == ((other, OWN) if direction == "CRDT" else (OWN, other))


def test_agent_is_bic_else_member_id_else_other_id_else_the_party_itself(tmp_path: Path) -> None:
    def with_agent(inner: str) -> str:
        return element("TxDtls", element("RltdAgts", element("CdtrAgt", element("FinInstnId", inner))))

    member = element("ClrSysMmbId", element("MmbId", "40020030"))
    other = element("Othr", element("Id", "X77"))
    institution = element("Cdtr", element("Agt", element("FinInstnId", element("BICFI", "GAMADEFF"))))
    details = [
        with_agent(element("BICFI", "BETADEFF") + member + other),
        with_agent(member + other),
        with_agent(other),
        element("TxDtls", element("RltdPties", institution)),
    ]
    found = read(tmp_path, one(A, *(entry("1.00", "DBIT", d) for d in details), opening="4.00"))
    assert [row["creditor_agent"] for row in found.rows] == ["BETADEFF", "40020030", "X77", "GAMADEFF"]
    assert set(found.column("creditor_account")) == {"outside"}


@pytest.mark.parametrize(
    ("codes", "kind"),
    [
        (("PMNT", "RCDT", "ESCT"), "transfer"),
        (("PMNT", "CNTR", "CWDL"), "cash"),
        (("PMNT", "CNTR", "CDPT"), "cash"),
        (("PMNT", "CCRD", "CWDL"), "cash"),
        (("PMNT", "CCRD", "POSD"), "card"),
        (("PMNT", "MCRD", "POSP"), "card"),
        (("ACMT", "MDOP", "CHRG"), "fee"),
        (("PMNT", "ICDT", "COMM"), "fee"),
        (("PMNT", "MDOP", "FEES"), "fee"),
        (("FORX", "SPOT", "OTHR"), "exchange"),
    ],
)
def test_kind_from_the_bank_transaction_code(tmp_path: Path, codes: tuple[str, str, str], kind: str) -> None:
    paid = entry("1.00", "DBIT", codes=code(*codes))
    assert read(tmp_path, one(A, paid, opening="1.00")).column("kind") == [kind]


def test_a_detail_has_its_own_code(tmp_path: Path) -> None:
    details = [detail(amt="1.00", code=code("PMNT", "CCRD", "POSD")), detail(amt="1.00")]
    assert read(tmp_path, one(A, entry("2.00", "DBIT", *details), opening="2.00")).column("kind") == [
        "card",
        "transfer",
    ]


def test_only_booked_entries_count(tmp_path: Path) -> None:
    entries = [
        entry("1.00", "CRDT"),
        entry("7.00", "CRDT", status="PDNG"),
        entry("8.00", "CRDT", status="INFO"),
    ]
    found = read(tmp_path, one(A, *entries, closing="1.00"))
    assert found.column("amount") == [100]
    assert "entries left out, for they are not booked (status other than BOOK): 2" in found.notes.texts


def test_the_entry_number_counts_what_is_left_out(tmp_path: Path) -> None:
    entries = [entry("7.00", "CRDT", status="PDNG"), entry("1.00", "CRDT")]
    assert read(tmp_path, one(A, *entries, closing="1.00")).ids == ["S1:2"]


def test_an_entry_without_status_or_direction_is_refused(tmp_path: Path) -> None:
    whole = entry("1.00", "CRDT")
    for part, message in (
        ("<Sts><Cd>BOOK</Cd></Sts>", "states no status"),
        ("<CdtDbtInd>CRDT</CdtDbtInd>", "no CdtDbtInd"),
        (amount("1.00"), "no amount"),
        ("<BookgDt><DtTm>2026-01-31T10:00:00+00:00</DtTm></BookgDt>", "no booking date and no value date"),
    ):
        assert part in whole
        with pytest.raises(LedgerError, match=rf"row 1.*{message}"):
            read(tmp_path, one(A, whole.replace(part, ""), closing="1.00"))


def test_entries_that_move_nothing_are_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, one(A, entry("0.00", "CRDT"), entry("1.00", "CRDT"), closing="1.00"))
    assert found.column("amount") == [100]
    assert "entries left out, for they move nothing (amount 0): 1" in found.notes.texts


@pytest.mark.parametrize("bad", ["-1.00", "1,00", "1.001", "NaN", "1e3", "99999999999999999999", ""])
def test_a_bad_amount_is_refused_with_its_row(tmp_path: Path, bad: str) -> None:
    with pytest.raises(LedgerError, match=r"row 2, line 2"):
        read(tmp_path, one(A, entry("1.00", "CRDT"), entry(bad, "CRDT")))


def test_an_unknown_currency_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="decimals of ZZZ are not known"):
        read(tmp_path, document(statement(A, entry("1.00", "CRDT", currency="ZZZ"), opening=None)))


@pytest.mark.parametrize(("written", "units"), [(".5", 50), ("5.", 500), (" 5.10 ", 510), ("5.1000", 510)])
def test_decimals_as_xml_may_write_them(tmp_path: Path, written: str, units: int) -> None:
    found = read(tmp_path, document(statement(A, entry(written, "CRDT"), opening=None)))
    assert found.column("amount") == [units]


def test_an_account_that_is_no_iban(tmp_path: Path) -> None:
    row = read(tmp_path, one("ACC-7", entry("1.00", "CRDT"), closing="1.00", at="40020030")).rows[0]
    assert row["creditor"] == ("40020030", "ACC-7")


def test_charges_inside_an_entry_are_a_fee_to_the_agent(tmp_path: Path) -> None:
    paid = entry("105.00", "DBIT", detail(to=("BETADEFF", B)), ref="P", charges=charge("5.00", True))
    got = entry("95.00", "CRDT", detail(of=("GAMADEFF", C)), ref="G", charges=charge("5.00", True))
    rows = read(tmp_path, one(A, paid, got, opening="200.00", closing="190.00")).rows
    fee = ("ALFADEFF", "outside")
    assert [(r["transfer_id"], r["debtor"], r["creditor"], r["amount"], r["kind"]) for r in rows] == [
        ("P", OWN, ("BETADEFF", B), 10000, "transfer"),
        ("P:fee", OWN, fee, 500, "fee"),
        ("G", ("GAMADEFF", C), OWN, 10000, "transfer"),
        ("G:fee", OWN, fee, 500, "fee"),
    ]


@pytest.mark.parametrize(
    ("details", "charges", "amounts"),
    [
        # Stated before charges; after them; the entry repeats the details' charges; only said, not inside.
        ((detail(amt="100.00", charges=charge("5.00", True)),), "", [10000, 500]),
        ((detail(amt="105.00", charges=charge("5.00", True)),), "", [10000, 500]),
        ((detail(amt="100.00", charges=charge("5.00")),), charge("5.00"), [10000, 500]),
        ((detail(amt="105.00"),), charge("5.00", True), [10000, 500]),
        ((detail(amt="105.00"),), charge("5.00"), [10500]),
        ((detail(amt="105.00"),), charge("5.00", False), [10500]),
        ((detail(amt="40.00"), detail(amt="60.00")), charge("5.00"), [4000, 6000, 500]),
        ((), charge("5.00", False), [10500]),
        ((), charge("5.00"), [10000, 500]),
        ((detail(to=("BETADEFF", B)),), charge("5.00", currency="USD"), [10500]),
        ((), charge("105.00", True), [10500]),
        ((), charge("5.00", True, "CRDT"), [11000, 500]),
        ((), charge("200.00"), [10500]),
    ],
)
def test_charges_and_details_sum_to_the_entry(
    tmp_path: Path, details: tuple[str, ...], charges: str, amounts: list[int]
) -> None:
    paid = entry("105.00", "DBIT", *details, charges=charges)
    rows = read(tmp_path, one(A, paid, opening="105.00")).rows
    assert [row["amount"] for row in rows] == amounts
    assert sum(row["amount"] * (1 if row["debtor"] == OWN else -1) for row in rows) == 10500


def test_charges_of_version_02_are_inside(tmp_path: Path) -> None:
    charges = element(
        "Chrgs", amount("5.00"), element("Pty", element("FinInstnId", element("BIC", "GAMADEFF")))
    )
    paid = entry("105.00", "DBIT", charges=charges, version="02")
    rows = read(tmp_path, one(A, paid, opening="105.00", version="02")).rows
    assert [(row["creditor"], row["amount"]) for row in rows] == [
        (("", "outside"), 10000),
        (("GAMADEFF", "outside"), 500),
    ]


def test_charges_larger_than_the_entry_are_refused(tmp_path: Path) -> None:
    paid = entry("3.00", "DBIT", charges=charge("5.00", True))
    with pytest.raises(LedgerError, match="charges are more than the entry"):
        read(tmp_path, one(A, paid, opening="3.00"))


def test_gross_amounts_beyond_int64_are_refused(tmp_path: Path) -> None:
    most = "92233720368547758.07"
    with pytest.raises(LedgerError, match=r"row 1.*beyond"):
        read(tmp_path, one(A, entry(most, "CRDT", charges=charge("1.00", True)), closing=most))


def test_bad_entries_are_set_aside_when_asked_for(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    entries = [entry("1.00", "CRDT"), entry("x", "CRDT", detail(e2e="E7"), ref="R2"), entry("2.00", "CRDT")]
    found = read(tmp_path, one(A, *entries, closing="9.00"), skip_bad=bad)
    assert found.column("amount") == [100, 200]
    assert found.ids == ["S1:1", "S1:3"]
    assert found.notes.skipped == 1
    assert "R2" in bad.read_text()
    assert any("are not checked; entries that could not be read: 1" in text for text in found.notes.texts)
