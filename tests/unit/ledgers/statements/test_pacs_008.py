"""pacs.008: both sides in one message, no statement."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from clawback.clock import parse_time
from clawback.errors import LedgerError
from tests.unit.ledgers.statements.build import (
    A,
    B,
    account,
    agent,
    amount,
    document,
    element,
    one,
    read_payments,
)

U1 = "8a562c67-ca16-48ba-b074-65581be6f001"


def pay(
    text: str = "5.00",
    uetr: str | None = U1,
    tx: str | None = "T1",
    e2e: str = "E1",
    on: str | None = "2026-01-31",
    accepted: str | None = None,
    debited: str | None = None,
    credited: str | None = None,
    of: tuple[str | None, str | None] = ("ALFADEFF", A),
    to: tuple[str | None, str | None] = ("BETADEFF", B),
) -> str:
    ids = element("PmtId", element("EndToEndId", e2e), element("TxId", tx), element("UETR", uetr))
    times = element("SttlmTmIndctn", element("DbtDtTm", debited), element("CdtDtTm", credited))
    return element(
        "CdtTrfTxInf",
        ids,
        amount(text, "IntrBkSttlmAmt"),
        element("IntrBkSttlmDt", on),
        times,
        element("AccptncDtTm", accepted),
        element("DbtrAcct", account(of[1])),
        element("DbtrAgt", agent(of[0])),
        element("CdtrAgt", agent(to[0])),
        element("CdtrAcct", account(to[1])),
    )


def message(*payments: str, id: str = "M1", on: str | None = None, version: str = "08") -> str:  # noqa: A002
    header = element("GrpHdr", element("MsgId", id), element("IntrBkSttlmDt", on))
    text = document(*payments, message="pacs.008", version=version)
    start, _, rest = text.partition("<GrpHdr>")
    return start + header + rest.partition("</GrpHdr>")[2]


@pytest.mark.parametrize("version", ["02", "08", "12", "14"])
def test_a_payment_names_both_sides(tmp_path: Path, version: str) -> None:
    row = read_payments(tmp_path, message(pay(), version=version)).rows[0]
    assert (row["debtor"], row["creditor"]) == (("ALFADEFF", A), ("BETADEFF", B))
    assert (row["transfer_id"], row["uetr"], row["end_to_end_id"], row["reference"]) == (U1, U1, "E1", "T1")
    assert (row["amount"], row["currency"], row["kind"]) == (500, "EUR", "transfer")


def test_sides_that_are_not_named(tmp_path: Path) -> None:
    row = read_payments(tmp_path, message(pay(of=("ALFADEFF", None), to=(None, None)))).rows[0]
    assert (row["debtor"], row["creditor"]) == (("ALFADEFF", "outside"), ("", "outside"))


def test_id_is_uetr_else_transaction_id_else_end_to_end_id_else_number(tmp_path: Path) -> None:
    payments = [
        pay(on="2026-01-01"),
        pay(uetr=None, on="2026-01-02"),
        pay(uetr=None, tx=None, on="2026-01-03"),
        pay(uetr=None, tx=None, e2e="NOTPROVIDED", on="2026-01-04"),
        pay(uetr=None, tx="T1", on="2026-01-05"),
    ]
    assert read_payments(tmp_path, message(*payments)).ids == [U1, "T1", "E1", "M1:4", "T1#2"]


@pytest.mark.parametrize(
    ("times", "at"),
    [
        ({"debited": "2026-01-31T10:00:00Z", "credited": "2026-01-31T11:00:00Z"}, "2026-01-31T10:00:00Z"),
        ({"credited": "2026-01-31T11:00:00Z", "accepted": "2026-01-31T09:00:00Z"}, "2026-01-31T11:00:00Z"),
        ({"accepted": "2026-01-31T09:00:00Z"}, "2026-01-31T09:00:00Z"),
        ({"accepted": "2026-01-30T09:00:00Z"}, "2026-01-31T00:00:00Z"),
        ({"accepted": "2026-01-30T09:00:00Z", "on": None}, "2026-02-01T00:00:00Z"),
        ({"on": None}, "2026-02-01T00:00:00Z"),
    ],
)
def test_time_is_settlements_else_acceptances_on_the_day_else_the_date(
    tmp_path: Path, times: dict[str, str | None], at: str
) -> None:
    found = read_payments(tmp_path, message(pay(**times), on="2026-02-01"))
    assert found.times() == [at]
    said = any("date without a time" in text for text in found.notes.texts)
    assert said == at.endswith("T00:00:00Z")


def test_settlement_times_are_kept(tmp_path: Path) -> None:
    times = {"debited": "2026-01-31T10:00:00Z", "credited": "2026-01-31T11:00:00Z"}
    row = read_payments(tmp_path, message(pay(**times))).rows[0]
    assert [row["debited_at"], row["credited_at"]] == [parse_time(text) for text in times.values()]


def test_zones(tmp_path: Path) -> None:
    naive = message(pay(accepted="2026-01-31T09:00:00"))
    with pytest.raises(LedgerError, match=r"row 1.*no time zone"):
        read_payments(tmp_path, naive)
    assert read_payments(tmp_path, naive, zone=ZoneInfo("Asia/Shanghai")).times() == ["2026-01-31T01:00:00Z"]


def test_one_payment_in_several_messages_counts_once(tmp_path: Path) -> None:
    hops = [message(pay(), id="M1"), message(pay(tx="T2"), id="M2")]
    found = read_payments(tmp_path, *hops)
    assert found.ids == [U1]
    assert "payments that stand in several messages, counted once: 1" in found.notes.texts
    plain = message(pay(uetr=None), pay(uetr=None))
    assert read_payments(tmp_path, plain, plain).ids == ["T1", "T1#2"]


def test_order_is_by_time_then_id_and_on_bare_dates_credits_first(tmp_path: Path) -> None:
    there, back = ("GAMADEFF", "7"), ("DELTDEFF", "8")
    payments = [
        pay(uetr=None, tx="a", of=there, to=back),
        pay(uetr=None, tx="z", to=there),
        pay(uetr=None, tx="c", on="2026-01-30"),
    ]
    found = read_payments(tmp_path, message(*payments))
    assert found.ids == ["c", "z", "a"]
    assert found.notes.assumed == {there}


@pytest.mark.parametrize(
    ("bad", "message_"),
    [
        (pay("0.00"), "amount is 0"),
        (pay("1.001"), "more decimals"),
        (pay(on=None), "no settlement date"),
        (pay(on="yesterday"), "not a date"),
    ],
)
def test_a_bad_payment_is_refused_or_set_aside(tmp_path: Path, bad: str, message_: str) -> None:
    text = message(pay(tx="T0"), bad)
    with pytest.raises(LedgerError, match=rf"row 2, line 2.*{message_}"):
        read_payments(tmp_path, text)
    aside = tmp_path / "aside" / "bad.csv"
    aside.parent.mkdir()
    assert read_payments(tmp_path, text, skip_bad=aside).notes.skipped == 1


def test_other_documents_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"not that of pacs\.008"):
        read_payments(tmp_path, one(A))
    with pytest.raises(LedgerError, match="holds no credit transfer"):
        read_payments(tmp_path, message())
