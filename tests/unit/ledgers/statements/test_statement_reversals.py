"""RvslInd, and the transfer that it takes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.ledgers.statements.build import A, B, detail, entry, one, read

U1 = "8a562c67-ca16-48ba-b074-65581be6f001"
OWN_A, OWN_B = ("ALFADEFF", A), ("BETADEFF", B)
TO = {"of": OWN_A, "to": OWN_B}


def test_a_reversal_names_what_it_takes_back_by_its_references(tmp_path: Path) -> None:
    for told, ref in ((detail(uetr=U1, **TO), None), (detail(**TO), "R1"), (detail(e2e="E1", **TO), None)):
        paid = entry("5.00", "DBIT", told, ref=ref)
        back = entry("2.00", "CRDT", told, ref=ref, reversal=True)
        found = read(tmp_path, one(A, paid, back, opening="5.00", closing="2.00"))
        first, second = found.rows
        assert (second["kind"], second["reverses"]) == ("reversal", first["transfer_id"])
        assert (second["debtor"], second["creditor"], second["amount"]) == (OWN_B, OWN_A, 200)


def test_parties_of_a_reversal_may_stand_either_way_round(tmp_path: Path) -> None:
    for told in (detail(of=OWN_A, to=OWN_B), detail(of=OWN_B, to=OWN_A), detail(of=OWN_B), detail(to=OWN_B)):
        back = entry("2.00", "CRDT", told, reversal=True)
        assert read(tmp_path, one(A, back, closing="2.00")).rows[0]["debtor"] == OWN_B


def test_a_reversed_credit_leaves_the_account(tmp_path: Path) -> None:
    told = detail(e2e="E1", of=OWN_B, to=OWN_A)
    entries = [entry("5.00", "CRDT", told), entry("5.00", "DBIT", told, reversal=True)]
    rows = read(tmp_path, one(A, *entries)).rows
    assert [(row["debtor"], row["reverses"]) for row in rows] == [(OWN_B, None), (OWN_A, "S1:1")]


@pytest.mark.parametrize(
    "paid",
    [
        entry("5.00", "DBIT", detail(e2e="OTHER", **TO)),
        entry("5.00", "DBIT", detail(e2e="NOTPROVIDED", **TO)),
        entry("5.00", "DBIT", detail(e2e="E1", to=("GAMADEFF", "7"))),
        entry("5.00", "CRDT", detail(e2e="E1", of=OWN_B, to=OWN_A)),
    ],
)
def test_a_reversal_that_finds_nothing_names_nothing(tmp_path: Path, paid: str) -> None:
    back = entry("5.00", "CRDT", detail(e2e="E1", **TO), reversal=True)
    out = "<CdtDbtInd>DBIT" in paid
    found = read(tmp_path, one(A, paid, back, opening="5.00", closing="5.00" if out else "15.00"))
    assert found.column("reverses") == [None, None]


def test_a_reversal_before_its_transfer_names_nothing(tmp_path: Path) -> None:
    told = detail(e2e="E1", **TO)
    entries = [entry("5.00", "CRDT", told, reversal=True), entry("5.00", "DBIT", told)]
    assert read(tmp_path, one(A, *entries)).column("reverses") == [None, None]


def test_of_several_the_one_of_the_same_amount(tmp_path: Path) -> None:
    told = detail(e2e="E1", **TO)
    back = entry("5.00", "CRDT", told, reversal=True)
    two = [entry(text, "DBIT", told, ref=f"R{text}") for text in ("3.00", "5.00")]
    assert read(tmp_path, one(A, *two, back, opening="3.00")).column("reverses") == [None, None, "R5.00"]
    same = [entry("5.00", "DBIT", told, ref=ref) for ref in ("R1", "R2")]
    assert read(tmp_path, one(A, *same, back, opening="5.00")).column("reverses") == [None, None, None]


def test_a_reversal_told_by_both_banks_is_one(tmp_path: Path) -> None:
    told = detail(uetr=U1, **TO)
    a = [entry("5.00", "DBIT", told, ref="A1"), entry("5.00", "CRDT", told, ref="A2", reversal=True)]
    b = [entry("5.00", "CRDT", told, ref="B1"), entry("5.00", "DBIT", told, ref="B2", reversal=True)]
    rows = read(tmp_path, one(A, *a, opening="5.00", closing="5.00"), one(B, *b)).rows
    assert [(row["transfer_id"], row["kind"], row["reverses"]) for row in rows] == [
        (U1, "transfer", None),
        (f"{U1}#2", "reversal", U1),
    ]
