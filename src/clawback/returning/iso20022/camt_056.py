"""camt.056.001.08: the debtor's agent asks the creditor's for a transfer back, for fraud (FRAD)."""

from __future__ import annotations

from clawback.returning.iso20022.records import RecallOrder
from clawback.returning.iso20022.tree import (
    UETR,
    add,
    add_account,
    add_agent,
    add_amount,
    instant,
    start,
    written,
)

__all__ = ["build_camt_056"]


def build_camt_056(recall: RecallOrder) -> bytes:
    """The recall of one transfer. Where less is asked back than was paid, a sentence says how much."""
    document, root = start("camt.056.001.08", "FIToFIPmtCxlReq")
    header = add(root, "Assgnmt")
    add(header, "Id", recall.reference)
    add_agent(add(header, "Assgnr"), "Agt", recall.debtor.agent)
    add_agent(add(header, "Assgne"), "Agt", recall.creditor.agent)
    add(header, "CreDtTm", instant(recall.made_at))
    case = add(root, "Case")
    add(case, "Id", recall.reference)
    add_agent(add(case, "Cretr"), "Agt", recall.debtor.agent)
    add(root, "CtrlData/NbOfTxs", "1")
    entry = add(root, "Undrlyg/TxInf")
    add(entry, "CxlId", recall.reference)
    add(entry, "OrgnlEndToEndId", recall.end_to_end or "NOTPROVIDED")
    if UETR.fullmatch(recall.uetr):
        add(entry, "OrgnlUETR", recall.uetr)
    add_amount(entry, "OrgnlIntrBkSttlmAmt", recall.whole)
    add(entry, "OrgnlIntrBkSttlmDt", instant(recall.settled_at)[:10])
    why = add(entry, "CxlRsnInf")
    add(why, "Rsn/Cd", "FRAD")
    if recall.amount != recall.whole:
        add(why, "AddtlInf", f"Of this transfer {recall.amount} is asked back.")
    sides = add(entry, "OrgnlTxRef")
    add_account(sides, "DbtrAcct", recall.debtor.account)
    add_agent(sides, "DbtrAgt", recall.debtor.agent)
    add_agent(sides, "CdtrAgt", recall.creditor.agent)
    add_account(sides, "CdtrAcct", recall.creditor.account)
    return written(document)
