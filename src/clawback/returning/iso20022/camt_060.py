"""camt.060.001.05: an account's agent is asked to report what the account did from an instant on, as camt.053."""

from __future__ import annotations

from datetime import UTC

from clawback.returning.iso20022.records import StatementAsk
from clawback.returning.iso20022.tree import add, add_account, add_agent, instant, start, written

__all__ = ["build_camt_060"]


def build_camt_060(asked: StatementAsk) -> bytes:
    """The request for one account's entries. It names no owner, for nobody here knows one."""
    document, root = start("camt.060.001.05", "AcctRptgReq")
    header = add(root, "GrpHdr")
    add(header, "MsgId", asked.reference)
    add(header, "CreDtTm", instant(asked.made_at))
    add(header, "MsgSndr/Pty/Nm", asked.by[:140])
    wanted = add(root, "RptgReq")
    add(wanted, "Id", asked.reference)
    add(wanted, "ReqdMsgNmId", "camt.053.001.08")
    add_account(wanted, "Acct", asked.of.account)
    add(wanted, "AcctOwnr/Pty/Nm", "NOTPROVIDED")
    add_agent(wanted, "AcctSvcr", asked.of.agent)
    period = add(wanted, "RptgPrd")
    begins = asked.begins_at.astimezone(UTC)
    add(period, "FrToDt/FrDt", f"{begins:%Y-%m-%d}")
    add(period, "FrToTm/FrTm", f"{begins:%H:%M:%S}Z")
    add(period, "Tp", "ALLL")
    return written(document)
