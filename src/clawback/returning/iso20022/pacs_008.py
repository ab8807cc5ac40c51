"""pacs.008.001.08: the agent that holds the money pays the agents of those who get it."""

from __future__ import annotations

from typing import Any

from clawback.money import Amount, format_amount
from clawback.returning.iso20022.records import Batch, Order
from clawback.returning.iso20022.tree import (
    add,
    add_account,
    add_agent,
    add_amount,
    instant,
    start,
    written,
)

__all__ = ["build_pacs_008"]


def build_pacs_008(batch: Batch) -> bytes:
    """Settled by clearing, on the day of the file. All charges are the debtor's: a victim gets the whole sum."""
    document, root = start("pacs.008.001.08", "FIToFICstmrCdtTrf")
    header = add(root, "GrpHdr")
    add(header, "MsgId", batch.message)
    add(header, "CreDtTm", instant(batch.made_at))
    add(header, "NbOfTxs", str(len(batch.orders)))
    currency = batch.orders[0].amount.currency
    add(header, "CtrlSum", format_amount(batch.units, currency))
    add_amount(header, "TtlIntrBkSttlmAmt", Amount(batch.units, currency))
    day = instant(batch.made_at)[:10]
    add(header, "IntrBkSttlmDt", day)
    add(header, "SttlmInf/SttlmMtd", "CLRG")
    for order in batch.orders:
        _order(root, batch, order)
    return written(document)


def _order(root: Any, batch: Batch, order: Order) -> None:
    entry = add(root, "CdtTrfTxInf")
    names = add(entry, "PmtId")
    add(names, "EndToEndId", order.reference)
    add(names, "TxId", order.reference)
    add_amount(entry, "IntrBkSttlmAmt", order.amount)
    add(entry, "ChrgBr", "DEBT")
    add(entry, "Dbtr/Nm", (order.debtor.name or batch.by)[:140])
    add_account(entry, "DbtrAcct", order.debtor.account)
    add_agent(entry, "DbtrAgt", order.debtor.agent)
    add_agent(entry, "CdtrAgt", order.creditor.agent)
    add(entry, "Cdtr/Nm", (order.creditor.name or "NOTPROVIDED")[:140])
    add_account(entry, "CdtrAcct", order.creditor.account)
    if order.words:
        add(entry, "RmtInf/Ustrd", order.words[:140])
