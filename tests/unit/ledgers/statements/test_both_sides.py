"""Both sides of one transfer in two statements become one transfer; what is not one to one does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from clawback.ledgers.reading import Opening
from tests.unit.ledgers.statements.build import (
    A,
    B,
    C,
    Result,
    detail,
    document,
    entry,
    iban,
    one,
    read,
    statement,
)

U1, U2 = (f"8a562c67-ca16-48ba-b074-65581be6f00{n}" for n in (1, 2))
OWN_A, OWN_B = ("ALFADEFF", A), ("BETADEFF", B)
DAY = {"value": "2026-01-31"}


def out(told: str, ref: str = "RA", text: str = "5.00", **more: str) -> str:
    """A's statement with one debit."""
    return one(A, entry(text, "DBIT", told, ref=ref, **(DAY | more)), opening=text, closing="0.00")


def into(told: str, ref: str = "RB", text: str = "5.00", number: str = B, **more: str) -> str:
    """B's statement with one credit."""
    return one(number, entry(text, "CRDT", told, ref=ref, **(DAY | more)), closing=text)


def both(folder: Path, first: str, second: str) -> Result:
    """The same either way round."""
    found = read(folder, first, second)
    assert found.rows == read(folder, second, first).rows
    return found


def test_by_uetr_whatever_the_dates(tmp_path: Path) -> None:
    debit = out(detail(to=OWN_B, uetr=U1, e2e="E1"), booked="2026-01-31T10:00:00Z")
    credit = into(detail(of=OWN_A, uetr=U1.upper()), booked="2026-02-02T09:00:00Z", value="2026-02-02")
    found = both(tmp_path, debit, credit)
    row = found.by[U1]
    assert len(found.rows) == 1
    assert (row["debtor"], row["creditor"], row["amount"]) == (OWN_A, OWN_B, 500)
    assert row["settled_at"] == row["debited_at"] == row["credited_at"] - (47 * 3600) * 1_000_000
    assert (row["uetr"], row["end_to_end_id"], row["alias"]) == (U1, "E1", None)
    assert found.notes.texts == []
    assert sorted(found.notes.openings, key=str) == [Opening(*OWN_A, "EUR", 500), Opening(*OWN_B, "EUR", 0)]


def test_by_end_to_end_id_amount_and_value_date(tmp_path: Path) -> None:
    found = both(tmp_path, out(detail(to=OWN_B, e2e="E1")), into(detail(of=OWN_A, e2e="E1")))
    assert [(row["transfer_id"], row["alias"]) for row in found.rows] == [("RA", "RB")]


@pytest.mark.parametrize(
    "credit",
    [
        into(detail(of=OWN_A, e2e="E2")),
        into(detail(of=OWN_A, e2e="E1"), text="5.01"),
        into(detail(of=OWN_A, e2e="E1"), value="2026-02-01"),
        into(detail(of=("GAMADEFF", C), e2e="E1")),
        into(detail(of=("GAMADEFF", None), e2e="E1")),
        into(detail(of=OWN_A, e2e="E1", uetr=U2)),
    ],
)
def test_what_differs_in_any_of_these_is_another_transfer(tmp_path: Path, credit: str) -> None:
    found = both(tmp_path, out(detail(to=OWN_B, e2e="E1", uetr=U1)), credit)
    assert len(found.rows) == 2


def test_not_provided_matches_nothing(tmp_path: Path) -> None:
    debit, credit = (detail(to=OWN_B, of=OWN_A, e2e="NOTPROVIDED", uetr=uetr) for uetr in (None, None))
    found = both(tmp_path, out(debit), into(credit))
    assert len(found.rows) == 2
    assert found.column("end_to_end_id") == [None, None]
    assert any("name an account whose statement has no such entry" in text for text in found.notes.texts)


def test_one_side_with_a_uetr_and_one_without_match_by_the_end_to_end_id(tmp_path: Path) -> None:
    found = both(tmp_path, out(detail(to=OWN_B, e2e="E1")), into(detail(of=OWN_A, e2e="E1", uetr=U1)))
    assert [(row["transfer_id"], row["alias"], row["uetr"]) for row in found.rows] == [("RA", U1, U1)]


def test_sides_that_name_nobody_or_only_an_agent_fit(tmp_path: Path) -> None:
    for told in (detail(e2e="E1"), detail(of=("ALFADEFF", None), e2e="E1"), detail(of=(None, A), e2e="E1")):
        found = both(tmp_path, out(detail(to=("BETADEFF", None), e2e="E1")), into(told))
        assert [(row["debtor"], row["creditor"]) for row in found.rows] == [(OWN_A, OWN_B)]


def test_a_national_number_fits_the_iban_that_ends_in_it(tmp_path: Path) -> None:
    found = both(tmp_path, out(detail(to=("10020030", B[-10:]), e2e="E1")), into(detail(of=OWN_A, e2e="E1")))
    assert [row["creditor"] for row in found.rows] == [OWN_B]


def test_what_is_not_one_to_one_is_not_merged_and_is_reported(tmp_path: Path) -> None:
    told = detail(to=OWN_B, e2e="E1")
    twice = [entry("5.00", "DBIT", told, ref=ref, **DAY) for ref in ("R1", "R2")]
    debits = one(A, *twice, opening="10.00", closing="0.00")
    found = both(tmp_path, debits, into(detail(of=OWN_A, e2e="E1")))
    assert sorted(found.ids) == ["R1", "R2", "RB"]
    assert any(text.endswith("not merged: 3 (R1, R2, RB)") for text in found.notes.texts)


def test_accounts_tell_apart_what_shares_an_end_to_end_id(tmp_path: Path) -> None:
    sides = [
        out(detail(to=OWN_B, e2e="E1"), ref="R1"),
        into(detail(of=OWN_A, e2e="E1"), ref="R2"),
        into(detail(of=("DELTDEFF", "77"), e2e="E1"), ref="R3", number=C),
    ]
    found = read(tmp_path, *sides)
    assert [(row["transfer_id"], row["alias"]) for row in found.rows] == [("R1", "R2"), ("R3", None)]


def test_one_uetr_with_two_amounts_is_reported(tmp_path: Path) -> None:
    found = both(tmp_path, out(detail(to=OWN_B, uetr=U1)), into(detail(of=OWN_A, uetr=U1), text="4.00"))
    assert sorted(found.ids) == [U1, f"{U1}#2"]
    assert any(
        text.endswith(f"different amounts in two statements, not merged: 1 ({U1})")
        for text in found.notes.texts
    )


def test_details_of_a_batch_match_one_by_one(tmp_path: Path) -> None:
    details = [detail(amt="2.00", to=OWN_B, e2e="E1"), detail(amt="3.00", to=("GAMADEFF", C), e2e="E1")]
    debit = one(A, entry("5.00", "DBIT", *details, ref="RA", **DAY), opening="5.00")
    found = read(tmp_path, debit, into(detail(e2e="E1"), text="3.00", number=C))
    assert [(row["transfer_id"], row["alias"]) for row in found.rows] == [("RA:1", None), ("RA:2", "RB")]


def test_an_amount_before_charges_matches(tmp_path: Path) -> None:
    from tests.unit.ledgers.statements.build import charge

    told = detail(of=OWN_A, e2e="E1")
    credit = one(
        B, entry("4.50", "CRDT", told, ref="RB", charges=charge("0.50", True), **DAY), closing="4.50"
    )
    found = both(tmp_path, out(detail(to=OWN_B, e2e="E1")), credit)
    assert [(row["transfer_id"], row["amount"]) for row in found.rows] == [("RA", 500), ("RB:fee", 50)]


def test_kind_is_the_debtors_sides_unless_it_says_nothing(tmp_path: Path) -> None:
    from tests.unit.ledgers.statements.build import code

    debit = out(detail(to=OWN_B, e2e="E1"))
    credit = into(detail(of=OWN_A, e2e="E1", code=code("PMNT", "MCRD", "POSP")))
    assert both(tmp_path, debit, credit).column("kind") == ["card"]


def test_a_transfer_to_oneself_told_twice_in_one_statement_is_one(tmp_path: Path) -> None:
    told = detail(to=OWN_A, of=OWN_A, e2e="E1")
    entries = [entry("5.00", "DBIT", told, ref="R1", **DAY), entry("5.00", "CRDT", told, ref="R2", **DAY)]
    found = read(tmp_path, one(A, *entries))
    assert [(row["debtor"], row["creditor"], row["alias"]) for row in found.rows] == [(OWN_A, OWN_A, "R2")]


def test_both_directions_of_one_statement_are_not_one_transfer(tmp_path: Path) -> None:
    entries = [entry("5.00", way, detail(e2e="E1"), ref=way, **DAY) for way in ("DBIT", "CRDT")]
    assert read(tmp_path, one(A, *entries)).ids == ["DBIT", "CRDT"]


def test_ids_and_aliases_are_all_different(tmp_path: Path) -> None:
    debits = [entry("5.00", "DBIT", detail(to=OWN_B, e2e=f"E{n}"), own=str(n), **DAY) for n in (1, 2)]
    credits_ = [entry("5.00", "CRDT", detail(of=OWN_A, e2e=f"E{n}"), own=str(3 - n), **DAY) for n in (1, 2)]
    found = both(tmp_path, one(A, *debits, opening="10.00"), one(B, *credits_, closing="10.00"))
    assert [(row["transfer_id"], row["alias"]) for row in found.rows] == [("1", "2#2"), ("2", "1#2")]


def test_an_id_like_a_second_one_is_left_to_who_has_it(tmp_path: Path) -> None:
    entries = [entry("1.00", "CRDT", ref=ref) for ref in ("A", "A", "A#2")]
    assert read(tmp_path, one(A, *entries, closing="3.00")).ids == ["A", "A#3", "A#2"]


def test_one_account_under_several_names(tmp_path: Path) -> None:
    foreign = iban("FR", "20041010050500013M02606")
    entries = [
        entry("1.00", "DBIT", detail(to=(None, B)), ref="no agent"),
        entry("1.00", "DBIT", detail(to=("BETADEFFXXX", B)), ref="long agent"),
        entry("1.00", "DBIT", detail(to=("40020030", B)), ref="other agent of an iban"),
        entry("1.00", "DBIT", detail(to=(None, "ACC-7")), ref="own number"),
        entry("1.00", "DBIT", detail(to=("OTHERXXX", "ACC-7")), ref="number elsewhere"),
        entry("1.00", "DBIT", detail(to=("ZETADEFF", foreign)), ref="strange iban"),
        entry("1.00", "DBIT", detail(to=(None, foreign)), ref="the same"),
        entry("1.00", "DBIT", detail(to=(None, "unknown")), ref="unknown"),
    ]
    texts = [
        one(A, *entries, opening="8.00"),
        one(B, id="S2"),
        one("ACC-7", at="40020031", id="S3"),
    ]
    found = read(tmp_path, *texts)
    assert [row["creditor"] for row in found.rows] == [
        *[OWN_B] * 3,
        ("40020031", "ACC-7"),
        ("OTHERXXX", "ACC-7"),
        *[("ZETADEFF", foreign)] * 2,
        ("", "unknown"),
    ]


def test_two_spellings_of_a_statements_own_agent_are_one_account(tmp_path: Path) -> None:
    first = one(A, entry("1.00", "CRDT", ref="R1"), closing="1.00", at="ALFADEFFXXX")
    second = one(A, entry("1.00", "CRDT", ref="R2"), opening="1.00", closing="2.00", id="S2", seq=2)
    found = read(tmp_path, first, second)
    assert {row["creditor"] for row in found.rows} == {("ALFADEFFXXX", A)}
    assert len(found.notes.openings) == 1


def test_a_number_that_two_banks_have_is_nobodys(tmp_path: Path) -> None:
    texts = [one("7", at=f"4002003{n}", id=f"S{n}") for n in (1, 2)]
    found = read(tmp_path, *texts, one(A, entry("1.00", "DBIT", detail(to=(None, "7"))), opening="1.00"))
    assert found.rows[0]["creditor"] == ("", "7")


def test_an_iban_whose_statement_names_no_agent_has_that_of_others(tmp_path: Path) -> None:
    found = both(tmp_path, out(detail(to=OWN_B, e2e="E1")), one(B, at=None))
    assert found.rows[0]["creditor"] == OWN_B
    assert {(one.agent, one.account) for one in found.notes.openings} == {OWN_A, OWN_B}


def test_two_statements_in_one_document_match_too(tmp_path: Path) -> None:
    text = document(
        statement(A, entry("5.00", "DBIT", detail(to=OWN_B, uetr=U1)), opening="5.00", closing="0.00"),
        statement(B, entry("5.00", "CRDT", detail(of=OWN_A, uetr=U1)), closing="5.00", id="S2"),
    )
    assert len(read(tmp_path, text).rows) == 1
