"""flag an account that needs an approver, never the emergency rule; the agent says so, and not why."""

from __future__ import annotations

from clawback.server.casework.finding import locked
from clawback.server.casework.models import Account
from clawback.server.casework.redress.subjects import of_account
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["flag_account"]


def flag_account(act: Act, number: int, *, guarded: bool) -> Account:
    """It is of a charity, party, medium, union, place of worship, or a lawyer's client money; or it is not any more."""
    with deciding(act) as decision:
        account = locked(Account, number)
        act.check("flag", of_account(account))
        before, account.guarded = account.guarded, guarded
        account.save(update_fields=["guarded"])
        decision.enter("flag", account, before={"guarded": int(before)}, after={"guarded": int(guarded)})
    return account
