"""The files of returns and recalls: valid against their schemas, and leaf for leaf what was expected."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import etree

from clawback.errors import PlanError
from clawback.money import Amount, currency
from clawback.returning.iso20022 import (
    Batch,
    Keeper,
    Order,
    RecallOrder,
    StatementAsk,
    build_camt_056,
    build_camt_060,
    build_pacs_008,
    build_pain_001,
    read_recall_answer,
)
from clawback.returning.iso20022.answers import MOST_BYTES
from tests.unit.returning.schemas import errors_of, outline

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
EUR = currency("EUR")
HELD = Keeper(agent="NORTDEFFXXX", account="DE89370400440532013000", name="North Bank")
UETR = "8a562c67-ca16-48ba-b074-65581be6f001"
ORDERS = tuple(
    Order(
        reference=f"CLAWBACK-P1-L{number}",
        amount=Amount(units, EUR),
        debtor=HELD,
        creditor=Keeper(agent="south", account=f"V{number}", name=name),
        words="Return of P-1, H-1",
    )
    for number, units, name in ((1, 60_001, "王小明"), (2, 5, ""))
)
BATCH = Batch(message="CLAWBACK-P1-A2", made_at=AT, by="North Bank", orders=ORDERS)
RECALL = RecallOrder(
    reference="CLAWBACK-RECALL-7",
    made_at=AT,
    amount=Amount(70_000, EUR),
    whole=Amount(100_000, EUR),
    settled_at=AT,
    debtor=Keeper(agent="south", account="D1"),
    creditor=HELD,
    uetr=UETR,
    end_to_end="RENT-11",
)


def test_pain_001() -> None:
    data = build_pain_001(BATCH)
    assert errors_of(data, "pain.001.001.09") == []
    assert outline(data) == [
        "GrpHdr/MsgId CLAWBACK-P1-A2",
        "GrpHdr/CreDtTm 2026-11-24T12:00:00Z",
        "GrpHdr/NbOfTxs 2",
        "GrpHdr/CtrlSum 600.06",
        "GrpHdr/InitgPty/Nm North Bank",
        "PmtInf/PmtInfId CLAWBACK-P1-A2-1",
        "PmtInf/PmtMtd TRF",
        "PmtInf/NbOfTxs 2",
        "PmtInf/CtrlSum 600.06",
        "PmtInf/ReqdExctnDt/Dt 2026-11-24",
        "PmtInf/Dbtr/Nm North Bank",
        "PmtInf/DbtrAcct/Id/IBAN DE89370400440532013000",
        "PmtInf/DbtrAgt/FinInstnId/BICFI NORTDEFFXXX",
        "PmtInf/ChrgBr DEBT",
        "PmtInf/CdtTrfTxInf/PmtId/EndToEndId CLAWBACK-P1-L1",
        "PmtInf/CdtTrfTxInf/Amt/InstdAmt 600.01",
        "PmtInf/CdtTrfTxInf/CdtrAgt/FinInstnId/Othr/Id south",
        "PmtInf/CdtTrfTxInf/Cdtr/Nm 王小明",
        "PmtInf/CdtTrfTxInf/CdtrAcct/Id/Othr/Id V1",
        "PmtInf/CdtTrfTxInf/RmtInf/Ustrd Return of P-1, H-1",
        "PmtInf/CdtTrfTxInf/PmtId/EndToEndId CLAWBACK-P1-L2",
        "PmtInf/CdtTrfTxInf/Amt/InstdAmt 0.05",
        "PmtInf/CdtTrfTxInf/CdtrAgt/FinInstnId/Othr/Id south",
        "PmtInf/CdtTrfTxInf/Cdtr/Nm NOTPROVIDED",
        "PmtInf/CdtTrfTxInf/CdtrAcct/Id/Othr/Id V2",
        "PmtInf/CdtTrfTxInf/RmtInf/Ustrd Return of P-1, H-1",
    ]


def test_pacs_008() -> None:
    data = build_pacs_008(replace(BATCH, orders=ORDERS[:1]))
    assert errors_of(data, "pacs.008.001.08") == []
    assert outline(data) == [
        "GrpHdr/MsgId CLAWBACK-P1-A2",
        "GrpHdr/CreDtTm 2026-11-24T12:00:00Z",
        "GrpHdr/NbOfTxs 1",
        "GrpHdr/CtrlSum 600.01",
        "GrpHdr/TtlIntrBkSttlmAmt 600.01",
        "GrpHdr/IntrBkSttlmDt 2026-11-24",
        "GrpHdr/SttlmInf/SttlmMtd CLRG",
        "CdtTrfTxInf/PmtId/EndToEndId CLAWBACK-P1-L1",
        "CdtTrfTxInf/PmtId/TxId CLAWBACK-P1-L1",
        "CdtTrfTxInf/IntrBkSttlmAmt 600.01",
        "CdtTrfTxInf/ChrgBr DEBT",
        "CdtTrfTxInf/Dbtr/Nm North Bank",
        "CdtTrfTxInf/DbtrAcct/Id/IBAN DE89370400440532013000",
        "CdtTrfTxInf/DbtrAgt/FinInstnId/BICFI NORTDEFFXXX",
        "CdtTrfTxInf/CdtrAgt/FinInstnId/Othr/Id south",
        "CdtTrfTxInf/Cdtr/Nm 王小明",
        "CdtTrfTxInf/CdtrAcct/Id/Othr/Id V1",
        "CdtTrfTxInf/RmtInf/Ustrd Return of P-1, H-1",
    ]


def test_camt_056() -> None:
    data = build_camt_056(RECALL)
    assert errors_of(data, "camt.056.001.08") == []
    assert outline(data) == [
        "Assgnmt/Id CLAWBACK-RECALL-7",
        "Assgnmt/Assgnr/Agt/FinInstnId/Othr/Id south",
        "Assgnmt/Assgne/Agt/FinInstnId/BICFI NORTDEFFXXX",
        "Assgnmt/CreDtTm 2026-11-24T12:00:00Z",
        "Case/Id CLAWBACK-RECALL-7",
        "Case/Cretr/Agt/FinInstnId/Othr/Id south",
        "CtrlData/NbOfTxs 1",
        "Undrlyg/TxInf/CxlId CLAWBACK-RECALL-7",
        "Undrlyg/TxInf/OrgnlEndToEndId RENT-11",
        f"Undrlyg/TxInf/OrgnlUETR {UETR}",
        "Undrlyg/TxInf/OrgnlIntrBkSttlmAmt 1000.00",
        "Undrlyg/TxInf/OrgnlIntrBkSttlmDt 2026-11-24",
        "Undrlyg/TxInf/CxlRsnInf/Rsn/Cd FRAD",
        "Undrlyg/TxInf/CxlRsnInf/AddtlInf Of this transfer 700.00 EUR is asked back.",
        "Undrlyg/TxInf/OrgnlTxRef/DbtrAcct/Id/Othr/Id D1",
        "Undrlyg/TxInf/OrgnlTxRef/DbtrAgt/FinInstnId/Othr/Id south",
        "Undrlyg/TxInf/OrgnlTxRef/CdtrAgt/FinInstnId/BICFI NORTDEFFXXX",
        "Undrlyg/TxInf/OrgnlTxRef/CdtrAcct/Id/IBAN DE89370400440532013000",
    ]


def test_a_recall_without_references_says_so() -> None:
    data = build_camt_056(replace(RECALL, uetr="not one", end_to_end="", amount=RECALL.whole))
    assert errors_of(data, "camt.056.001.08") == []
    found = outline(data)
    assert "Undrlyg/TxInf/OrgnlEndToEndId NOTPROVIDED" in found
    assert not [each for each in found if "OrgnlUETR" in each or "AddtlInf" in each]


@pytest.mark.parametrize(
    ("code", "units", "text"), [("JPY", 5, "5"), ("KWD", 1_234_567, "1234.567"), ("EUR", 1, "0.01")]
)
def test_amounts_have_their_currency_s_decimals(code: str, units: int, text: str) -> None:
    batch = replace(BATCH, orders=(replace(ORDERS[0], amount=Amount(units, currency(code))),))
    for build, message in ((build_pain_001, "pain.001.001.09"), (build_pacs_008, "pacs.008.001.08")):
        data = build(batch)
        assert errors_of(data, message) == []
        assert f"GrpHdr/CtrlSum {text}" in outline(data)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"reference": "x" * 36}, "35 characters"),
        ({"reference": ""}, "35 characters"),
        ({"amount": Amount(0, EUR)}, "more than nothing"),
        ({"amount": Amount(5, currency("USDT", 6))}, "no currency USDT"),
    ],
)
def test_an_order_that_cannot_be(change: dict[str, object], why: str) -> None:
    with pytest.raises(PlanError, match=why):
        replace(ORDERS[0], **change)


def test_a_batch_that_cannot_be() -> None:
    yen = replace(ORDERS[1], amount=Amount(1, currency("JPY")))
    for orders, why in (
        ((), "no order"),
        ((ORDERS[0], yen), "one currency"),
        (ORDERS[:1] * 2, "one reference"),
    ):
        with pytest.raises(PlanError, match=why):
            replace(BATCH, orders=orders)
    with pytest.raises(PlanError, match="no more is recalled"):
        replace(RECALL, amount=Amount(100_001, EUR))
    with pytest.raises(PlanError, match="longer"):
        build_pain_001(
            replace(BATCH, orders=(replace(ORDERS[0], creditor=Keeper(agent="south", account="9" * 35)),))
        )


def test_a_text_with_marks_stays_text() -> None:
    odd = replace(ORDERS[0], creditor=Keeper(agent="south", account="V1", name="<A> & \x07B\n]]>"))
    data = build_pain_001(replace(BATCH, orders=(odd,)))
    assert "PmtInf/CdtTrfTxInf/Cdtr/Nm <A> & B ]]>" in outline(data)


def answer(message: str, body: str) -> bytes:
    text = f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{message}">{body}</Document>'
    return text.encode()


def word(status: str, reason: str = "") -> bytes:
    agent = "<Agt><FinInstnId><BICFI>NORTDEFFXXX</BICFI></FinInstnId></Agt>"
    why = f"<CxlStsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></CxlStsRsnInf>" if reason else ""
    return answer(
        "camt.029.001.09",
        "<RsltnOfInvstgtn><Assgnmt><Id>A1</Id>"
        f"<Assgnr>{agent}</Assgnr><Assgne>{agent}</Assgne><CreDtTm>2026-11-25T09:00:00Z</CreDtTm></Assgnmt>"
        f"<RslvdCase><Id>CLAWBACK-RECALL-7</Id><Cretr>{agent}</Cretr></RslvdCase>"
        f"<Sts><Conf>{status}</Conf></Sts><CxlDtls><TxInfAndSts><OrgnlEndToEndId>RENT-11</OrgnlEndToEndId>"
        f"<OrgnlUETR>{UETR}</OrgnlUETR>{why}</TxInfAndSts></CxlDtls></RsltnOfInvstgtn>",
    )


def money(amount: str, code: str = "EUR", copies: int = 1) -> bytes:
    entry = (
        f"<TxInf><RtrId>R1</RtrId><OrgnlEndToEndId>RENT-11</OrgnlEndToEndId><OrgnlUETR>{UETR}</OrgnlUETR>"
        f'<RtrdIntrBkSttlmAmt Ccy="{code}">{amount}</RtrdIntrBkSttlmAmt>'
        "<RtrRsnInf><Rsn><Cd>FOCR</Cd></Rsn></RtrRsnInf></TxInf>"
    )
    return answer(
        "pacs.004.001.09",
        "<PmtRtr><GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-25T09:00:00Z</CreDtTm><NbOfTxs>1</NbOfTxs>"
        f"<SttlmInf><SttlmMtd>CLRG</SttlmMtd></SttlmInf></GrpHdr>{entry * copies}</PmtRtr>",
    )


def test_the_answers_here_are_ones_that_agents_send() -> None:
    assert errors_of(word("RJCR", "LEGL"), "camt.029.001.09") == []
    assert errors_of(money("700.00"), "pacs.004.001.09") == []
    assert errors_of(etree.tostring(etree.fromstring(word("CNCL"))), "camt.029.001.09") == []


@pytest.mark.parametrize(("status", "kind"), [("CNCL", "accepted"), ("RJCR", "refused"), ("PDCR", "pending")])
def test_a_word_is_read(status: str, kind: str) -> None:
    found = read_recall_answer(word(status, "LEGL"))
    assert (found.kind, found.case, found.uetr, found.reason) == (kind, "CLAWBACK-RECALL-7", UETR, "LEGL")


def test_money_is_read_to_the_unit() -> None:
    found = read_recall_answer(money("699.99"))
    assert (found.kind, found.units, found.currency, found.end_to_end) == ("paid", 69_999, "EUR", "RENT-11")


BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not XML"),
        (b"not xml", "not XML"),
        (b"<Document/>", "neither"),
        (answer("camt.053.001.08", "<x/>"), "neither"),
        (word("RJCR").replace(b"<Document", BOMB + b"<Document"), "document type"),
        (word("RJCR")[:-40], "not XML"),
        (word("XXXX"), "not a status"),
        (answer("camt.029.001.09", ""), "not a status"),
        (answer("pacs.004.001.09", ""), "0 elements"),
        (money("1.00", copies=2), "2 elements"),
        (money("1.001"), "decimals"),
        (money("-1.00"), "nothing came back"),
        (money("0.00"), "nothing came back"),
        (money("1.00", "XQX"), "not a currency"),
        (b" " * (MOST_BYTES + 1), "1 MiB"),
    ],
)
def test_what_is_no_answer(data: bytes, why: str) -> None:
    with pytest.raises(PlanError, match=why):
        read_recall_answer(data)


def test_nothing_outside_is_read() -> None:
    data = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + word("RJCR").replace(b"LEGL", b"&e;")
    with pytest.raises(PlanError, match="document type"):
        read_recall_answer(data)


def test_camt_060() -> None:
    asked = StatementAsk(
        reference="CLAWBACK-S7", made_at=AT, by="王氏 Centre", of=HELD, begins_at=AT.replace(hour=9, minute=5)
    )
    for each in (asked, replace(asked, of=Keeper(agent="south", account="C7"))):
        assert errors_of(build_camt_060(each), "camt.060.001.05") == []
    assert outline(build_camt_060(asked)) == [
        "GrpHdr/MsgId CLAWBACK-S7",
        "GrpHdr/CreDtTm 2026-11-24T12:00:00Z",
        "GrpHdr/MsgSndr/Pty/Nm 王氏 Centre",
        "RptgReq/Id CLAWBACK-S7",
        "RptgReq/ReqdMsgNmId camt.053.001.08",
        "RptgReq/Acct/Id/IBAN DE89370400440532013000",
        "RptgReq/AcctOwnr/Pty/Nm NOTPROVIDED",
        "RptgReq/AcctSvcr/FinInstnId/BICFI NORTDEFFXXX",
        "RptgReq/RptgPrd/FrToDt/FrDt 2026-11-24",
        "RptgReq/RptgPrd/FrToTm/FrTm 09:05:00Z",
        "RptgReq/RptgPrd/Tp ALLL",
    ]
    with pytest.raises(PlanError, match="reference"):
        replace(asked, reference="S" * 36)
    with pytest.raises(PlanError, match="longer"):
        build_camt_060(replace(asked, of=Keeper(agent="south", account="C" * 35)))
