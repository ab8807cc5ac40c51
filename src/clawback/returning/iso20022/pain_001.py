"""pain.001.001.09: the agent's own department, or a customer, orders the transfers of a plan."""

from __future__ import annotations

from typing import Any

from clawback.money import Amount, format_amount
from clawback.returning.iso20022.records import Batch, Keeper, Order
from clawback.returning.iso20022.tree import (
    add,
    add_account,
    add_agent,
    add_amount,
    instant,
    start,
    written,
)

__all__ = ["build_pain_001"]


def build_pain_001(batch: Batch) -> bytes:
    """One block of orders for each account that pays. All charges are the debtor's: a victim gets the whole sum."""
    document, root = start("pain.001.001.09", "CstmrCdtTrfInitn")
    header = add(root, "GrpHdr")
    add(header, "MsgId", batch.message)
    add(header, "CreDtTm", instant(batch.made_at))
    _count(header, batch.orders)
    add(header, "InitgPty/Nm", batch.by[:140])
    accounts: dict[Keeper, list[Order]] = {}
    for order in batch.orders:
        accounts.setdefault(order.debtor, []).append(order)
    for number, (debtor, orders) in enumerate(accounts.items(), 1):
        _block(root, batch, number, debtor, orders)
    return written(document)


def _block(root: Any, batch: Batch, number: int, debtor: Keeper, orders: list[Order]) -> None:
    block = add(root, "PmtInf")
    add(block, "PmtInfId", f"{batch.message[:30]}-{number}")
    add(block, "PmtMtd", "TRF")
    _count(block, orders)
    add(block, "ReqdExctnDt/Dt", instant(batch.made_at)[:10])
    add(block, "Dbtr/Nm", (debtor.name or batch.by)[:140])
    add_account(block, "DbtrAcct", debtor.account)
    add_agent(block, "DbtrAgt", debtor.agent)
    add(block, "ChrgBr", "DEBT")
    for order in orders:
        entry = add(block, "CdtTrfTxInf")
        add(entry, "PmtId/EndToEndId", order.reference)
        add_amount(add(entry, "Amt"), "InstdAmt", order.amount)
        add_agent(entry, "CdtrAgt", order.creditor.agent)
        add(entry, "Cdtr/Nm", (order.creditor.name or "NOTPROVIDED")[:140])
        add_account(entry, "CdtrAcct", order.creditor.account)
        if order.words:
            add(entry, "RmtInf/Ustrd", order.words[:140])


def _count(parent: Any, orders: list[Order] | tuple[Order, ...]) -> None:
    total = Amount(sum(order.amount.units for order in orders), orders[0].amount.currency)
    add(parent, "NbOfTxs", str(len(orders)))
    add(parent, "CtrlSum", format_amount(total.units, total.currency))
